"""May this be done at this table, now? Pure; every no has its reason."""

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.policies import still_open
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.tables.models import Handoff, Table, TableItem, TableSeat
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision, first_no, when
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.network.models import Membership

NOT_CHAIR = "U maakt uzelf geen voorzitter. Dat doet iemand anders."
OWN_LIFE = (
    "De voorzitter van deze tafel zit in deze casus zelf als cliënt, naaste of ondersteuner, en "
    "besluit er dus niet over. Kies een andere tafel."
)
NO_CASEWORK = (
    "Aan een casustafel gaat het over een persoon. Daar zit alleen wie zelf met casussen werkt."
)
CASEWORK = frozenset(key for key, one in ROLES.items() if Permission.CASE_WORK in one.permissions)
CHAIR_WORKS = "Een casustafel wordt voorgezeten door iemand die zelf met casussen werkt."
WHY = "Schrijf op waarom dit niet aan een bestaande tafel kan."


def make(actor: Actor, *, others: int, why_new: str) -> Decision:
    return first_no(
        when(actor.has(Permission.TABLE_MANAGE), "Een tafel maakt een voorzitter of beleid."),
        when(not others or bool(why_new), WHY),
    )


def may_sit(table: Table, member: Membership) -> bool:
    """At a case table those who work on cases; elsewhere no person is discussed."""
    return member.role in CASEWORK or not table.decides_on_cases


def chairs(table: Table, member: Membership, actor: Actor) -> Decision:
    """Whether this person can chair it. At a case table a person is decided about."""
    here = member.region_id == table.region_id and member.from_at <= actor.at
    gone = member.until_at is not None and member.until_at <= actor.at
    return first_no(
        when(member.user_id != actor.user_id, NOT_CHAIR),
        when(here and not gone, "Deze persoon werkt niet in deze regio."),
        when(may_sit(table, member), CHAIR_WORKS),
    )


def arrange(actor: Actor, table: Table) -> Decision:
    """Members and meetings: by the chair, or a policy officer of the region."""
    mine = table.chair_id == actor.membership_id
    return first_no(
        when(table.closed_at is None, "Deze tafel is gestopt."),
        when(
            mine or (actor.has(Permission.TABLE_MANAGE) and not actor.has(Permission.CASE_WORK)),
            "Dit regelt de voorzitter van de tafel.",
        ),
    )


def plan(actor: Actor, table: Table, *, sits: bool) -> Decision:
    """A meeting is read by those who sit there: nobody else plans one."""
    return first_no(
        arrange(actor, table), when(sits, "Een overleg plant de voorzitter, of wie er zit.")
    )


def seat(actor: Actor, table: Table, member: Membership, *, sits: bool) -> Decision:
    here = member.region_id == table.region_id and member.from_at <= actor.at
    gone = member.until_at is not None and member.until_at <= actor.at
    return first_no(
        arrange(actor, table),
        when(here and not gone, "Deze persoon werkt niet in deze regio."),
        when(may_sit(table, member), NO_CASEWORK),
        when(not sits, "Deze persoon zit al aan deze tafel."),
    )


def hand_over(actor: Actor, table: Table, seat: TableSeat) -> Decision:
    here = seat.table_id == table.pk and (seat.until_at is None or seat.until_at > actor.at)
    return first_no(
        arrange(actor, table),
        when(here, "Voorzitter wordt iemand die aan deze tafel zit."),
        chairs(table, seat.membership, actor),
        when(
            seat.membership_id != table.chair_id or table.chairs_by_itself,
            "Deze persoon is al voorzitter.",
        ),
    )


def stop(actor: Actor, table: Table, *, waits: bool) -> Decision:
    return first_no(
        arrange(actor, table),
        when(not waits, "Er ligt nog een vraag over iemand. Besluit daar eerst over."),
    )


def hand_off(sender: Table, receiver: Table, *, sits: bool) -> Decision:
    return first_no(
        when(sits, "Doorgeven doet wie aan de tafel zit."),
        when(sender.pk != receiver.pk, "Kies een andere tafel om aan door te geven."),
        when(
            sender.region_id == receiver.region_id and receiver.closed_at is None,
            "Deze tafel is er niet meer.",
        ),
    )


def answer(handoff: Handoff, *, sits: bool) -> Decision:
    return first_no(
        when(sits, "Antwoorden doet de tafel die het kreeg."),
        when(handoff.answered_at is None, "Hier is al op geantwoord."),
    )


def bring(
    case: Case,
    sight: Sight,
    table: Table | None,
    *,
    is_open: bool = False,
    chairs_own_life: bool = False,
) -> Decision:
    """The coordinator brings a case, once at a time; not to whoever would decide about themself."""
    return first_no(
        still_open(case),
        when(not sight.card_only, "Deze casus is nog niet begonnen."),
        when(sight.is_coordinator, "Een casus inbrengen doet de coördinator, met de cliënt."),
        when(
            table is None or (table.decides_on_cases and table.closed_at is None),
            "Een casus gaat naar een casustafel.",
        ),
        when(table is None or table.has_chair, "Deze tafel heeft nu geen voorzitter."),
        when(not is_open, "Deze casus ligt al bij deze tafel."),
        when(not chairs_own_life, OWN_LIFE),
    )


def free_table(*, free: bool, lies: bool) -> Decision:
    """Whether there is a case table left where this case does not lie already."""
    if lies:
        return when(free, "Deze casus ligt al bij de casustafel.")
    return when(free, "Er is in deze regio nog geen casustafel.")


def decide(actor: Actor, item: TableItem, *, coordinates: bool) -> Decision:
    """`coordinates`: this case is theirs to coordinate now, whoever brought it."""
    return first_no(
        when(actor.has(Permission.CASE_WORK), NO_CASEWORK),
        when(item.table.chair_id == actor.membership_id, "Het besluit legt de voorzitter vast."),
        when(
            not item.table.chairs_by_itself,
            "U werd voorzitter door uzelf. Laat eerst iemand anders u benoemen.",
        ),
        when(
            item.brought_by.user_id != actor.user_id,
            "U bracht deze casus zelf in. Het besluit legt een andere voorzitter vast.",
        ),
        when(
            not coordinates,
            "U coördineert deze casus. Het besluit legt een andere voorzitter vast.",
        ),
        when(item.decided_at is None, "Hier is al over besloten."),
    )

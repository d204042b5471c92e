"""Tables of the demo regions: a case table with a question, a steering table, and a hand-off."""

import datetime as dt

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import Table
from huiswaarts.foundation.common.dates import local_moment
from huiswaarts.foundation.network.models import Membership, Region
from huiswaarts.foundation.network.queries import actor_of_membership

CHAIRS = ("table_chair", "policy_officer")
SEATS = (
    ("support_worker", "Extra uren begeleiding geven"),
    ("housing_consultant", "Een woning met voorrang geven"),
    ("access_worker", "Afwijken van een regel van de gemeente"),
)
DAY = dt.timedelta(days=1)
TRIED = "Drie aanbieders gevraagd.\nMet de corporatie gepraat.\nDe inschrijving nagekeken."
WHY = "Deze tafel kijkt naar de hele regio, de andere naar één casus."


def set_tables(now: dt.datetime) -> None:
    """In every region where somebody chairs, and that has none yet."""
    for region in Region.objects.order_by("pk"):
        work = Membership.objects.filter(region=region, role__in=CHAIRS, until_at=None)
        chair = work.select_related("user", "organisation").order_by("-role", "pk").first()
        maker = _maker(region, chair)
        if chair and maker and not Table.objects.filter(region=region).exists():
            _set(region, chair, maker, now)


def _maker(region: Region, chair: Membership | None) -> Membership | None:
    """Somebody else than the chair: policy, or a second chair."""
    work = Membership.objects.filter(region=region, role__in=CHAIRS, until_at=None)
    others = work.select_related("user", "organisation").exclude(user=chair and chair.user)
    return others.order_by("role", "pk").first()


def _set(region: Region, chairing: Membership, maker: Membership, now: dt.datetime) -> None:
    chair, by = (actor_of_membership(one, name=one.user.name, at=now) for one in (chairing, maker))
    plan = actions.Plan("case_table", f"Casustafel {region.name}", "Als een casus vastloopt", 4)
    table = actions.make_table(plan=plan, chair=chairing, by=by)
    plan = actions.Plan("steering", "Regietafel", "Samen sturen op de hele regio", 6, WHY)
    steering = actions.make_table(plan=plan, chair=chairing, by=by)
    for role, mandate in SEATS:
        people = Membership.objects.filter(region=region, role=role, until_at=None).order_by("pk")
        for member in people[:2]:
            actions.seat_member(table=table, member=member, mandate=mandate, by=chair)
    begins = local_moment(chair.today + 9 * DAY, dt.time(14))
    place = "Stadhuis, zaal 2"
    actions.plan_table_meeting(table=table, begins_at=begins, minutes=90, place=place, by=chair)
    asked = "Kunnen wij in het voorjaar meer kleine woningen krijgen?"
    actions.hand_off(sender=table, receiver=steering, kind="question", subject=asked, by=chair)
    _bring(region, table, chair.at)


def _bring(region: Region, table: Table, at: dt.datetime) -> None:
    cases = Case.objects.filter(region=region, status="active", phase="home_search")
    case = cases.select_related("coordinator__user", "coordinator__organisation").first()
    if case is None:
        return
    work = case.coordinator
    actor = actor_of_membership(work, name=work.user.name, at=at)
    sight = sight_of(actor, case)
    if sight is not None:
        asked = items.Question(TRIED, "Mag deze woning met voorrang?", "joins")
        items.bring_case(case=case, table=table, question=asked, sight=sight, by=actor)

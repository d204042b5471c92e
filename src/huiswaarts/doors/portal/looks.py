"""Who looked at my data, per day, in words a client understands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.queries import box_names
from huiswaarts.casework.cases.doors import CARD
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries import DOUBLE, Look, looks_at
from huiswaarts.doors.portal.words import because, function_words
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.network.models import Membership

OPENED, IN_LIST, ASKED = "opened", "in_list", "asked"


@dataclass
class Told:
    """One look: who, when, at what, why. `who` is a name or a function, as the region chose."""

    who: str
    at: dt.datetime
    what: str
    why: str
    is_me: bool
    how: str  # opened; or only seen in a list, or asked whether this client is known
    times: int = 1  # that day; `at` is the last


@dataclass
class Day:
    on: dt.date
    looks: list[Told] = field(default_factory=list)


def days_of(case: Case, actor: Actor, *, days: int) -> list[Day]:
    """The last days, newest first; a day without looks is there too. Five queries."""
    since = timezone.make_aware(
        dt.datetime.combine(actor.today - dt.timedelta(days=days - 1), dt.time.min)
    )
    found = looks_at(case, actor, since=since)
    teller = _Teller(case, actor, found)
    shown = [Day(actor.today - dt.timedelta(days=n)) for n in range(days)]
    by_day = {day.on: day for day in shown}
    told: dict[tuple[dt.date, str, str, str], Told] = {}
    for look in found:
        one = teller.tell(look)
        on = timezone.localdate(look.at)
        if on not in by_day:
            continue
        # the same person at the same thing again that day is one line, which says how often
        first = told.setdefault((on, one.who, one.what, one.how), one)
        if first is one:
            by_day[on].looks.append(one)
        else:
            first.times += 1
    return shown


def people_in(days: Iterable[Day]) -> int:
    """Who opened something; a line in a list is no opening."""
    opened = (look for day in days for look in day.looks if look.how == OPENED)
    return len({look.who for look in opened if not look.is_me})


class _Teller:
    """Names and words for the looks of one case: three queries for all of them."""

    def __init__(self, case: Case, actor: Actor, looks: list[Look]) -> None:
        self.actor = actor
        self.shows_names = case.region.log_shows_names
        ids = {look.membership_id for look in looks if look.membership_id}
        people = Membership.objects.filter(pk__in=ids).select_related("user", "organisation")
        self.people = {one.pk: one for one in people}
        seats = TeamMember.objects.visible_to(actor).filter(case=case, membership=None)
        self.own = {seat.user_id: seat.name for seat in seats if seat.user_id and seat.name}
        self.boxes = box_names(case, actor)

    def tell(self, look: Look) -> Told:
        is_me = look.user_id is not None and look.user_id == self.actor.user_id
        return Told(
            who=_("Jij") if is_me else self._who(look),
            at=look.at,
            what=self._what(look),
            why="" if is_me else self._why(look),
            is_me=is_me,
            how=IN_LIST if look.in_list else ASKED if look.rule == DOUBLE else OPENED,
        )

    def _who(self, look: Look) -> str:
        """Function and organisation; of people the client brought along the name."""
        kind = look.rule.removeprefix("seat:")
        person = self.people.get(look.membership_id or 0)
        who, _why = from_afar(look.rule) or (_("Iemand uit je team"), "")
        function = function_words(kind) if kind in SEATS else who
        if person is None:
            return self.own.get(look.user_id or 0, function)
        where = f"{function}, {person.organisation.name}"
        return f"{person.user.name} ({where})" if self.shows_names else where

    def _why(self, look: Look) -> str:
        _who, why = from_afar(look.rule) or ("", because(look.ground))
        return why

    def _what(self, look: Look) -> str:
        if look.in_list:
            return _lines().get(look.action, _("je naam in een lijst"))
        if look.rule == DOUBLE:
            return _("of je al bekend bent")
        if any(item.startswith(f"{CARD}:") for item in look.items):
            return _on_card(look)
        names = self._box_names(look)
        if len(names) == 1:
            return _("je doos %(name)s") % {"name": names[0]}
        return _pages().get(look.action, _("je gegevens"))

    def _box_names(self, look: Look) -> list[str]:
        ids = [item.partition(":")[2] for item in look.items if item.startswith("boxes.box:")]
        return sorted({self.boxes[int(i)] for i in ids if i.isdigit() and int(i) in self.boxes})


def from_afar(rule: str) -> tuple[str, str] | None:
    """Who looked by another rule than a seat at the table, and why that may be."""
    return {
        "table": (
            _("Iemand van een andere tafel"),
            _("Zit aan de tafel waar je team iets vroeg."),
        ),
        DOUBLE: (
            _("Iemand die een persoon wilde aanmelden"),
            _("Zo meldt niemand je twee keer aan. Verder is er niets van je gezien."),
        ),
        "own_messages": (_("Iemand die bericht kreeg"), _("Kreeg hier een bericht over.")),
        "own_address": (_("Iemand die is uitgenodigd"), _("Is uitgenodigd voor je team.")),
        "calendar_feed": (_("Iemand uit je team"), _("Heeft het overleg in de eigen agenda.")),
        "recovery": (_("Iemand die helpt met inloggen"), _("Helpt om weer te kunnen inloggen.")),
        "death": (
            _("Iemand die een melding nakijkt"),
            _("Er kwam een melding van overlijden. Iemand kijkt na of die klopt."),
        ),
        "role:organisation_admin": (
            _("De beheerder van een organisatie"),
            _("Regelt wie van die organisatie bij jou aan tafel zit."),
        ),
    }.get(rule)


def _on_card(look: Look) -> str:
    """Who gets the contact card only saw no more, whatever page was asked for."""
    if any(item.startswith("cases.document:") for item in look.items):
        return _("een document van je")
    if any(item.startswith("meetings.agendaitem:") for item in look.items):
        return _("één punt van je overleg")
    return _("je contactkaart")


def _lines() -> dict[str, str]:
    """What stands in the lists that hold more than a name."""
    return {
        "desk:search": _("iets over jou, gevonden met zoeken"),
        "desk:inbox": _("een bericht over jou"),
        "portal:inbox": _("een bericht over jou"),
        "tables": _("wat je team vroeg aan een andere tafel, in een lijst"),
        "desk:case_list.export": _("je naam in een lijst, om te bewaren"),
    }


def _pages() -> dict[str, str]:
    return {
        "desk:case": _("je voorkant"),
        "desk:sharing": _("wie wat ziet"),
        "desk:timeline": _("je tijdlijn"),
        "desk:meeting": _("je overleg"),
        "desk:meeting_now": _("je overleg"),
        "desk:letter": _("een brief voor jou"),
        "meetings:meetings": _("je overleg"),
        "cases:promises": _("wat is afgesproken"),
        "tables:bring": _("wat je team vroeg aan een andere tafel"),
        "tables:item": _("wat je team vroeg aan een andere tafel"),
        "boxes:list": _("je dozen"),
        "boxes:on_paper": _("je dozen op papier"),
        "cases:team": _("je team"),
        "journey:phase": _("waar je bent op weg naar huis"),
        "cases:document": _("een document van je"),
        "desk:recoveries": _("je vraag om weer te kunnen inloggen"),
        "desk:deaths": _("de melding dat je bent overleden"),
        "portal:document": _("een document van je"),
        "portal:plan": _("je plan"),
        "portal:boxes": _("je dozen"),
        "portal:on_paper": _("je dozen op papier"),
        "portal:team": _("je team"),
        "portal:party": _("wie wat ziet"),
        "portal:stop": _("wie wat ziet"),
        "portal:looked": _("wie er keek"),
        "portal:recorded": _("wat er over je staat"),
        "portal:take_along": _("alles, om mee te nemen"),
    }

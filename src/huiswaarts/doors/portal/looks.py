"""Who looked at my data, per day, in words a client understands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.queries import box_names
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries import Look, looks_at
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.network.models import Membership


@dataclass(frozen=True)
class Told:
    """One look: who, when, at what, why. `who` is a name or a function, as the region chose."""

    who: str
    at: dt.datetime
    what: str
    why: str
    is_me: bool


@dataclass
class Day:
    on: dt.date
    looks: list[Told] = field(default_factory=list)


def days_of(case: Case, actor: Actor, *, days: int) -> list[Day]:
    """The last days, newest first; a day without looks is there too."""
    since = timezone.make_aware(
        dt.datetime.combine(actor.today - dt.timedelta(days=days - 1), dt.time.min)
    )
    found = looks_at(case, actor, since=since)
    teller = _Teller(case, actor, found)
    shown = [Day(actor.today - dt.timedelta(days=n)) for n in range(days)]
    by_day = {day.on: day for day in shown}
    for look in found:
        told = teller.tell(look)
        day = by_day[timezone.localdate(look.at)]
        if not _repeats(day.looks, told):
            day.looks.append(told)
    return shown


def _repeats(told: Iterable[Told], new: Told) -> bool:
    """The same person at the same thing again that day: said once, with the latest time."""
    return any((one.who, one.what) == (new.who, new.what) for one in told)


def people_in(days: Iterable[Day]) -> int:
    return len({look.who for day in days for look in day.looks if not look.is_me})


class _Teller:
    """Names and words for the looks of one case: two queries for all of them."""

    def __init__(self, case: Case, actor: Actor, looks: list[Look]) -> None:
        self.actor = actor
        self.shows_names = case.region.log_shows_names
        ids = {look.membership_id for look in looks if look.membership_id}
        people = Membership.objects.filter(pk__in=ids).select_related("user", "organisation")
        self.people = {one.pk: one for one in people}
        self.boxes = box_names(case, actor)

    def tell(self, look: Look) -> Told:
        is_me = look.user_id == self.actor.user_id
        return Told(
            who=_("Jij") if is_me else self._who(look),
            at=look.at,
            what=self._what(look),
            why="" if is_me else look.purpose,
            is_me=is_me,
        )

    def _who(self, look: Look) -> str:
        person = self.people.get(look.membership_id or 0)
        kind = look.rule.removeprefix("seat:")
        function = SEATS[kind].client_label if kind in SEATS else _("iemand")
        if person is None:
            return function[:1].upper() + function[1:]
        if kind not in SEATS:
            function = person.role_label
        organisation = person.organisation.name
        if self.shows_names:
            return f"{person.user.name}, {function}, {organisation}"
        return _("%(function)s van %(organisation)s") % {
            "function": function[:1].upper() + function[1:],
            "organisation": organisation,
        }

    def _what(self, look: Look) -> str:
        if not look.items:
            return _("je naam in een lijst")
        ids = [item.partition(":")[2] for item in look.items if item.startswith("boxes.box:")]
        names = sorted({self.boxes[int(i)] for i in ids if i.isdigit() and int(i) in self.boxes})
        has_answers = any(item.startswith("boxes.answer:") for item in look.items)
        if has_answers and len(names) == 1:
            return _("je doos %(name)s") % {"name": names[0]}
        page = _pages().get(look.action)
        return page or _("je gegevens")


def _pages() -> dict[str, str]:
    return {
        "desk:case": _("je voorkant"),
        "desk:sharing": _("wie wat ziet"),
        "desk:timeline": _("je tijdlijn"),
        "boxes:list": _("je dozen"),
        "boxes:on_paper": _("je dozen op papier"),
        "cases:team": _("je team"),
        "cases:phase": _("waar je bent op weg naar huis"),
        "portal:plan": _("je plan"),
        "portal:boxes": _("je dozen"),
        "portal:team": _("je team"),
        "portal:looked": _("wie er keek"),
        "portal:recorded": _("wat er over je staat"),
        "portal:take_along": _("alles, om mee te nemen"),
    }

"""The access log to review: looks with names of professionals, never of clients."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from huiswaarts.casework.cases.queries import DOUBLE, case_numbers, visible_looks, visible_reviews
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.events.models import AccessRecord
from huiswaarts.foundation.network.models import Membership

# One look in a hundred, and at least ten a week, by a rule that nobody chooses: the row's id.
SAMPLE_ONE_IN = 100
SAMPLE_LEAST = 10
REFUSALS = {
    "Http404": "Niet gevonden of niet te zien",
    "PermissionDenied": "Mag niet",
}
# Whatever a page writes as its rule stands here, unless it is a seat or a role.
RULES = {
    "seat:own": "Eigen stoelen",
    DOUBLE: "Aanmelden: de vraag of deze persoon al bekend is",
    "table": "Eigen plek aan een tafel van de regio",
    "region": "Lijst van de tafels in de eigen regio",
    "own_messages": "Eigen berichten",
    "own_address": "Uitnodiging aan het eigen adres",
    "calendar_feed": "Eigen agenda, door de geheime link",
    "recovery": "Helpen om iemand weer te laten inloggen",
    "death": "Een melding van overlijden nakijken",
}
FAILED = "De pagina mislukte, er is niets getoond"
REFUSED = "Geen regel liet dit toe"
UNKNOWN = "Getoond, de regel is niet vastgelegd"


@dataclass(frozen=True)
class Row:
    look: AccessRecord
    who: str
    organisation: str
    case_number: str
    verdict: str

    @property
    def rule(self) -> str:
        """By which rule somebody came in, in words."""
        if self.look.outcome == AccessRecord.Outcome.FAILED:
            return FAILED
        if self.look.outcome == AccessRecord.Outcome.REFUSED:
            return REFUSALS.get(self.look.rule, REFUSED)
        return rule_words(self.look.rule) or UNKNOWN


def rule_words(rule: str) -> str:
    """A rule by which something was shown; nothing for what is no rule."""
    level, _, key = rule.partition(":")
    if level == "seat" and key in SEATS:
        return f"Stoel: {SEATS[key].label}"
    if level == "role" and key in ROLES:
        return f"Rol: {ROLES[key].label}"
    return RULES.get(rule, "")


def looks(actor: Actor, chosen: dict[str, Any]) -> QuerySet[AccessRecord]:
    """The looks of the region, newest first, with the last verdict of each."""
    last = visible_reviews(actor).filter(record=OuterRef("pk")).order_by("-at", "-id")
    rows = visible_looks(actor).filter(region_id=actor.region_id)
    rows = rows.annotate(verdict=Subquery(last.values("verdict")[:1]))
    if chosen.get("since"):
        rows = rows.filter(at__gte=_midnight(chosen["since"]))
    if chosen.get("until"):
        rows = rows.filter(at__lt=_midnight(chosen["until"] + dt.timedelta(days=1)))
    if chosen.get("outcome"):
        rows = rows.filter(outcome=chosen["outcome"])
    if chosen.get("state"):
        wanted = Q(verdict=None) if chosen["state"] == "open" else Q(verdict=chosen["state"])
        rows = rows.filter(wanted)
    if chosen.get("sample"):
        rows = _sample(rows, actor)
    return rows.order_by("-at", "-id")


def _sample(rows: QuerySet[AccessRecord], actor: Actor) -> QuerySet[AccessRecord]:
    monday = actor.today - dt.timedelta(days=actor.today.weekday())
    week = rows.filter(at__gte=_midnight(monday), case_id__isnull=False)
    one_in = min(SAMPLE_ONE_IN, max(1, week.count() // SAMPLE_LEAST))
    return week.annotate(turn=F("id") % one_in).filter(turn=0)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def rows_of(found: list[AccessRecord]) -> list[Row]:
    """Names and numbers for one page of looks. Two queries."""
    ids = {look.membership_id for look in found if look.membership_id}
    people = {
        membership.pk: membership
        for membership in Membership.objects.filter(pk__in=ids).select_related(
            "user", "organisation"
        )
    }
    numbers = case_numbers([look.case_id for look in found if look.case_id])
    rows = []
    for look in found:
        membership = people.get(look.membership_id or 0)
        rows.append(
            Row(
                look=look,
                who=membership.user.name if membership else "cliënt of naaste",
                organisation=membership.organisation.name if membership else "",
                case_number=numbers.get(look.case_id or 0, ""),
                verdict=getattr(look, "verdict", None) or "",
            )
        )
    return rows

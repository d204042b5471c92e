"""What the front page of a case says in words: how long still, and what is open."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_promises import Kept
from huiswaarts.casework.cases.queries_team import Place
from huiswaarts.casework.journey.actions import months_between
from huiswaarts.casework.journey.phases import CODES
from huiswaarts.foundation.common.dates import long_date, relative
from huiswaarts.foundation.common.workdays import workdays_after

ANSWER_SOON = 3  # working days before the end of the term in which it becomes work
BEFORE_MOVE = frozenset(CODES[: CODES.index("move_in") + 1])


@dataclass(frozen=True)
class Point:
    """One open point: a mark with its word, what it is, and where to do something about it."""

    mark: str
    when: str
    what: str
    verb: str
    url: str
    more: str = ""


def months_words(case: Case, today: dt.date) -> str:
    if case.phase not in BEFORE_MOVE:
        return ""
    months = months_between(today, case.target_month)
    if months < 0:
        return "Die maand is al voorbij."
    if months == 0:
        return "Dat is deze maand."
    return f"Nog ongeveer {months} {'maand' if months == 1 else 'maanden'}."


def open_points(
    case: Case, places: list[Place], promises: list[Kept], today: dt.date
) -> list[Point]:
    """Most pressing first. Nothing here can be hidden by whoever made it late."""
    if case.is_closed:
        return []
    return [
        *_unanswered(case, today),
        *_late(case, today),
        *_promised(case, promises),
        *_unplanned(case, today),
        *_empty(case, places),
    ]


def answer_mark(due: dt.date, today: dt.date) -> tuple[str, str]:
    """The mark and the word of an answer that is due on this day."""
    if due < today:
        return "laat", "Te laat"
    if due == today:
        return "letop", "Vandaag"
    return ("letop" if due <= workdays_after(today, ANSWER_SOON) else "wacht"), "Wacht"


def _unanswered(case: Case, today: dt.date) -> list[Point]:
    if case.phase != Case.Phase.REGISTRATION or case.status != Case.Status.ACTIVE:
        return []
    due = workdays_after(case.phase_since, case.region.accept_workdays)
    return [
        Point(
            *answer_mark(due, today),
            "De gemeente antwoordt op de aanmelding",
            "Bekijk",
            reverse("journey:phase", args=[case.number]),
            more=f"Uiterlijk {long_date(due, today=today)}.",
        )
    ]


def _late(case: Case, today: dt.date) -> list[Point]:
    points = []
    if case.follow_up_on and case.follow_up_on <= today:
        days = (today - case.follow_up_on).days
        points.append(
            Point(
                "laat" if days else "letop",
                f"{days} {'dag' if days == 1 else 'dagen'} te laat" if days else "Vandaag",
                case.follow_up_what,
                "Afronden",
                reverse("cases:next_step", args=[case.number]),
            )
        )
    if case.review_on and case.review_on <= today:
        points.append(
            Point(
                "laat",
                relative(case.review_on, today=today),
                f"Kijk opnieuw: {case.get_status_display()}",
                "Bekijk",
                reverse("journey:phase", args=[case.number]),
            )
        )
    if case.target_month < today.replace(day=1) and case.phase in BEFORE_MOVE:
        points.append(
            Point(
                "letop",
                "Voorbij",
                "De verhuismaand is voorbij",
                "Verander",
                reverse("cases:target_month", args=[case.number]),
            )
        )
    return points


def _promised(case: Case, promises: list[Kept]) -> list[Point]:
    """Promises that are late, each with whose it is."""
    return [
        Point(
            *one.mark,
            one.promise.what,
            "Bekijk",
            reverse("cases:promises", args=[case.number]),
            more=f"{one.name}{f', {one.party}' if one.party else ''}",
        )
        for one in promises
        if one.late
    ]


def _unplanned(case: Case, today: dt.date) -> list[Point]:
    if case.follow_up_on is not None:
        return []
    days = (today - case.phase_since).days
    return [
        Point(
            "laat" if days > case.region.no_follow_up_days else "letop",
            "Zonder vervolg",
            "Er is geen volgende stap afgesproken",
            "Spreek af",
            reverse("cases:next_step", args=[case.number]),
        )
    ]


def _empty(case: Case, places: list[Place]) -> list[Point]:
    return [
        Point(
            "laat" if place.is_late else "letop",
            place.empty_words,
            f"Lege stoel: {place.label}",
            "Regel",
            reverse("cases:team", args=[case.number]),
            more="Hoe eerder deze partij meedoet, hoe beter het past.",
        )
        for place in places
        if place.member is None
    ]

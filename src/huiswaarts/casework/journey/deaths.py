"""A report of death: said by one, confirmed by another, undone when it is not true. ADR 17.

Until it is confirmed nothing ends; word to the person waits, and leaves when it was not so.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction

from huiswaarts.casework.cases.models import Case, ContactCard
from huiswaarts.casework.cases.queries import cards_of
from huiswaarts.casework.journey.models import REVERSIBLE, DeathReport
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import works
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.events.actions import (
    Recipient,
    hold_mail,
    record,
    release_mail,
    stop_mail,
)
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind
MOST = 30
NOT_YOURS = (
    "Dit kan alleen iemand van een andere organisatie aan tafel, die de stoel niet in de twee "
    "weken voor de melding of daarna van de melder kreeg. Zit zo iemand er niet, dan het hulppunt "
    "of de toegang van de gemeente, als zij geen collega "
    "zijn van wie het meldde. Is zo iemand er ook niet, dan het hulppunt."
)
MEANWHILE = "Iemand anders bevestigde deze melding net, of maakte die ongedaan. Kijk opnieuw."
REFUSED = "42501"  # insufficient_privilege
NOT_UNDONE = (
    "Dit kan alleen wie het meldde, wie het bevestigde of mag bevestigen, de persoon zelf of het "
    "hulppunt."
)


@dataclass(frozen=True)
class Line:
    """One report, for one reader."""

    report: DeathReport
    who: str  # named only to those who sit at the table
    by_name: str
    is_own: bool
    may_confirm: bool
    may_undo: bool
    waits_for: str  # table, stopped, desk, help_desk or nobody
    until: dt.datetime | None


def report_death(*, case: Case, reason: str, by: Actor) -> DeathReport:
    """By the coordinator, in the transaction of `set_status`. Nothing of the case changes."""
    pk = _ask("app_report_death(%s, %s, %s)", case.pk, public_id(), reason)
    report = DeathReport.objects.get(pk=pk)
    case.death_reported_at = by.at
    owner = _owner(report)
    if owner is not None and not works(owner, by.at):
        hold_mail(user_id=owner.pk, until=by.at + REVERSIBLE, at=by.at)
    _note("journey.death_reported", report, by)
    _tell(Kind.DEATH_REPORTED, report, _audience(report), by)
    return report


@transaction.atomic
def confirm_death(*, report: DeathReport, by: Actor) -> None:
    """By another person. The seat of the client ends; the account and their work stay."""
    if not _ask("app_may_confirm_death(%s)", report.pk):
        raise PermissionDenied(NOT_YOURS)
    at_home = _settle("app_confirm_death(%s)", report.pk)
    stop_mail(user_ids=at_home, at=by.at)
    _note("journey.death_confirmed", report, by)
    _tell(Kind.DEATH_CONFIRMED, report, _audience(report), by)


@transaction.atomic
def undo_death(*, report: DeathReport, by: Actor) -> None:
    """By whoever said so, who confirmed it, the help desk, or the person themself."""
    if not _ask("app_may_undo_death(%s)", report.pk):
        raise PermissionDenied(NOT_UNDONE)
    audience = _audience(report)  # before the report closes
    _settle("app_undo_death(%s)", report.pk)
    owner = _owner(report)
    people = list(audience)
    if owner is not None:
        release_mail(user_id=owner.pk, at=by.at)
        people.append(Recipient(owner.pk))
    _note("journey.death_undone", report, by)
    _tell(Kind.DEATH_UNDONE, report, people, by)


def lines_for(actor: Actor) -> list[Line]:
    """Those about oneself first, then those that one may do something about or waits for."""
    rows = DeathReport.objects.visible_to(actor).open(actor.at).select_related("membership__user")
    reports = list(rows.order_by("reported_at")[:MOST])
    with connection.cursor() as cursor:
        ids = [one.pk for one in reports]
        cursor.execute(
            "select r, app_may_confirm_death(r), app_may_undo_death(r), app_death_waits(r) "
            "from unnest(%s::bigint[]) r",
            [ids],
        )
        may = {pk: more for pk, *more in cursor.fetchall()}
    cases: dict[int, Case | ContactCard] = {
        **Case.objects.visible_to(actor).in_bulk([one.case_id for one in reports])
    }
    if over := {one.case_id for one in reports} - cases.keys():
        cases |= cards_of(over)  # who confirmed it reads the contact card from then on
    lines = [_line(one, cases.get(one.case_id), may[one.pk], actor) for one in reports]
    return sorted(lines, key=lambda line: not line.is_own)


def find_report(actor: Actor, mark: str, *, undone: bool = False) -> DeathReport | None:
    rows = DeathReport.objects.visible_to(actor)
    rows = rows.exclude(undone_at=None) if undone else rows.open(actor.at)
    return rows.filter(public_id=mark).first()


def _line(
    report: DeathReport, case: Case | ContactCard | None, may: list[Any], actor: Actor
) -> Line:
    confirmed = report.confirmed_at
    return Line(
        report=report,
        who=case.short_name if case else "",
        by_name=report.membership.user.name,
        is_own=report.user_id == actor.user_id,
        may_confirm=may[0],
        may_undo=may[1],
        waits_for=may[2],
        until=confirmed + REVERSIBLE if confirmed else None,
    )


def _ask(call: str, *values: str | int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"select {call}", values)
        (found,) = cursor.fetchone() or (None,)
    return found


def _settle(call: str, pk: int) -> Any:
    """The function looks again behind its lock; who came second at that moment is told so."""
    try:
        return _ask(call, pk)
    except ProgrammingError as late:
        if getattr(late.__cause__, "sqlstate", "") != REFUSED:
            raise
        raise PermissionDenied(MEANWHILE) from late


def _owner(report: DeathReport) -> User | None:
    return User.objects.filter(pk=report.user_id).first() if report.user_id else None


def _audience(report: DeathReport) -> list[Recipient]:
    with connection.cursor() as cursor:
        cursor.execute("select user_id, membership_id from app_death_audience(%s)", [report.pk])
        return [Recipient(*row) for row in cursor.fetchall()]


def _tell(kind: str, report: DeathReport, to: list[Recipient], by: Actor) -> None:
    """Neutral: who it is about, is read on the page alone."""
    tell(news=News(kind=kind, subject=f"journey.deathreport:{report.pk}"), to=to, by=by)


def _note(kind: str, report: DeathReport, by: Actor) -> None:
    record(kind=kind, by=by, case_id=report.case_id, subject=f"journey.deathreport:{report.pk}")

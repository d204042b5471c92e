"""What one asks about a seat and another answers: to coordinate, and that a seat ends."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from huiswaarts.casework.cases import policies_questions as policies
from huiswaarts.casework.cases.actions.notices import (
    Outcome,
    tell_asked,
    tell_outcome,
    tell_still_asked,
)
from huiswaarts.casework.cases.actions.sharing import close_party
from huiswaarts.casework.cases.locks import lock_case, locked_member, locked_seat, waited
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_questions import asker_of, coordinator_gone
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting, nobody
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import StaleError, save_version
from huiswaarts.foundation.network.models import Membership

Answer = TeamMember.Answer


@dataclass(frozen=True)
class Reply:
    """Yes or no, and why."""

    yes: bool
    why: str = ""

    @property
    def code(self) -> str:
        return Answer.YES if self.yes else Answer.NO


def _who_sits(*, seat: TeamMember, **_: object) -> tuple[int | None, ...]:
    return (seat.user_id, seat.membership.user_id if seat.membership else None)


def _heir(*, to: TeamMember, **_: object) -> tuple[int | None, ...]:
    return (to.membership.user_id if to.membership else None,)


def _let_in_again(*, seat: TeamMember, **_: object) -> tuple[int | None, ...]:
    return _who_sits(seat=seat) if seat.is_suspended else ()


@granting(to=nobody)  # asked; another gives it
@transaction.atomic
def ask_coordination(*, seat: TeamMember, why: str, sight: Sight, by: Actor) -> TeamMember:
    """Who would coordinate asks; the coordinator, or else a second party, answers."""
    seat = locked_seat(seat)
    require(policies.ask_coordination(seat.case, sight, seat, by.at))
    _sql("select app_ask_coordination(%s, %s)", seat.pk, why)
    seat.refresh_from_db()
    note("cases.coordination_asked", seat, by)
    tell_asked(seat, by)
    return seat


@granting(to=_who_sits, reason="Op uw eigen vraag antwoordt iemand anders.")
@transaction.atomic
def answer_coordination(*, seat: TeamMember, reply: Reply, sight: Sight, by: Actor) -> TeamMember:
    seat, version = locked_seat(seat), seat.version
    if seat.membership is not None:
        seat.membership = locked_member(seat.membership)
    case = seat.case
    now = waited(by)
    team = TeamMember.objects.active(now.at).filter(case=case)
    gone = coordinator_gone(case, team, now)
    require(policies.answer_coordination(case, sight, seat, gone=gone, actor=by))
    if not reply.yes:
        _answer(seat, version, reply.code, reply.why)
        note("cases.coordination_refused", seat, by)
        tell_outcome(Outcome.REFUSED, seat, by)
        return seat
    require(policies.may_coordinate(case, seat, now.at))
    before = case.coordinator
    save_version(case, version=case.version)
    _write_answer(seat, version, reply.code, reply.why)  # the database passes it on with the yes
    seat.answer = Answer.YES  # whoever gave it away may read no seat any more
    assert seat.membership is not None  # noqa: S101  asked by the policy
    case.coordinator = seat.membership
    _passed(Outcome.PASSED, case, seat, before, by)
    return seat


@granting(to=_heir)
def pass_coordination(*, case: Case, to: TeamMember, version: int, by: Actor) -> None:
    """Only from the hands of the coordinator: the database refuses everybody else."""
    before = case.coordinator
    save_version(case, version=version, coordinator_id=to.membership_id)
    _passed(Outcome.HANDED_OVER, case, to, before, by)


def _passed(outcome: Outcome, case: Case, seat: TeamMember, before: Membership, by: Actor) -> None:
    """Old, new and the client hear of it, whichever way it went."""
    record(
        kind="cases.coordination_passed",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        before=before.pk,
        to=case.coordinator_id,
        passed_at=by.at.isoformat(),
    )
    tell_outcome(outcome, seat, by, before=before)
    tell_still_asked(case, by)


@granting(to=_who_sits)
@transaction.atomic
def answer_ending(*, seat: TeamMember, reply: Reply, sight: Sight, by: Actor) -> TeamMember:
    """The second person: with yes the seat ends, with no access opens again at once."""
    seat, version = locked_seat(seat), seat.version
    require(policies.answer_ending(sight, seat, asker=asker_of(seat), actor=by))
    _answer(seat, version, reply.code, reply.why)
    if reply.yes:
        note("cases.seat_ended", seat, by, membership=seat.membership_id)
        close_party(case=Case(pk=seat.case_id), seat=seat, by=by)
    else:
        note("cases.seat_opened", seat, by)
    tell_outcome(Outcome.ENDED if reply.yes else Outcome.OPENED, seat, by)
    return seat


@granting(to=_let_in_again)
@transaction.atomic
def take_back(*, seat: TeamMember, by: Actor) -> TeamMember:
    """Who asked thinks better of it. Access that stood still opens again."""
    seat, version = locked_seat(seat), seat.version
    stood_still = seat.is_suspended
    require(policies.take_back(seat, by))
    _answer(seat, version, Answer.WITHDRAWN, "")
    note("cases.seat_opened" if stood_still else "cases.question_taken_back", seat, by)
    tell_outcome(Outcome.OPENED if stood_still else Outcome.WITHDRAWN, seat, by)
    return seat


@granting(to=_who_sits)
@transaction.atomic
def open_again(*, seat: TeamMember, by: Actor) -> bool:
    """By the clock, after its term; twice is once. The clock knows the seat by its ids only."""
    lock_case(seat.case_id)
    if not _sql("select app_answer_seat(%s, %s, %s)", seat.pk, Answer.LAPSED, ""):
        return False
    seat.state, seat.answer = TeamMember.State.ACTIVE, Answer.LAPSED
    note("cases.seat_opened", seat, by)
    tell_outcome(Outcome.OPENED, seat, by)
    return True


def _answer(seat: TeamMember, version: int, reply: str, why: str) -> None:
    _write_answer(seat, version, reply, why)
    fields = ("state", "answer", "answer_by", "answer_why", "until_at", "end_reason", "version")
    seat.refresh_from_db(fields=fields)


def _write_answer(seat: TeamMember, version: int, reply: str, why: str) -> None:
    now = TeamMember.objects.get(pk=seat.pk)
    if now.version != version:
        raise StaleError(now)
    if not _sql("select app_answer_seat(%s, %s, %s)", seat.pk, reply, why):
        raise StaleError(now)


def _sql(asked: str, *values: int | str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return bool(cursor.fetchone()[0])


def note(kind: str, seat: TeamMember, by: Actor, **codes: Any) -> None:
    record(
        kind=kind,
        by=by,
        case_id=seat.case_id,
        subject=f"cases.teammember:{seat.pk}",
        seat=seat.kind,
        **codes,
    )

"""Who sits at the table: asked, proposed, admitted, ended; and who coordinates."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases import policies_questions as asked
from huiswaarts.casework.cases.actions.notices import (
    Outcome,
    tell_guest_asked,
    tell_outcome,
    tell_stopped,
)
from huiswaarts.casework.cases.actions.questions import (
    Reply,
    answer_coordination,
    pass_coordination,
)
from huiswaarts.casework.cases.actions.sharing import close_party, open_party
from huiswaarts.casework.cases.locks import lock_case, locked_member, locked_seat, waited
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_team import holds_coordination, sits_as_themself
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting, nobody
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.common.workdays import workdays_after
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version
from huiswaarts.foundation.network.models import Membership, Organisation

State = TeamMember.State
TAKEN = (State.PROPOSED, State.ACTIVE, State.SUSPENDED)
SECOND_WITHIN = 2  # working days


class AlreadyAtTableError(Exception):
    """This organisation or colleague has this seat, or was asked for it."""


def _colleague(*, colleague: Membership, **_: object) -> tuple[int, ...]:
    return (colleague.user_id,)


def _heir(*, to: TeamMember, **_: object) -> tuple[int | None, ...]:
    return (to.membership.user_id if to.membership else None,)


def _seated(*, seat: TeamMember, **_: object) -> tuple[int | None, ...]:
    work = seat.membership
    return (seat.user_id, work.user_id if work else None)


@granting(to=nobody)  # an organisation is asked; a person gets nothing yet
@transaction.atomic
def request_seat(
    *,
    case: Case,
    kind: str,
    organisation: Organisation,
    sight: Sight,
    by: Actor,
    at: dt.datetime,
) -> TeamMember:
    """The coordinator asks an organisation to send someone."""
    lock_case(case.pk)
    require(policies.request_seat(case, sight))
    require(policies.sit_for(kind, organisation, case))
    same = TeamMember.objects.filter(case=case, kind=kind, organisation=organisation)
    if same.filter(state__in=(State.REQUESTED, *TAKEN)).exists():
        raise AlreadyAtTableError
    seat = TeamMember.objects.create(
        case=case,
        kind=kind,
        organisation=organisation,
        state=State.REQUESTED,
        asked_at=at,
        proposed_by=by.membership_id,
    )
    _note("cases.seat_requested", seat, by, organisation=organisation.pk)
    if kind == SeatKind.GUEST:
        tell_guest_asked(seat, by)
    return seat


@granting(to=_colleague, reason="U kunt uzelf niet voorstellen.")
@transaction.atomic
def propose_member(
    *,
    seat: TeamMember,
    colleague: Membership,
    sight: Sight | None,
    by: Actor,
    at: dt.datetime,
) -> TeamMember:
    """The party names who would sit here: for a seat that was asked for, or one more seat.

    `seat` is that requested seat, or a new one (not saved) of the own kind and organisation.
    """
    seat, colleague = locked_seat(seat), locked_member(colleague)
    require(policies.propose(seat.case if sight else Case(), sight, seat, by))
    own_life = sight is not None and sits_as_themself(seat.case, colleague)
    require(policies.colleague_fits(seat, colleague, waited(by), own_life=own_life))
    _check_free(seat, colleague)
    if seat.pk is None:
        seat = TeamMember.objects.create(
            case=seat.case,
            kind=seat.kind,
            organisation_id=seat.organisation_id,
            membership=colleague,
            state=State.PROPOSED,
            asked_at=at,
            proposed_by=by.membership_id,
        )
    else:
        save_version(
            seat,
            version=seat.version,
            membership=colleague,
            state=State.PROPOSED,
            proposed_by=by.membership_id,
        )
    _note("cases.seat_proposed", seat, by, membership=colleague.pk)
    return seat


def _check_free(seat: TeamMember, colleague: Membership) -> None:
    taken = TeamMember.objects.filter(
        case_id=seat.case_id,
        kind=seat.kind,
        membership=colleague,
        state__in=TAKEN,
    )
    if taken.exists():
        raise AlreadyAtTableError


@granting(to=_seated, reason="U kunt uzelf geen stoel geven.")
@transaction.atomic
def admit(*, seat: TeamMember, sight: Sight, by: Actor, at: dt.datetime) -> TeamMember:
    """From now on this colleague sits here, and the party sees what matrix and region allow."""
    seat = locked_seat(seat)
    if seat.membership is not None:
        seat.membership = locked_member(seat.membership)
    case = seat.case
    proposer = Membership.objects.filter(Q(pk=seat.proposed_by)).first()
    own_life = sits_as_themself(case, seat.membership)
    now = waited(by)
    require(policies.admit(case, sight, seat, proposer=proposer, own_life=own_life, actor=now))
    save_version(
        seat,
        version=seat.version,
        state=State.ACTIVE,
        from_at=at,
        admitted_by=by.membership_id,
    )
    open_party(case=case, seat=seat, by=by, at=at)
    _note("cases.seat_admitted", seat, by, membership=seat.membership_id)
    return seat


@transaction.atomic
def decline(
    *, seat: TeamMember, reason: str, sight: Sight, by: Actor, at: dt.datetime
) -> TeamMember:
    """The table says no, or who asked takes it back."""
    seat = locked_seat(seat)
    require(policies.decline(seat.case, sight, seat, by))
    save_version(seat, version=seat.version, state=State.DECLINED, until_at=at, end_reason=reason)
    _note("cases.seat_declined", seat, by)
    return seat


@transaction.atomic
def end_seat(
    *, seat: TeamMember, reason: str, sight: Sight, by: Actor, at: dt.datetime
) -> TeamMember:
    """Access stops at once. The client, and one's own seat or organisation, end it with that;
    of another party it waits for a second person. What was shared ends with its last seat.
    """
    seat = locked_seat(seat)
    holds = holds_coordination(seat)
    require(asked.end_seat(sight, seat, by, holds_coordination=holds))
    if asked.ends_alone(sight, seat, by):
        return _end(seat, reason=reason, by=by, at=at)
    return _stop_access(seat, reason=reason, by=by, at=at)


def _stop_access(seat: TeamMember, *, reason: str, by: Actor, at: dt.datetime) -> TeamMember:
    """Of another party: it ends when a second person agrees, or opens again by itself."""
    if seat.asks_coordination:  # that question goes; they may ask again when access is open
        tell_outcome(Outcome.DROPPED, seat, by)
    term = workdays_after(by.today, SECOND_WITHIN) - by.today
    save_version(
        seat,
        version=seat.version,
        state=State.SUSPENDED,
        question=TeamMember.Question.ENDING,
        question_by=by.membership_id,
        question_at=at,
        question_why=reason,
        question_until=at + term,
        answer="",
        answer_by=None,
        answer_why="",
    )
    _note("cases.seat_stopped", seat, by, membership=seat.membership_id)
    tell_stopped(seat, by)
    return seat


@transaction.atomic
def end_seat_as_admin(*, seat: TeamMember, reason: str, by: Actor, at: dt.datetime) -> TeamMember:
    """An organisation ends the seat of one of its people."""
    seat = locked_seat(seat)
    holds = holds_coordination(seat)
    require(policies.end_seat_as_admin(by, seat, holds_coordination=holds))
    return _end(seat, reason=reason, by=by, at=at)


def _end(seat: TeamMember, *, reason: str, by: Actor, at: dt.datetime) -> TeamMember:
    """What was asked about it is over with it, and whoever was asked hears that."""
    stood_still, asked_for_it = seat.is_suspended, seat.asks_coordination
    facts = {"state": State.ENDED, "until_at": at, "end_reason": reason}
    if stood_still:
        facts |= {"answer": TeamMember.Answer.YES, "answer_by": by.membership_id}
    save_version(seat, version=seat.version, **facts)
    # the event of the seat first: who ends the own seat sees the case no more after that
    _note("cases.seat_ended", seat, by, membership=seat.membership_id)
    close_party(case=Case(pk=seat.case_id), seat=seat, by=by)
    if stood_still or asked_for_it:
        tell_outcome(Outcome.ENDED if stood_still else Outcome.WITHDRAWN, seat, by)
    return seat


@granting(to=_heir)
@transaction.atomic
def hand_over(
    *,
    case: Case,
    to: TeamMember,
    version: int,
    sight: Sight,
    by: Actor,
) -> Case:
    """The coordinator names another, who coordinates from now on: a yes, if that one asked."""
    to = locked_seat(to)
    if to.membership is not None:
        to.membership = locked_member(to.membership)
    require(asked.hand_over(case, sight, to, waited(by).at))
    if not to.asks_coordination:
        pass_coordination(case=case, to=to, version=version, by=by)
        return case
    to.case.version = version
    answer_coordination(seat=to, reply=Reply(yes=True), sight=sight, by=by)
    return to.case


def _note(kind: str, seat: TeamMember, by: Actor, **codes: Any) -> None:
    record(
        kind=kind,
        by=by,
        case_id=seat.case_id,
        subject=f"cases.teammember:{seat.pk}",
        seat=seat.kind,
        **codes,
    )

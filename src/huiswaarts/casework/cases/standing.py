"""How it stands with a seat, in a sentence: for whoever comes late, or presses a second time."""

from django.db.models import Q

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_questions import is_asked
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.foundation.common.dates import date_and_time
from huiswaarts.foundation.common.sentences import ends
from huiswaarts.foundation.network.models import Membership

State, Question, Answer = TeamMember.State, TeamMember.Question, TeamMember.Answer


def coordinates(case: Case) -> str:
    return ends(f"Nu coördineert {case.coordinator.user.name}")


def ended(seat: TeamMember) -> str:
    """Empty while somebody sits there."""
    return "De stoel is beëindigd." if seat.state == State.ENDED else ""


def stands_still(seat: TeamMember, case: Case) -> str:
    """Empty when access does not."""
    if not seat.is_suspended or seat.question_until is None:
        return ""
    until = date_and_time(seat.question_until)
    return (
        f"De toegang van {name_of(seat, case)} staat al stil. "
        f"Zegt niemand ja, dan gaat die weer open: {until}."
    )


def decided(seat: TeamMember, case: Case) -> str:
    """Who answered what, and what became of it. Empty while the question is open."""
    if not seat.question or is_asked(seat):
        return ""
    about_coordinating = seat.question == Question.COORDINATION and seat.state == State.ACTIVE
    now = coordinates(case) if about_coordinating else ended(seat) or "De toegang is weer open."
    return " ".join(one for one in (_who_said_what(seat, case), now) if one)


def _who_said_what(seat: TeamMember, case: Case) -> str:
    if seat.answer == Answer.LAPSED:
        return "Niemand zei op tijd ja."
    if seat.answer == Answer.WITHDRAWN:
        return f"{_worker(seat.question_by) or 'Wie dit vroeg'} trok de vraag in."
    if not seat.answer:
        return ""
    by = _worker(seat.answer_by, with_party=True) if seat.answer_by else case.first_name
    why = f". Waarom: {seat.answer_why}" if seat.answer_why else ""
    said = "ja" if seat.answer == Answer.YES else "nee"
    return ends(f"Al beantwoord door {by or 'een ander'}: {said}{why}")


def answered_by(seat: TeamMember) -> str:
    """The name of the professional who answered; empty for the client, and for the clock."""
    return _worker(seat.answer_by) if seat.answer in (Answer.YES, Answer.NO) else ""


def _worker(membership_id: int | None, *, with_party: bool = False) -> str:
    rows = Membership.objects.filter(Q(pk=membership_id)).select_related("user", "organisation")
    work = rows.first()
    if work is None:
        return ""
    return f"{work.user.name}, {work.organisation.name}" if with_party else work.user.name

"""What Mijn Thuis shows, noted as looked at while it is read."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.circle import VisibleFor
from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.casework.boxes.kinds import Kind
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.boxes.pages import shown
from huiswaarts.casework.boxes.queries import (
    Front,
    answers_of_case,
    boxes_of,
    circle_of,
    contents_of,
    documents_in,
    find_box,
    history_of,
)
from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_questions import is_asked
from huiswaarts.doors.portal.my_box import MyBox, in_words, my_box
from huiswaarts.doors.portal.words import seat_state_words, seat_words
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.access.seats import TEAM_SEATS, SeatKind


@dataclass(frozen=True)
class Chair:
    """A seat as the client or a relative sees it; empty ones too."""

    name: str
    what: str
    seat: TeamMember | None = None
    is_me: bool = False

    @property
    def asked(self) -> bool:
        """Somebody asks something about it; the client reads what, and may answer."""
        return self.seat is not None and is_asked(self.seat)

    @property
    def note(self) -> str:
        """Of whose access stands still: what that means, and not why."""
        stands_still = self.seat is not None and self.seat.is_suspended
        return seat_state_words(self.seat.state) if self.seat and stands_still else ""

    @property
    def empty(self) -> bool:
        return self.seat is None


def my_team(request: CaseRequest, case: Case, actor: Actor) -> list[Chair]:
    """Who sits at the table and what they do, also whose access stands still; one query."""
    rows = TeamMember.objects.visible_to(actor).filter(case=case)
    seats = list(
        (rows.active(actor.at) | rows.filter(state=TeamMember.State.SUSPENDED))
        .select_related("membership__user", "organisation")
        .order_by("id")
    )
    request.looked.at("cases.teammember", *(seat.pk for seat in seats))
    name = "" if request.sight.is_client else case.first_name
    chairs = [_chair(seat, case, actor, name) for seat in seats]
    chairs.sort(key=lambda chair: chair.seat is not None and not chair.seat.is_professional)
    if len(seats) > 1:
        taken = {seat.kind for seat in seats}
        chairs += [Chair("", seat_words(kind, name)) for kind in TEAM_SEATS if kind not in taken]
    return chairs


def _chair(seat: TeamMember, case: Case, actor: Actor, of: str) -> Chair:
    what = seat_words(seat.kind, of)
    if seat.is_client:
        return Chair(case.first_name, what, seat, is_me=seat.user_id == actor.user_id)
    if seat.membership is not None:
        return Chair(seat.membership.user.name, f"{what}, {seat.organisation}", seat)
    return Chair(seat.name, what, seat, is_me=seat.user_id == actor.user_id)


def helper_name(request: CaseRequest, case: Case, actor: Actor) -> str:
    """Whom the client asks for help: the support worker of now, or of later. One query."""
    care = [SeatKind.BW_PROVIDER.value, SeatKind.AMBULATORY_PROVIDER.value]
    seats = TeamMember.objects.visible_to(actor).active(actor.at).filter(case=case, kind__in=care)
    found = sorted(
        seats.select_related("membership__user"), key=lambda seat: (care.index(seat.kind), seat.pk)
    )
    request.looked.at("cases.teammember", *(seat.pk for seat in found[:1]))
    member = found[0].membership if found else None
    return member.user.name.split(" ", 1)[0] if member else ""


def my_boxes(request: CaseRequest, case: Case) -> list[Front]:
    """The boxes that this person may see, in the order of the catalogue. Three queries."""
    fronts = boxes_of(case, request.sight)
    request.looked.at("boxes.box", *(front.box.pk for front in fronts))
    return fronts


def box_of(request: CaseRequest, case: Case, actor: Actor, code: str) -> Box:
    box = find_box(case, code, actor, request.sight)
    if box is None:
        raise Http404
    request.looked.at("boxes.box", box.pk)
    return box


def read_box(request: CaseRequest, case: Case, actor: Actor, code: str) -> MyBox:
    """Five queries; what is derived for others is not for whoever reads the answers."""
    box = box_of(request, case, actor, code)
    contents = contents_of(box, request.sight, with_derived=False)
    circle = circle_of(case, request.sight)
    request.looked.at("boxes.answer", *(a.pk for rows in contents.answers.values() for a in rows))
    return my_box(box, contents, circle, request.sight)


def box_documents(request: CaseRequest, case: Case, page: MyBox) -> dict[str, Any]:
    """What stands in the box, and whether more can be put there."""
    ticks = page.kind.box.conversation_only
    found = documents_in(page.box, request.sight)
    request.looked.at("cases.document", *(row.document.pk for row in found))
    return {
        "documents": found,
        "may_put": policies.put_document(page.box, request.sight, ticks_only=ticks),
        "put_url": reverse("portal:put_box_document", args=[case.number, page.kind.code]),
    }


@dataclass(frozen=True)
class Asked:
    """One question of one box, with what was said to it."""

    case: Case
    box: Box
    kind: Kind
    place: int
    total: int
    number: int
    question: Question
    versions: list[Answer]
    visible_for: VisibleFor
    may_fill: Decision
    name: str = ""

    @property
    def text(self) -> str:
        return in_words(self.question)

    @property
    def now(self) -> Answer | None:
        return next((one for one in self.versions if one.is_current and one.is_clients), None)


def asked_question(request: CaseRequest, case: Case, actor: Actor, where: tuple[str, int]) -> Asked:
    """`where` is the code of the box and the place of the question in it. Three queries."""
    code, place = where
    box = box_of(request, case, actor, code)
    kind = kind_of(box.box_type_id)
    questions = list(kind.readable(request.sight.max_label).items())
    if not request.sight.may_read(box.topic) or not 1 <= place <= len(questions):
        raise Http404
    pk, question = questions[place - 1]
    versions = [one for one in history_of(box, pk, actor) if one.slot != Answer.MARK_SLOT]
    now = next((one for one in versions if one.is_current and one.is_clients), None)
    request.looked.at("boxes.answer", *(one.pk for one in versions if one.is_current))
    circle = circle_of(case, request.sight)
    return Asked(
        case=case,
        box=box,
        kind=kind,
        place=place,
        total=len(questions),
        number=question.number,
        question=question,
        versions=versions,
        visible_for=circle.of_answer(kind, now.label if now else question.label),
        may_fill=policies.fill(box, request.sight),
        name=in_words(kind.box, client=request.sight.is_client),
    )


@dataclass(frozen=True)
class PaperQuestion:
    text: str
    help: str
    lines: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    front: Front
    intro: str
    questions: list[PaperQuestion] = field(default_factory=list)


def sheets(request: CaseRequest, case: Case, actor: Actor) -> list[Sheet]:
    """Every box that is in use and may be read, with its questions. Four queries."""
    fronts = [
        front
        for front in my_boxes(request, case)
        if front.may_read and front.state != Box.State.NOT_NEEDED
    ]
    answers = answers_of_case(case, actor)
    return [_sheet(request, front, answers.get(front.box.pk, [])) for front in fronts]


def _sheet(request: CaseRequest, front: Front, answers: list[Answer]) -> Sheet:
    mine = {one.question_id: one for one in answers if one.is_clients}
    sheet = Sheet(front, in_words(front.kind.box, "intro"))
    for pk, question in front.kind.readable(request.sight.max_label).items():
        answer = mine.get(pk)
        if answer is not None:
            request.looked.at("boxes.answer", answer.pk)
        sheet.questions.append(
            PaperQuestion(
                text=in_words(question),
                help=in_words(question, "help"),
                lines=tuple(shown(question, answer)) if answer else (),
                choices=tuple(in_words(one) for one in question.choices),
            )
        )
    return sheet

"""Everything that is recorded of one case, for its client: to read and to take along."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.models import (
    Case,
    Commitment,
    Consent,
    Document,
    GateOverride,
    PhaseMove,
    Sharing,
    TeamMember,
)
from huiswaarts.casework.cases.queries import visible_events
from huiswaarts.doors.portal.labels import in_language
from huiswaarts.doors.portal.looks import days_of
from huiswaarts.doors.portal.plan import step_name
from huiswaarts.doors.portal.recorded_boxes import box_facts
from huiswaarts.doors.portal.recorded_documents import document_facts
from huiswaarts.doors.portal.recorded_meetings import meeting_facts, poll_facts
from huiswaarts.doors.portal.recorded_tables import table_facts
from huiswaarts.doors.portal.words import (
    ground_words,
    level_words,
    seat_state_words,
    seat_words,
    topic_words,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import DERIVED
from huiswaarts.foundation.accounts.models import AccountChange
from huiswaarts.foundation.common.dates import month

LOOK_DAYS = 400
Facts = dict[str, Any]


@dataclass
class Everything:
    """Plain values by chapter, and the ids of what was shown for the access record."""

    case: Facts
    team: list[Facts] = field(default_factory=list)
    boxes: list[Facts] = field(default_factory=list)
    sharing: list[Facts] = field(default_factory=list)
    consents: list[Facts] = field(default_factory=list)
    steps: list[Facts] = field(default_factory=list)
    promises: list[Facts] = field(default_factory=list)
    meetings: list[Facts] = field(default_factory=list)
    polls: list[Facts] = field(default_factory=list)
    documents: list[Facts] = field(default_factory=list)
    asked: list[Facts] = field(default_factory=list)
    events: list[Facts] = field(default_factory=list)
    account: list[Facts] = field(default_factory=list)
    looks: list[Facts] = field(default_factory=list)
    ids: dict[str, list[int]] = field(default_factory=dict)
    papers: list[Document] = field(default_factory=list)  # row by row with `documents`

    def chapters(self) -> Facts:
        """What goes into the file in words: not the ids of the record, nor the rows."""
        return {name: value for name, value in vars(self).items() if name not in ("ids", "papers")}


def everything(case: Case, actor: Actor) -> Everything:
    """All chapters; the number of queries does not grow with what there is."""
    found = Everything(case=_about(case))
    boxes = list(Box.objects.visible_to(actor).filter(case=case).order_by("topic"))
    found.boxes, found.ids["boxes.answer"] = box_facts(case, actor, boxes)
    found.ids["boxes.box"] = [box.pk for box in boxes]
    _people(found, case, actor)
    topics = {box.topic: facts["doos"] for box, facts in zip(boxes, found.boxes, strict=True)}
    _sharing(found, case, actor, topics)
    _consents(found, case, actor, topics)
    found.steps = _steps(case, actor)
    _promises(found, case, actor)
    found.meetings, shown = meeting_facts(case, actor)
    found.ids |= shown
    found.polls, found.ids["meetings.datepoll"] = poll_facts(case, actor)
    found.documents, found.papers = document_facts(case, actor)
    found.ids["cases.document"] = [paper.pk for paper in found.papers]
    found.asked, found.ids["tables.tableitem"] = table_facts(case, actor)
    changes = AccountChange.objects.visible_to(actor).order_by("at", "pk")
    found.account = [{"wat": str(one.get_what_display()), "wanneer": one.at} for one in changes]
    found.events = [
        {"wat": event.kind, "wanneer": event.at}
        for event in visible_events(actor).filter(case_id=case.pk).order_by("at", "id")
    ]
    return found


def add_looks(found: Everything, case: Case, actor: Actor) -> None:
    """A chapter of its own, since it is long: only for what is taken along."""
    found.looks = [
        {
            "wie": look.who,
            "wanneer": look.at,
            "wat": look.what,
            "waarom": look.why,
            "hoe vaak": look.times,
        }
        for day in days_of(case, actor, days=LOOK_DAYS)
        for look in day.looks
    ]


def _about(case: Case) -> Facts:
    facts = {
        _("je naam"): case.client_name,
        _("je geboortejaar"): case.birth_year,
        _("nummer van je plan"): case.number,
        _("waar je nu woont"): in_language(case.get_setting_display()),
        _("soort plan"): case.get_trajectory_display(),
        _("met wie je gaat wonen"): in_language(case.get_household_display()),
        _("gemeente waar je vandaan komt"): case.municipality_origin.name,
        _("gemeente waar je nu bent"): case.municipality_stay.name,
        _("gemeente waar je wilt wonen"): case.municipality_choice.name,
        _("waar je bent"): step_name(case.phase),
        _("hoe het loopt"): in_language(case.get_status_display()),
        _("de reden daarvan"): case.status_reason,
        _("maand waarin je wilt verhuizen"): month(case.target_month),
        _("dag van aanmelden"): case.registered_on,
        _("eerste overleg met je team"): case.kickoff_on,
        _("toen verwacht: verhuizen op"): case.expected_outflow_on,
        _("waarom dat later begon"): case.kickoff_late_reason,
        _("hoe het afliep"): in_language(case.get_outcome_display()),
        _("wie je plan bewaakt"): f"{case.coordinator.user.name}, {case.coordinator.organisation}",
        _("volgende stap"): case.follow_up_what,
        _("dag van de volgende stap"): case.follow_up_on,
    }
    return {name: value for name, value in facts.items() if value}


def _people(found: Everything, case: Case, actor: Actor) -> None:
    seats = TeamMember.objects.visible_to(actor).filter(case=case)
    for seat in seats.select_related("membership__user", "organisation").order_by("id"):
        found.ids.setdefault("cases.teammember", []).append(seat.pk)
        person = seat.membership.user.name if seat.membership else seat.name
        found.team.append(
            {
                "stoel": seat_words(seat.kind),
                "wie": case.client_name if seat.is_client else person,
                "organisatie": seat.organisation.name if seat.organisation else "",
                "toestand": seat_state_words(seat.state),
                "vanaf": seat.from_at,
                "tot": seat.until_at,
                "reden": seat.end_reason,
                "gevraagd over deze stoel": seat.get_question_display(),
                "gevraagd": seat.question_at,
                "waarom gevraagd": seat.question_why,
                "antwoord": seat.get_answer_display(),
                "waarom dit antwoord": seat.answer_why,
            }
        )


def _topic(topic: int, names: dict[int, str]) -> str:
    if topic > DERIVED:
        return _("Wat er wordt gedeeld uit: %(box)s") % {"box": names.get(topic - DERIVED, "")}
    return names.get(topic) or topic_words(topic)


def _sharing(found: Everything, case: Case, actor: Actor, topics: dict[int, str]) -> None:
    chosen_by = {
        Sharing.SetBy.DEFAULT: _("zo begint het voor iedereen"),
        Sharing.SetBy.REGION: _("de regio"),
        Sharing.SetBy.CLIENT: _("jij"),
    }
    rules = Sharing.objects.visible_to(actor).filter(case=case)
    for rule in rules.select_related("organisation", "member").order_by("from_at", "id"):
        found.ids.setdefault("cases.sharing", []).append(rule.pk)
        party = rule.organisation or rule.member
        found.sharing.append(
            {
                "partij": party.name if party else "",
                "onderwerp": _topic(rule.topic, topics),
                "ziet": level_words(rule.level),
                "waarom": ground_words(rule.ground),
                "bepaald door": chosen_by[Sharing.SetBy(rule.set_by)],
                "vanaf": rule.from_at,
                "tot": rule.until_at,
            }
        )


def _consents(found: Everything, case: Case, actor: Actor, topics: dict[int, str]) -> None:
    consents = Consent.objects.visible_to(actor).filter(case=case)
    for row in consents.select_related("organisation", "member").order_by("at", "id"):
        found.ids.setdefault("cases.consent", []).append(row.pk)
        party = row.organisation or row.member
        about = _topic(row.about_topic, topics) if row.about_topic is not None else ""
        found.consents.append(
            {
                "soort": in_language(row.get_kind_display()),
                "aan": party.name if party else "",
                "onderwerp": about,
                "antwoord": in_language(row.get_said_display()),
                "wanneer": row.at,
            }
        )


def _promises(found: Everything, case: Case, actor: Actor) -> None:
    rows = Commitment.objects.visible_to(actor).filter(case=case)
    rows = rows.select_related("owner__membership__user", "owner__organisation")
    for one in rows.order_by("made_at", "id"):
        found.ids.setdefault("cases.commitment", []).append(one.pk)
        owner = one.owner
        person = owner.membership.user.name if owner.membership else owner.name
        found.promises.append(
            {
                "wat": one.what,
                "wie": case.client_name if owner.is_client else person,
                "organisatie": owner.organisation.name if owner.organisation else "",
                "uiterlijk op": one.due_on,
                "toestand": in_language(one.get_state_display()),
                "reden": one.why,
                "vastgelegd": one.made_at,
            }
        )


def _steps(case: Case, actor: Actor) -> list[Facts]:
    moves = PhaseMove.objects.visible_to(actor).filter(case=case).order_by("at", "id")
    states = dict(Case.Status.choices)
    steps = [
        {
            "van": step_name(move.from_phase),
            "naar": step_name(move.to_phase),
            "toestand": in_language(states.get(move.to_status, move.to_status)),
            "reden": move.reason,
            "wanneer": move.at,
        }
        for move in moves
    ]
    decisions = GateOverride.objects.visible_to(actor).filter(case=case).order_by("at", "id")
    return steps + [
        {"besluit van het team": row.gate, "waarom": row.why, "wanneer": row.at}
        for row in decisions
    ]

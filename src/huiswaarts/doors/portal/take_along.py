"""Everything that is recorded of one case, for its client: to read and to take along."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from huiswaarts.casework.boxes.models import (
    Answer,
    Box,
    Check,
    Confirmation,
    DerivedAnswer,
)
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.casework.cases.models import (
    Case,
    Consent,
    GateOverride,
    PhaseMove,
    Sharing,
    TeamMember,
)
from huiswaarts.casework.cases.queries import visible_events
from huiswaarts.doors.portal.looks import days_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level

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
    events: list[Facts] = field(default_factory=list)
    looks: list[Facts] = field(default_factory=list)
    ids: dict[str, list[int]] = field(default_factory=dict)

    def chapters(self) -> Facts:
        """What goes into the file: all but the ids of the record."""
        return {name: value for name, value in vars(self).items() if name != "ids"}


def everything(case: Case, actor: Actor) -> Everything:
    found = Everything(case=_case(case))
    _people(found, case, actor)
    _boxes(found, case, actor)
    _choices(found, case, actor)
    found.steps = _steps(case, actor)
    found.events = [
        {"wat": event.kind, "wanneer": event.at}
        for event in visible_events(actor).filter(case_id=case.pk).order_by("at", "id")
    ]
    found.looks = [
        {"wie": look.who, "wanneer": look.at, "wat": look.what, "waarvoor": look.why}
        for day in days_of(case, actor, days=LOOK_DAYS)
        for look in day.looks
    ]
    return found


def _case(case: Case) -> Facts:
    return {
        "naam": case.client_name,
        "geboortejaar": case.birth_year,
        "nummer": case.number,
        "woont nu": case.get_setting_display(),
        "traject": case.get_trajectory_display(),
        "huishouden": case.get_household_display(),
        "gemeente van herkomst": case.municipality_origin.name,
        "gemeente van verblijf": case.municipality_stay.name,
        "gemeente van keuze": case.municipality_choice.name,
        "fase": case.get_phase_display(),
        "toestand": case.get_status_display(),
        "reden": case.status_reason,
        "wil verhuizen in": case.target_month,
        "aangemeld op": case.registered_on,
        "eerste teamoverleg op": case.kickoff_on,
        "verwachte uitstroom bij start": case.expected_outflow_on,
        "uitkomst": case.get_outcome_display(),
        "volgende stap": case.follow_up_what,
        "volgende stap op": case.follow_up_on,
    }


def _people(found: Everything, case: Case, actor: Actor) -> None:
    seats = TeamMember.objects.visible_to(actor).filter(case=case)
    for seat in seats.select_related("membership__user", "organisation").order_by("id"):
        found.ids.setdefault("cases.teammember", []).append(seat.pk)
        person = seat.membership.user.name if seat.membership else seat.name
        found.team.append(
            {
                "stoel": seat.kind_label,
                "wie": case.client_name if seat.is_client else person,
                "organisatie": seat.organisation.name if seat.organisation else "",
                "toestand": seat.get_state_display(),
                "vanaf": seat.from_at,
                "tot": seat.until_at,
            }
        )


def _boxes(found: Everything, case: Case, actor: Actor) -> None:
    rows = Box.objects.visible_to(actor).filter(case=case).select_related("box_type")
    answers = _by_box(Answer, case, actor, "question", "user", "organisation")
    checks = _by_box(Check, case, actor, "rule")
    words = _by_box(Confirmation, case, actor, "rule", "organisation")
    derived = _by_box(DerivedAnswer, case, actor, "derivation")
    for box in rows.order_by("box_type__order"):
        found.ids.setdefault("boxes.box", []).append(box.pk)
        given = answers.get(box.pk, [])
        found.ids.setdefault("boxes.answer", []).extend(answer.pk for answer in given)
        found.boxes.append(
            {
                "doos": box.box_type.name,
                "toestand": box.get_state_display(),
                "sinds": box.state_at,
                "waarom": box.state_reason,
                "antwoorden": [_answer(answer) for answer in given],
                "controles": [
                    {"wat": one.rule.text, "in orde": one.met, "toelichting": one.note}
                    for one in checks.get(box.pk, [])
                ],
                "akkoord": [
                    {"wat": one.rule.text, "zei": one.get_said_display(), "wanneer": one.at}
                    for one in words.get(box.pk, [])
                ],
                "gedeeld met anderen": [
                    {"wat": one.derivation.text, "waarde": one.value}
                    for one in derived.get(box.pk, [])
                ],
            }
        )


def _by_box(model: Any, case: Case, actor: Actor, *related: str) -> dict[int, list[Any]]:
    """Rows of the case per box, oldest first. One query."""
    rows: dict[int, list[Any]] = {}
    for row in (
        model.objects.visible_to(actor)
        .filter(case=case)
        .select_related(*related)
        .order_by("at", "id")
    ):
        rows.setdefault(row.box_id, []).append(row)
    return rows


def _answer(answer: Answer) -> Facts:
    who = answer.organisation.name if answer.organisation else "jij"
    return {
        "vraag": answer.question.text,
        "antwoord": answer.text,
        "keuze": dict(answer.question.choice_list).get(answer.choice, answer.choice),
        "datum": answer.on_date,
        "getal": answer.number,
        "hoe": answer.get_how_display(),
        "door": who,
        "wanneer": answer.at,
        "geldt": answer.is_current,
        "kring": answer.get_label_display(),
    }


def _choices(found: Everything, case: Case, actor: Actor) -> None:
    topics = {number: name for number, _, name in default_matrix().topics}
    rules = Sharing.objects.visible_to(actor).filter(case=case)
    for rule in rules.select_related("organisation", "member").order_by("from_at", "id"):
        party = rule.organisation or rule.member
        found.sharing.append(
            {
                "partij": party.name if party else "",
                "onderwerp": topics.get(rule.topic, str(rule.topic)),
                "ziet": Level(rule.level).word,
                "grond": rule.get_ground_display(),
                "doel": rule.purpose,
                "bepaald door": rule.get_set_by_display(),
                "vanaf": rule.from_at,
                "tot": rule.until_at,
            }
        )
    consents = Consent.objects.visible_to(actor).filter(case=case)
    for row in consents.select_related("organisation", "member").order_by("at", "id"):
        party = row.organisation or row.member
        found.consents.append(
            {
                "soort": row.get_kind_display(),
                "aan": party.name if party else "",
                "onderwerp": topics.get(row.about_topic, "") if row.about_topic else "",
                "antwoord": row.get_said_display(),
                "wanneer": row.at,
            }
        )


def _steps(case: Case, actor: Actor) -> list[Facts]:
    moves = PhaseMove.objects.visible_to(actor).filter(case=case).order_by("at", "id")
    labels = dict(Case.Phase.choices) | dict(Case.Status.choices)
    steps = [
        {
            "van": labels.get(move.from_phase, move.from_phase),
            "naar": labels.get(move.to_phase, move.to_phase),
            "toestand": labels.get(move.to_status, move.to_status),
            "reden": move.reason,
            "wanneer": move.at,
        }
        for move in moves
    ]
    decisions = GateOverride.objects.visible_to(actor).filter(case=case).order_by("at", "id")
    return steps + [
        {"teambesluit": row.gate, "waarom": row.why, "wanneer": row.at} for row in decisions
    ]


def pack(found: Everything) -> bytes:
    """A ZIP with the same content twice: for machines and for people."""
    chapters = found.chapters()
    text = json.dumps(chapters, ensure_ascii=False, indent=2, default=str)
    page = render_to_string("portal/take_along.html", {"all": found, "made": timezone.now()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mijn-gegevens.json", text)
        archive.writestr("mijn-gegevens.html", page)
        archive.writestr("stijl.css", STYLE)
    return out.getvalue()


STYLE = """body{font:1.1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h2{border-bottom:2px solid #0e5a45}dt{font-weight:bold}dd{margin:0 0 .5rem}
li{margin-bottom:.75rem}
"""

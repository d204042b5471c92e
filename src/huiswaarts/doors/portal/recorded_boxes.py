"""The boxes of one case with everything said about them, for its client."""

from typing import Any

from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box, Check, Confirmation, DerivedAnswer
from huiswaarts.casework.boxes.pages import shown
from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.portal.labels import in_language
from huiswaarts.doors.portal.my_box import in_words, why_open
from huiswaarts.doors.portal.words import circle_words
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.components.drawings import box_word

Facts = dict[str, Any]
How = Answer.How


def box_facts(case: Case, actor: Actor, boxes: list[Box]) -> tuple[list[Facts], list[int]]:
    """A chapter per box, and the ids of the answers in it. Four queries for all boxes."""
    answers = _by_box(Answer, case, actor, "organisation")
    checks = _by_box(Check, case, actor)
    words = _by_box(Confirmation, case, actor, "organisation")
    derived = _by_box(DerivedAnswer, case, actor)
    facts = [
        {
            "doos": in_words(kind_of(box.box_type_id).box),
            "toestand": box_word(box.state),
            "sinds": box.state_at,
            "reden": why_open(box),
            "antwoorden": [_answer(box, one) for one in answers.get(box.pk, [])],
            "punten": [_check(box, one) for one in checks.get(box.pk, [])],
            "klopt het": [_word(box, one) for one in words.get(box.pk, [])],
            "dit zien anderen ervan": [_derived(box, one) for one in derived.get(box.pk, [])],
        }
        for box in boxes
    ]
    return facts, [one.pk for rows in answers.values() for one in rows]


def _by_box(model: Any, case: Case, actor: Actor, *related: str) -> dict[int, list[Any]]:
    """Rows of the case per box, oldest first. One query."""
    rows: dict[int, list[Any]] = {}
    found = model.objects.visible_to(actor).filter(case=case)
    for row in (found.select_related(*related) if related else found).order_by("at", "id"):
        rows.setdefault(row.box_id, []).append(row)
    return rows


def _answer(box: Box, answer: Answer) -> Facts:
    question = kind_of(box.box_type_id).questions[answer.question_id]
    return {
        "vraag": in_words(question),
        "antwoord": shown(question, answer),
        "hoe": _how()[answer.how],
        "door": answer.organisation.name if answer.organisation else _("jij"),
        "wanneer": answer.at,
        "geldt": answer.is_current,
        "wie leest dit": circle_words(answer.label),
    }


def _how() -> dict[str, str]:
    return {
        How.ALONE: _("zelf ingevuld"),
        How.TOGETHER: _("samen ingevuld"),
        How.ON_BEHALF: _("voor jou opgeschreven"),
        How.ADDITION: _("erbij geschreven"),
        How.SKIPPED: _("overgeslagen"),
        How.HELP: _("hulp gevraagd"),
    }


def _check(box: Box, check: Check) -> Facts:
    rule = kind_of(box.box_type_id).checks[check.rule_id]
    return {
        "wat": in_words(rule),
        "klaar": check.met,
        "toelichting": check.note,
        "wanneer": check.at,
    }


def _word(box: Box, word: Confirmation) -> Facts:
    rule = kind_of(box.box_type_id).confirmations[word.rule_id]
    return {
        "wat": in_words(rule),
        "zei": in_language(word.get_said_display()),
        "reden": word.reason,
        "door": word.organisation.name if word.organisation else _("jij"),
        "wanneer": word.at,
        "geldt": word.is_current,
    }


def _derived(box: Box, row: DerivedAnswer) -> Facts:
    one = kind_of(box.box_type_id).derivations[row.derivation_id]
    return {"wat": in_words(one), "waarde": row.value}

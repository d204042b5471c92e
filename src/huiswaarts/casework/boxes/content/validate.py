"""What must hold between the parts of a box: names that exist, numbers without gaps."""

from collections import Counter

from huiswaarts.foundation.common.reading import Reader

from .types import BoxType, Catalogue, Derivation

TAKEN_FROM = {
    "choice": "takes_choice",
    "date": "takes_date",
    "number": "takes_number",
    "words": "takes_words",
}


def check_catalogue(reader: Reader, catalogue: Catalogue) -> None:
    reader.unique((box.code for box in catalogue.boxes), "box")
    reader.unique((box.topic for box in catalogue.boxes), "topic")
    reader.unique((box.order for box in catalogue.boxes), "order")
    known = {box.code for box in catalogue.boxes}
    for box in catalogue.boxes:
        for check in box.checks:
            for other in check.rule.all_boxes() if check.rule else ():
                if other not in known:
                    reader.fault(f"{box.code}/{check.code}: box {other!r} does not exist")


def check_box(reader: Reader, box: BoxType) -> None:
    with reader.at(box.code):
        if not 1 <= box.topic <= 24:  # noqa: PLR2004 - 0 and 25 up are no boxes
            reader.fault(f"topic {box.topic} is not between 1 and 24")
        _check_questions(reader, box)
        _check_rules(reader, box)
        _check_sources(reader, box)
        _check_derivations(reader, box)


def _check_questions(reader: Reader, box: BoxType) -> None:
    codes = [one.code for one in box.questions]
    reader.unique(codes, "question")
    if [one.number for one in box.questions] != list(range(1, len(codes) + 1)):
        reader.fault("questions are numbered 1, 2, 3, … without gaps, in that order")
    for one in (one for one in box.questions if one.after):
        if one.after not in codes or one.after == one.code:
            reader.fault(f"question {one.code}: after {one.after!r} is no other question")
    for one in box.questions:
        if not 0 <= one.label <= 3:  # noqa: PLR2004 - the four labels
            reader.fault(f"question {one.code}: label {one.label} is not between 0 and 3")
        if box.conversation_only and one.kind != "tick":
            reader.fault(f"question {one.code}: a conversation box holds only ticks")


def _check_rules(reader: Reader, box: BoxType) -> None:
    reader.unique((one.code for one in box.checks), "check")
    known = {one.code: one for one in box.questions}
    for check in box.checks:
        for code in check.rule.all_questions() if check.rule else ():
            if code not in known:
                reader.fault(f"check {check.code}: question {code!r} does not exist")
        _check_rule_operands(reader, box, check.code)


def _check_rule_operands(reader: Reader, box: BoxType, check_code: str) -> None:
    check = next(one for one in box.checks if one.code == check_code)
    rules = [check.rule] if check.rule else []
    known = {one.code: one for one in box.questions}
    while rules:
        rule = rules.pop()
        rules.extend(rule.parts)
        for question in (known[code] for code in rule.questions if code in known):
            unknown = set(rule.values) - set(question.choice_codes)
            if rule.op == "choice" and (unknown or not rule.values):
                reader.fault(f"check {check_code}: {question.code} has no choice {unknown}")
            if rule.op in {"days_ahead", "at_most_age"} and not question.takes_date:
                reader.fault(f"check {check_code}: {question.code} holds no date")


def _check_sources(reader: Reader, box: BoxType) -> None:
    """Every line of the prose that says when a box is full has become a check or confirmation."""
    mapped = Counter(one.source for one in box.checks)
    mapped.update(one.source for one in box.confirmations if one.source)
    lines = range(1, len(box.source_lines) + 1)
    for line in lines:
        if line not in mapped:
            reader.fault(f"line {line} of filled_when has no check or confirmation")
    for line in mapped:
        if line not in lines:
            reader.fault(f"filled_when has no line {line}")
    reader.unique((one.code for one in box.confirmations), "confirmation")


def _check_derivations(reader: Reader, box: BoxType) -> None:
    reader.unique((one.code for one in box.derivations), "derived answer")
    known = {one.code for one in box.derivations}
    for confirm in box.confirmations:
        for code in set(confirm.covers) - known:
            reader.fault(f"confirmation {confirm.code}: no derived answer {code!r}")
    for derivation in box.derivations:
        _check_derivation(reader, box, derivation)


def _check_derivation(reader: Reader, box: BoxType, derivation: Derivation) -> None:
    with reader.at(f"derived {derivation.code}"):
        if sum((bool(derivation.question), bool(derivation.checks), derivation.box_state)) != 1:
            reader.fault("comes from exactly one of question, checks and box_state")
        for code in set(derivation.checks) - {one.code for one in box.checks}:
            reader.fault(f"check {code!r} does not exist")
        if not derivation.seats:
            reader.fault("names no seat that may read it")
        if derivation.question:
            _check_derived_question(reader, box, derivation)


def _check_derived_question(reader: Reader, box: BoxType, derivation: Derivation) -> None:
    question = next((one for one in box.questions if one.code == derivation.question), None)
    if question is None:
        reader.fault(f"question {derivation.question!r} does not exist")
        return
    if not getattr(question, TAKEN_FROM[derivation.takes]):
        reader.fault(f"question {question.code} holds no {derivation.takes}")
    if derivation.takes == "choice":
        for code in set(question.choice_codes) ^ {code for code, _ in derivation.mapping}:
            reader.fault(f"choice {code!r} and the mapping do not agree")
    if question.label:
        reader.fault(f"question {question.code} is narrowed, so nothing is derived from it")

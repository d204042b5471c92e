"""Reads the catalogue into frozen values and reports every fault at once. No Django."""

from functools import cache
from pathlib import Path
from typing import Any

from huiswaarts.foundation.access.topics import DERIVED
from huiswaarts.foundation.common.reading import Reader, load_yaml

from .rules import Rule, parse_rule
from .types import (
    CHOICE_KINDS,
    GATES,
    KINDS,
    PARTIES,
    BoxType,
    Catalogue,
    CheckRule,
    Choice,
    ConfirmRule,
    Derivation,
    Question,
)
from .validate import check_box, check_catalogue

HERE = Path(__file__).parent
TAKES = ("choice", "date", "number", "words")

BOX_KEYS = [
    "code",
    "order",
    "topic",
    "gate",
    "optional",
    "conversation_only",
    "nl",
    "en",
    "client",
    "intro",
    "fills",
    "shared",
    "filled_when",
    "questions",
    "checks",
    "confirmations",
    "derived",
]
QUESTION_KEYS = [
    "n",
    "code",
    "nl",
    "en",
    "about",
    "kind",
    "choices",
    "help",
    "medical_ok",
    "label",
    "required",
    "after",
]
CHECK_KEYS = ["code", "source", "nl", "client", "rule", "manual"]
CONFIRM_KEYS = ["code", "source", "parties", "nl", "client", "required", "covers"]
DERIVED_KEYS = [
    "code",
    "nl",
    "client",
    "question",
    "takes",
    "mapping",
    "checks",
    "box_state",
    "seats",
]


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the product."""
    return load_catalogue(HERE / "catalogue.yaml")


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue and its boxes; raises FaultyContentError with all that is wrong."""
    reader = Reader()
    data = reader.mapping(load_yaml(path), ("version", "boxes"))
    boxes = []
    for name in reader.items(data, "boxes"):
        with reader.at(str(name)):
            boxes.append(_box(reader, load_yaml(path.parent / "boxes" / f"{name}.yaml")))
    result = Catalogue(reader.number(data, "version"), tuple(boxes))
    if not reader.faults:
        check_catalogue(reader, result)
    reader.done()
    return result


def parse_box(data: object) -> BoxType:
    """Read one box, as a region may write one of its own."""
    reader = Reader()
    box = _box(reader, data)
    reader.done()
    return box


def _box(reader: Reader, data: object) -> BoxType:
    data = reader.mapping(data, BOX_KEYS)
    client_nl, client_en = _both(reader, data, "client")
    intro_nl, intro_en = _both(reader, data, "intro")
    topic = reader.number(data, "topic")
    box = BoxType(
        code=reader.text(data, "code"),
        order=reader.number(data, "order"),
        topic=topic,
        gate=reader.one_of(data.get("gate"), GATES, "gate"),
        optional=reader.truth(data, "optional"),
        conversation_only=reader.truth(data, "conversation_only"),
        nl=reader.text(data, "nl"),
        en=reader.text(data, "en"),
        client_nl=client_nl,
        client_en=client_en,
        intro_nl=intro_nl,
        intro_en=intro_en,
        fills_nl=reader.text(data, "fills"),
        shared_nl=reader.text(data, "shared"),
        source_lines=tuple(str(line) for line in reader.items(data, "filled_when")),
        questions=tuple(_question(reader, one) for one in reader.items(data, "questions")),
        checks=tuple(_check(reader, one) for one in reader.items(data, "checks")),
        confirmations=tuple(_confirm(reader, one) for one in reader.items(data, "confirmations")),
        derivations=tuple(_derived(reader, one, topic) for one in reader.items(data, "derived")),
    )
    if not reader.faults:
        check_box(reader, box)
    return box


def _both(reader: Reader, data: dict[str, Any], key: str) -> tuple[str, str]:
    """Read a text in Dutch and English."""
    with reader.at(key):
        inner = reader.mapping(data.get(key, {}), ("nl", "en"))
        return reader.text(inner, "nl"), reader.text(inner, "en")


def _question(reader: Reader, data: object) -> Question:
    data = reader.mapping(data, QUESTION_KEYS)
    with reader.at(str(data.get("code"))):
        kind = reader.one_of(data.get("kind"), KINDS, "kind")
        help_nl, help_en = _both(reader, data, "help") if "help" in data else ("", "")
        return Question(
            number=reader.number(data, "n"),
            code=reader.text(data, "code"),
            nl=reader.text(data, "nl"),
            en=reader.text(data, "en"),
            about=reader.text(data, "about"),
            kind=kind,
            choices=_choices(reader, data.get("choices", {}), wanted=kind in CHOICE_KINDS),
            help_nl=help_nl,
            help_en=help_en,
            forbids_medical=not reader.truth(data, "medical_ok"),
            label=reader.number(data, "label", 0),
            required=reader.truth(data, "required", default=True),
            after=reader.text(data, "after", optional=True),
        )


def _choices(reader: Reader, data: object, *, wanted: bool) -> tuple[Choice, ...]:
    if not isinstance(data, dict) or bool(data) != wanted:
        reader.fault("choices belong to a choice, and a choice has them")
        return ()
    result = []
    for code, texts in data.items():
        if not isinstance(code, str):
            reader.fault(f"choice {code!r} must be a text: put it between quotes")
        elif not isinstance(texts, list) or [type(text) for text in texts] != [str, str]:
            reader.fault(f"choice {code!r} needs two texts, Dutch and English")
        else:
            result.append(Choice(code, *texts))
    return tuple(result)


def _check(reader: Reader, data: object) -> CheckRule:
    data = reader.mapping(data, CHECK_KEYS)
    with reader.at(str(data.get("code"))):
        rule: Rule | None = parse_rule(reader, data["rule"]) if "rule" in data else None
        parties = reader.some_of(data, "manual", PARTIES)
        if bool(parties) == ("rule" in data):
            reader.fault("a check has either a rule or the parties that tick it (manual)")
        client_nl, client_en = _both(reader, data, "client")
        return CheckRule(
            code=reader.text(data, "code"),
            source=reader.number(data, "source"),
            nl=reader.text(data, "nl"),
            client_nl=client_nl,
            client_en=client_en,
            rule=rule,
            parties=parties,
        )


def _confirm(reader: Reader, data: object) -> ConfirmRule:
    data = reader.mapping(data, CONFIRM_KEYS)
    with reader.at(f"confirm {data.get('code')}"):
        client_nl, client_en = _both(reader, data, "client")
        parties = reader.some_of(data, "parties", PARTIES)
        if not parties:
            reader.fault("a confirmation names the parties of whom one must confirm")
        return ConfirmRule(
            code=reader.text(data, "code"),
            parties=parties,
            nl=reader.text(data, "nl"),
            client_nl=client_nl,
            client_en=client_en,
            source=reader.number(data, "source", 0),
            required=reader.truth(data, "required", default=True),
            covers=tuple(str(code) for code in reader.items(data, "covers")),
        )


def _derived(reader: Reader, data: object, topic: int) -> Derivation:
    data = reader.mapping(data, DERIVED_KEYS)
    with reader.at(f"derived {data.get('code')}"):
        client_nl, client_en = _both(reader, data, "client")
        question = reader.text(data, "question", optional=True)
        mapping = data.get("mapping", {})
        return Derivation(
            code=reader.text(data, "code"),
            nl=reader.text(data, "nl"),
            client_nl=client_nl,
            client_en=client_en,
            topic=DERIVED + topic,
            seats=reader.some_of(data, "seats", PARTIES),
            question=question,
            takes=reader.one_of(data.get("takes"), TAKES, "takes") if question else "",
            mapping=tuple((str(code), str(text)) for code, text in mapping.items()),
            checks=tuple(str(code) for code in reader.items(data, "checks")),
            box_state=reader.truth(data, "box_state"),
        )

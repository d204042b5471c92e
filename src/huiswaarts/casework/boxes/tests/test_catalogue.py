"""The shipped catalogue: complete, numbered as the kits number it, and fit for kit texts."""

import copy
from datetime import date, timedelta

import pytest

from huiswaarts.casework.boxes.content.derive import derived_answers, met_checks
from huiswaarts.casework.boxes.content.parse import HERE, catalogue, load_catalogue, parse_box
from huiswaarts.casework.boxes.content.rules import Facts, Given, holds, parse_rule, rule_as_data
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.foundation.common.reading import FaultyContentError, Reader, load_yaml

TODAY = date(2026, 11, 22)
# code: questions of the catalogue, lines that say when it is full, gate
SOURCE = {
    "suitable_home": (7, 5, "register_for_home"),
    "finances": (8, 6, "register_for_home"),
    "support": (5, 5, "sign"),
    "daily_life": (4, 2, "sign"),
    "network_neighbourhood": (4, 3, "key"),
    "health": (4, 3, "key"),
    "tenancy_skills": (5, 3, "sign"),
    "papers": (5, 3, "register_for_home"),
    "moving_furnishing": (5, 4, "key"),
    "relapse_aftercare": (5, 3, "sign"),
    "family_children": (3, 2, "sign"),
}
BOXES = catalogue().boxes
BY_CODE = pytest.mark.parametrize("box", BOXES, ids=lambda box: box.code)


def test_eleven_boxes_with_the_topics_of_their_order():
    assert [box.code for box in BOXES] == list(SOURCE)
    assert [box.topic for box in BOXES] == [box.order for box in BOXES] == list(range(1, 12))
    assert [box.code for box in BOXES if box.optional] == ["family_children"]
    assert [box.code for box in BOXES if box.conversation_only] == ["health"]


@BY_CODE
def test_every_line_of_the_source_became_a_check_or_a_confirmation(box):
    _, lines, gate = SOURCE[box.code]
    assert box.gate == gate
    assert len(box.source_lines) == lines
    mapped = {check.source for check in box.checks} | {one.source for one in box.confirmations}
    assert mapped - {0} == set(range(1, lines + 1))


@BY_CODE
def test_questions_of_the_source_come_first_and_take_the_words_of_a_kit(box):
    count, _, _ = SOURCE[box.code]
    own = [question.number for question in box.questions if not question.after]
    assert own == list(range(1, count + 1))
    for number in own:
        assert box.numbered(number).takes_words is not box.conversation_only


def test_the_health_box_can_hold_nothing_but_ticks_and_dates():
    box = catalogue().box("health")
    for question in box.questions:
        assert question.kind == "tick"
        assert not question.takes_words
        assert "geen medische informatie" in question.help_nl
    assert box.derivations == ()


@BY_CODE
def test_reading_order_shows_every_question_once_after_its_parent(box):
    order = [question.code for question in box.in_reading_order]
    assert sorted(order) == sorted(question.code for question in box.questions)
    for question in box.questions:
        if question.after:
            assert order.index(question.after) < order.index(question.code)


def test_the_reason_of_an_excluded_area_stays_from_the_corporation():
    box = catalogue().box("suitable_home")
    assert box.question("excluded_reason").label == 1
    assert [one.code for one in box.questions if one.label] == ["excluded_reason"]


@BY_CODE
def test_derived_topics_have_a_row_in_the_matrix_for_each_reader(box):
    matrix = default_matrix()
    for derivation in box.derivations:
        assert derivation.topic == 32 + box.topic
        readers = {rule.seat_kind for rule in matrix.for_topic(derivation.topic)}
        assert set(derivation.seats) <= readers


@BY_CODE
def test_who_confirms_can_see_the_box_or_what_is_derived(box):
    matrix = default_matrix()
    for confirm in box.confirmations:
        for party in confirm.parties:
            rule = matrix.rule(party, box.topic)
            assert rule.ceiling >= 2 or confirm.covers, (box.code, party)


def test_gates_add_up():
    def codes(gate):
        return {box.code for box in catalogue().behind_gate(gate)}

    assert codes("register_for_home") == {"suitable_home", "finances", "papers"}
    assert len(codes("sign")) == 8
    assert len(codes("key")) == 11


def facts(**answers):
    return Facts(TODAY, answers)


@pytest.mark.parametrize(
    ("rule", "given", "expected"),
    [
        ({"answered": ["a", "b"]}, {"a": Given(words="x")}, False),
        ({"answered": ["a", "b"]}, {"a": Given(words="x"), "b": Given(number=0)}, True),
        ({"answered": ["a"]}, {"a": Given(words="  ")}, False),
        ({"answered_any": ["a", "b"]}, {"b": Given(on=TODAY)}, True),
        ({"choice": "a", "in": ["yes"]}, {"a": Given(choice="yes")}, True),
        ({"choice": "a", "in": ["yes"]}, {"a": Given(words="yes")}, False),
        ({"days_ahead": "a", "days": 10}, {"a": Given(on=TODAY + timedelta(10))}, True),
        ({"days_ahead": "a", "days": 10}, {"a": Given(on=TODAY + timedelta(9))}, False),
        ({"at_most_age": "a", "days": 10}, {"a": Given(on=TODAY - timedelta(10))}, True),
        ({"at_most_age": "a", "days": 10}, {"a": Given(on=TODAY - timedelta(11))}, False),
        ({"at_most_age": "a", "days": 10}, {"a": Given(on=TODAY + timedelta(1))}, False),
        ({"all": [{"answered": ["a"]}, {"answered": ["b"]}]}, {"a": Given("x")}, False),
        ({"any": [{"answered": ["a"]}, {"answered": ["b"]}]}, {"a": Given("x")}, True),
        ({"box_filled": "papers"}, {}, False),
    ],
)
def test_rules(rule, given, expected):
    reader = Reader()
    parsed = parse_rule(reader, rule)
    reader.done()
    assert holds(parsed, facts(**given)) is expected
    assert rule_as_data(parsed) == rule


@BY_CODE
def test_every_rule_can_be_met_and_is_not_met_by_nothing(box):
    """With the best answers all computed checks hold; with none not a single one does."""
    assert not met_checks(box, facts())
    for check in (one for one in box.checks if one.rule):
        assert meets_somehow(box, check.rule, {}), check.code


def meets_somehow(box, rule, answers):
    for code in dict.fromkeys(rule.all_questions()):
        question = box.question(code)
        dates = (TODAY + timedelta(days=300), TODAY)
        tries = [
            Given(choice=choice, words="woorden", number=1, on=on)
            for choice in (*question.choice_codes, "")
            for on in dates
        ]
        answers[code] = max(tries, key=lambda one, c=code: score(rule, answers | {c: one}))
    return holds(rule, Facts(TODAY, answers))


def score(rule, answers):
    if rule.parts:
        return sum(score(part, answers) for part in rule.parts)
    return int(holds(rule, Facts(TODAY, answers)))


def test_the_corporation_gets_the_payment_method_and_none_of_the_words():
    box = catalogue().box("finances")
    answers = {"payment_method": Given(choice="direct_debit", words="van mijn schuldenrekening")}
    derived = {one.code: one for one in derived_answers(box, facts(**answers), is_filled=False)}
    assert derived["payment_method"].nl == "automatisch van de rekening"
    assert derived["arranged"].nl == "nee"
    assert "schuldenrekening" not in str(derived)


def test_words_alone_tell_the_corporation_nothing_about_the_payment():
    box = catalogue().box("finances")
    given = facts(payment_method=Given(words="Automatisch op de 1e."))
    derived = {one.code: one.nl for one in derived_answers(box, given, is_filled=False)}
    assert derived["payment_method"] == ""


def test_finances_are_arranged_when_all_six_checks_are_met():
    box = catalogue().box("finances")
    answers = {
        "income": Given(choice="stable"),
        "monthly_balance": Given(choice="enough"),
        "debts": Given(choice="formal"),
        "rent_debt": Given(choice="none"),
        "payment_method": Given(choice="guardian"),
        "arrears_agreement": Given(words="Bel mij eerst."),
        "arrears_caller": Given(words="Mijn begeleider"),
        "arrears_days": Given(number=5),
    }
    derived = {one.code: one.nl for one in derived_answers(box, facts(**answers), is_filled=False)}
    assert derived["arranged"] == "ja"
    del answers["arrears_days"]
    derived = {one.code: one.nl for one in derived_answers(box, facts(**answers), is_filled=False)}
    assert derived["arranged"] == "nee"


def test_dates_and_the_state_of_the_box_are_derived_in_dutch():
    box = catalogue().box("moving_furnishing")
    given = facts(key_on=Given(on=date(2027, 3, 1)))
    derived = {one.code: one.nl for one in derived_answers(box, given, is_filled=True)}
    assert derived == {"key_on": "1 maart 2027", "ready_for_key": "ja"}


def box_data():
    return copy.deepcopy(load_yaml(HERE / "boxes" / "02_finances.yaml"))


def broken(change):
    data = box_data()
    change(data)
    with pytest.raises(FaultyContentError) as raised:
        parse_box(data)
    return str(raised.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["filled_when"].append("one more"), "line 7 of filled_when"),
        (lambda d: d["questions"].pop(2), "without gaps"),
        (lambda d: d["questions"][0].update(kind="essay"), "essay"),
        (lambda d: d["questions"][0].update(kind="text"), "choices belong to a choice"),
        (lambda d: d["questions"][0].update(colour="red"), "colour"),
        (lambda d: d["questions"][8].update(after="nobody"), "nobody"),
        (lambda d: d["questions"][0].update(label=4), "label 4"),
        (lambda d: d["checks"][1].update(rule={"choice": "income", "in": ["rich"]}), "rich"),
        (lambda d: d["checks"][1].update(rule={"answered": ["shoe_size"]}), "shoe_size"),
        (lambda d: d["checks"][1].update(rule={"answered": ["income"], "any": []}), "exactly one"),
        (lambda d: d["checks"][1].update(rule={"days_ahead": "debts", "days": 1}), "no date"),
        (lambda d: d["checks"][1].update(manual=["client"]), "either a rule"),
        (lambda d: d["confirmations"][2].update(covers=["amounts"]), "amounts"),
        (lambda d: d["confirmations"][2].update(parties=["neighbour"]), "neighbour"),
        (lambda d: d["derived"][1]["mapping"].pop("self"), "'self'"),
        (lambda d: d["derived"][1].update(takes="number"), "no number"),
        (lambda d: d["derived"][0].update(checks=["luck"]), "luck"),
        (lambda d: d["questions"][7].update(label=1), "narrowed"),
        (lambda d: d.update(conversation_only=True), "only ticks"),
        (lambda d: d.update(topic=25), "between 1 and 24"),
        (lambda d: d.update(gate="door"), "door"),
        (lambda d: d.update(nl=True), "nl must be a text"),
    ],
)
def test_a_fault_in_a_box_is_named(change, says):
    assert says in broken(change)


def test_all_faults_come_in_one_list():
    def change(data):
        data["gate"] = "door"
        data["questions"][0]["kind"] = "essay"
        data["nl"] = ""

    assert len(broken(change).splitlines()) >= 3


def test_a_catalogue_without_its_file_is_a_named_fault(tmp_path):
    (tmp_path / "catalogue.yaml").write_text("version: 1\nboxes: [99_missing]\n")
    with pytest.raises(FaultyContentError, match="99_missing"):
        load_catalogue(tmp_path / "catalogue.yaml")

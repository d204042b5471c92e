"""Search finds what somebody may read, newest first, and nothing else."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiswaarts.casework.boxes.models import Answer, Box, BoxQuestion
from huiswaarts.casework.cases.models import Commitment, TeamMember
from huiswaarts.casework.meetings.models import AgendaItem, Meeting, Report
from huiswaarts.foundation.events.models import AccessRecord
from tests.database import as_owner
from tests.people import sign_in

DAY = dt.timedelta(days=1)


@pytest.fixture
def answered(people, the_case):
    """An answer of Samir: a topic, a label, a text, and how many days ago."""

    def say(text, topic=1, label=0, days=1, **more):
        with as_owner():
            box = Box.objects.get(case=the_case, topic=topic)
            question = BoxQuestion.objects.filter(box_type=box.box_type).first()
            return Answer.objects.create(
                case=the_case, box=box, topic=topic, label=label, question=question, text=text,
                how="alone", user=people.samir.user, at=people.at - days * DAY,
                slot=f"client{Answer.objects.count()}", **more,
            )  # fmt: skip

    return say


def search(person, words, **more):
    return sign_in(Client(), person).post("/zoeken/", {"zoek": words} | more).content.decode()


@pytest.mark.parametrize("words", ["verhuizing", "VERHUIZEN", "verhuizingen", '"grote verhuizing"'])
def test_a_word_is_found_in_its_other_forms(bea, answered, words):
    answered("Over de grote verhuizing denk ik vaak.")
    page = search(bea, words)
    assert "Antwoord in" in page
    assert "<mark>" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("verhuizen", "Wij verhuisden in mei"),
        ("verhuizen", "Hij verhuisde toen"),
        ("wonen", "Daar woonde hij graag"),
        ("werken", "Daar werkte zij"),
        ("leven", "Hij leefde alleen"),
    ],
)
def test_a_verb_is_found_in_its_past(bea, answered, asked, said):
    answered(said)
    page = search(bea, asked)
    assert "Antwoord in" in page
    assert "<mark>" in page


@pytest.mark.parametrize(("asked", "said"), [("man", "Elke maand"), ("plan", "Een plant")])
def test_words_that_only_look_alike_stay_apart(bea, answered, asked, said):
    answered(said)
    assert "Niets gevonden" in search(bea, asked)


def test_a_name_is_found_without_its_accents(bea, the_case):
    with as_owner():
        type(the_case).objects.filter(pk=the_case.pk).update(client_name="Zoë Gülşen")
    assert "Zoë Gülşen" in search(bea, "zoe gul")


@pytest.mark.parametrize("words", ["sam", "Samir Yil", "yil"])
def test_a_name_is_found_by_its_beginning(bea, words):
    page = search(bea, words)
    assert "Samir Yilmaz" in page
    assert "Mensen" in page


def test_a_case_is_found_by_its_number(bea, the_case):
    assert "Samir Yilmaz" in search(bea, the_case.number.lower())


def test_the_newest_comes_first(bea, answered):
    answered("Een oude tuin", days=9)
    answered("Een nieuwe tuin", days=1)
    page = search(bea, "tuin")
    assert page.index("nieuwe") < page.index("oude")


def test_meetings_and_promises_are_found(people, bea, the_case):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at, place="home", made_at=people.at
        )
        told = {"case": the_case, "topic": 25}
        seat = people.seat_of["Samir", "Samir"]
        Report.objects.create(meeting=meeting, text="Samen een fiets kopen", **told)
        AgendaItem.objects.create(
            meeting=meeting, by_seat=seat, what="De fiets", made_at=people.at, **told
        )
        Commitment.objects.create(
            owner=seat, what="Fietsenmaker bellen", due_on=people.at, made_at=people.at, **told
        )
    page = search(bea, "fiets")
    assert "Verslag, Samir" in page
    assert "Agendapunt, Samir" in page


def test_what_the_circle_hides_is_not_found(wim, bea, answered):
    answered("Zijn zus komt vaak", label=1)
    assert "zus" in search(bea, "zus").replace('value="zus"', "")
    assert "Niets gevonden" in search(wim, "zus")


def test_what_the_topic_hides_is_not_found(wim, answered):
    answered("Pillen om acht uur", topic=4)
    assert "Niets gevonden" in search(wim, "pillen")


@pytest.mark.parametrize("who", ["Bo", "Hans", "Ria", "Eva"])
def test_who_does_not_sit_there_finds_nothing(people, answered, who):
    answered("Over de grote verhuizing")
    for words in ("verhuizing", "Samir", people.case_of["Samir"].number):
        assert "Niets gevonden" in search(people.by_name[who], words)


def test_a_report_that_is_not_public_is_found_by_who_writes_it_alone(people, the_case, gijs, bea):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at, place="home", made_at=people.at
        )
        Report.objects.create(case=the_case, topic=25, meeting=meeting, text="Een konijn")
    assert "Verslag" in search(bea, "konijn")
    assert "Niets gevonden" in search(gijs, "konijn")


def test_an_earlier_version_is_not_found(bea, answered):
    answered("Over een papegaai", is_current=False)
    assert "Niets gevonden" in search(bea, "papegaai")


def test_when_the_seat_ends_so_does_finding(people, bea, answered):
    answered("Over de grote verhuizing")
    with as_owner():
        TeamMember.objects.filter(pk=people.seat_of["Samir", "Bea"].pk).update(
            state="ended", until_at=people.at
        )
    assert "Niets gevonden" in search(bea, "verhuizing")


@pytest.mark.parametrize(
    "words",
    ["", " ", "a", "de het een", "'); drop table cases_case; --", '"', "((((", "&|!:*", "😀",
     "%", "_", "x" * 100, "-", "or", "and or not"],
)  # fmt: skip
def test_odd_words_get_a_clear_answer(bea, words):
    answer = sign_in(Client(), bea).post("/zoeken/", {"zoek": words})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"zoek": "x" * 101},
        {"zoek": "\u202egnizuihrev"},
        {"zoek": "a", "pagina": "0"},
        {"zoek": "a", "pagina": "99"},
    ],
)
def test_too_much_is_refused(bea, asked):
    assert sign_in(Client(), bea).post("/zoeken/", asked).status_code == 400


def test_the_record_says_what_was_shown_and_not_what_was_asked(bea, answered):
    answer = answered("Over de grote verhuizing")
    search(bea, "verhuizing")
    with as_owner():
        record = AccessRecord.objects.get(action="desk:search")
    assert f"boxes.answer:{answer.pk}" in record.items
    assert "verhuizing" not in str(vars(record))


def test_no_address_holds_what_was_asked(bea, answered):
    answered("Over de grote verhuizing")
    for n in range(25):
        answered(f"Verhuizing {n}")
    page = search(bea, "verhuizing")
    assert "Toon wat ouder is" in page
    assert "verhuizing" not in "".join(part.split('"')[0] for part in page.split('href="')[1:])
    assert "bladzijde 2" in search(bea, "verhuizing", pagina="2")


def test_many_texts_cost_as_many_queries_as_few(bea, answered):
    browser = sign_in(Client(), bea)

    def ask():
        with CaptureQueriesContext(connection) as asked:
            browser.post("/zoeken/", {"zoek": "verhuizing"})
        return len(asked)

    answered("Over de verhuizing")
    ask()
    few = ask()
    for n in range(30):
        answered(f"Verhuizing {n}")
    assert ask() == few


def test_a_client_does_not_search_here(samir):
    assert sign_in(Client(), samir).get("/zoeken/").status_code == 404

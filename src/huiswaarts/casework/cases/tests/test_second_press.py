"""Pressing a second time, or in a second tab, is no error: it says how it stands now."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases import urls as case_urls
from huiswaarts.casework.cases.actions import questions
from huiswaarts.casework.cases.jobs import open_lapsed
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.tests.test_questions import NO, YES, Table
from huiswaarts.foundation.events.models import AccessRecord
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import Person, _user, sign_in

pytestmark = pytest.mark.django_db
FROM_HOME = {"portal:answer_seat", "portal:end_seat"}


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


class Tab:
    """Somebody's browser, with the form of one seat."""

    def __init__(self, table, who, name, of):
        self.page = sign_in(Client(), table.people.by_name[who])
        seat = table.people.seat_of["Samir", of]
        self.url = reverse(name, args=[table.case.number, seat.public_id])

    def press(self, key=None, **form):
        sent = {"key": key or str(uuid.uuid4()), **form}
        return self.page.post(self.url, sent, follow=True)


def handed_over(table):
    with as_owner():
        version = Case.objects.get(pk=table.case.pk).version
    tab, key = Tab(table, "Gerda", "cases:hand_over", "Bea"), str(uuid.uuid4())
    assert "coördineert nu deze casus" in tab.press(key, version=version).content.decode()
    return tab, key, version


def test_the_same_form_again_is_done_already(table):
    tab, key, version = handed_over(table)
    again = tab.press(key, version=version)
    assert again.status_code == 200
    assert "Dit is al gedaan." in again.content.decode()


def test_from_another_tab_it_says_how_it_stands(table):
    tab, _, version = handed_over(table)
    again = tab.press(version=version).content.decode()
    assert "Dit is al gedaan. Nu coördineert Bea Tester." in again
    assert "Deze deur is dicht" not in again
    with as_owner():
        refused = AccessRecord.objects.filter(action="cases:hand_over", outcome="refused")
        assert refused.exists(), "it is still a refusal in the record"


def test_planted_a_second_sending_that_nobody_recognises_is_caught(table, monkeypatch):
    """Of a page that does not say how it stands: the key of the form is all there is."""
    monkeypatch.setattr("huiswaarts.casework.cases.views.coordinated_before", lambda *_: False)
    monkeypatch.setattr("huiswaarts.config.middleware.sent_before", lambda **_: "")
    with pytest.raises(AssertionError):
        test_the_same_form_again_is_done_already(table)


def test_of_somebody_elses_form_nothing_is_told(table):
    """The key of another person opens nothing and says nothing."""
    _, key, version = handed_over(table)
    other = Tab(table, "Wim", "cases:hand_over", "Bea").press(key, version=version)
    assert other.status_code == 403
    assert "Dit is al gedaan." not in other.content.decode()


def test_who_left_the_table_and_presses_again_is_told(table):
    tab, key = Tab(table, "Amir", "cases:end_seat", "Amir"), str(uuid.uuid4())
    form = {"version": table.seat("Amir").version, "reason": "Andere baan"}
    assert tab.press(key, **form).status_code == 200
    again = tab.press(key, **form)
    assert again.status_code == 200
    assert "Dit is al gedaan." in again.content.decode()


@pytest.mark.parametrize(
    ("answer", "says"), [("yes", "niet meer in je team"), ("no", "zit in je team")]
)
def test_the_client_who_answers_twice_reads_how_it_stands(table, answer, says):
    table.stops("Amir")
    tab = Tab(table, "Samir", "portal:answer_seat", "Amir")
    form = {"answer": answer, "why": "", "version": table.seat("Amir").version}
    tab.press(**form)
    again = tab.press(**form)
    assert again.status_code == 200
    assert says in again.content.decode()


def test_of_a_seat_about_which_nothing_was_asked_there_is_no_page(table):
    tab = Tab(table, "Samir", "portal:answer_seat", "Bea")
    assert tab.press(answer="yes", why="").status_code == 404


def test_a_yes_answers_the_question_that_was_read(table):
    """Asked, taken back and asked anew while a tab stood open: the old yes is no yes to this."""
    table.asks("Bea")
    tab, read = Tab(table, "Gerda", "cases:answer_seat", "Bea"), table.seat("Bea").version
    table.does("Bea", questions.take_back, "Bea")
    table.asks("Bea")
    said = tab.press(answer="ja", reason="", version=read)
    assert "Intussen heeft iemand anders dit veranderd" in said.content.decode()
    assert table.seat("Bea").asks_coordination
    now = tab.press(answer="ja", reason="", version=table.seat("Bea").version)
    assert "Uw antwoord is bewaard" in now.content.decode()


def test_so_does_the_yes_of_a_client(table):
    table.stops("Amir")
    tab, read = Tab(table, "Samir", "portal:answer_seat", "Amir"), table.seat("Amir").version
    with as_owner():
        TeamMember.objects.filter(pk=table.seat("Amir").pk).update(version=read + 1)
    said = tab.press(answer="yes", why="", version=read)
    assert "Lees wat er nu gevraagd wordt" in said.content.decode()
    assert table.seat("Amir").is_suspended
    tab.press(answer="yes", why="", version=read + 1)
    assert table.seat("Amir").state == "ended"


def test_a_yes_without_its_question_is_none(table):
    table.stops("Amir")
    tab = Tab(table, "Samir", "portal:answer_seat", "Amir")
    assert tab.press(answer="yes", why="").status_code == 200
    assert table.seat("Amir").is_suspended


class Press:
    """One button of these pages: whose, about whom, and the form as it was when it was read."""

    def __init__(self, who, name, of, *before, **form):
        self.who, self.name, self.of, self.before, self.form = who, name, of, before, form

    def read(self, table):
        """Two tabs with the same form."""
        for deed in self.before:
            deed(table)
        version = Case.objects if self.name == "cases:hand_over" else None
        with as_owner():
            version = version.get(pk=table.case.pk) if version else table.seat(self.of)
        self.sent = self.form | {"version": version.version}
        return Tab(table, self.who, self.name, self.of)


def stopped(table):
    table.stops("Amir")


def wished(table):
    table.asks("Bea")


def agreed(table):
    table.does("Bea", questions.answer_ending, "Amir", reply=YES)


def kept_by_the_client(table):
    table.does("Samir", questions.answer_ending, "Amir", reply=NO)


def opened_by_the_clock(table):
    open_lapsed(at=table.seat("Amir").question_until)


def given(table):
    table.does("Gerda", questions.answer_coordination, "Bea", reply=YES)


def left(table):
    table.stops("Amir", by="Amir")


def twice(_table):
    """The same person, from a second tab."""


WHY = {"reason": "Andere baan"}
ENDS = ("Gerda", "cases:end_seat", "Amir")
ANSWERS = ("Wim", "cases:answer_seat", "Amir", stopped)
TAKES_BACK = ("Gerda", "cases:take_back", "Amir", stopped)
ASKS = ("Bea", "cases:ask_coordination", "Bea")
GIVES = ("Gerda", "cases:answer_seat", "Bea", wished)
CLIENT = ("Samir", "portal:answer_seat", "Amir", stopped)
SAYS_YES = {"answer": "ja", "reason": ""}
# What each button is, who was first, and what the second one reads.
PRESSED_LATE = (
    (Press("Gerda", "cases:hand_over", "Bea"), twice, "Nu coördineert Bea Tester."),
    (Press("Gerda", "cases:hand_over", "Amir", wished), given, "Nu coördineert Bea Tester."),
    (Press(*ENDS, **WHY), twice, "De toegang van Amir Tester staat al stil."),
    (Press(*ENDS, **WHY), left, "De stoel is beëindigd."),
    (Press(*ENDS, stopped, **WHY), agreed, "De stoel is beëindigd."),
    (Press(*ENDS, stopped, **WHY), opened_by_the_clock, "Stilzetten kan weer na"),
    (Press("Amir", "cases:end_seat", "Amir", **WHY), twice, "U zit niet meer aan deze tafel."),
    (Press("Amir", "cases:end_seat", "Amir", **WHY), stopped, "Uw toegang tot deze casus staat"),
    (Press("Amir", "cases:ask_coordination", "Amir", **WHY), left, "U zit niet meer aan deze"),
    (Press(*ASKS, **WHY), twice, "Er is nog geen antwoord."),
    (Press(*ASKS, wished, **WHY), given, "Nu coördineert Bea Tester."),
    (Press(*ANSWERS, **SAYS_YES), twice, "Al beantwoord door Wim Tester, Woonstee: ja."),
    (Press(*ANSWERS, **SAYS_YES), agreed, "Al beantwoord door Bea Tester, De Luwte: ja."),
    (Press(*ANSWERS, **SAYS_YES), kept_by_the_client, "Al beantwoord door Samir: nee."),
    (Press(*ANSWERS, **SAYS_YES), opened_by_the_clock, "Niemand zei op tijd ja."),
    (Press(*TAKES_BACK), twice, "Gerda Tester trok de vraag in."),
    (Press(*TAKES_BACK), agreed, "Al beantwoord door Bea Tester, De Luwte: ja."),
    (Press(*TAKES_BACK), opened_by_the_clock, "Niemand zei op tijd ja."),
    (Press("Bea", "cases:take_back", "Bea", wished), given, "Nu coördineert Bea Tester."),
    (Press(*GIVES, **SAYS_YES), twice, "Al beantwoord door Gerda Tester, Gemeente Zuidveen: ja."),
    (Press(*CLIENT, answer="yes", why=""), agreed, "Dit is al gedaan: Amir Tester zit niet meer"),
    (Press(*CLIENT, answer="yes", why=""), opened_by_the_clock, "Amir Tester zit in je team."),
    (Press("Samir", "portal:end_seat", "Mina"), twice, "Dit is al gedaan: Mina Yilmaz zit niet"),
)


@pytest.mark.parametrize(("button", "first", "says"), PRESSED_LATE)
def test_whoever_comes_second_reads_that_it_was_done(table, button, first, says):
    """From a second tab, or after somebody else: never a refusal, always how it stands."""
    tab = button.read(table)
    if first is twice:
        assert tab.press(**button.sent).status_code == 200
    else:
        first(table)
    again = tab.press(**button.sent)
    assert again.status_code == 200
    text = again.content.decode()
    assert says in text
    assert "Deze deur is dicht" not in text


@pytest.mark.parametrize("first", [twice, agreed])
def test_the_admin_who_ends_a_seat_late(table, people, first):
    """Alone, or after the table was first."""
    place = people.organisations["Thuis Erbij"]
    with as_owner():
        user = _user("Ada", name="Ada Tester")
        work = Membership.objects.create(
            region=place.region, organisation=place, user=user, role="organisation_admin",
            from_at=people.at,
        )  # fmt: skip
    stopped(table)
    page = sign_in(Client(), Person("Ada", user, work))
    seat = table.seat("Amir")
    url = reverse("cases:end_as_admin", args=[seat.public_id])

    def press():
        sent = {"key": str(uuid.uuid4()), "version": seat.version, **WHY}
        return page.post(url, sent, follow=True)

    first(table) if first is agreed else press()
    again = press()
    assert again.status_code == 200
    assert "Dit is al gedaan. De stoel is beëindigd." in again.content.decode()


def test_every_form_about_a_seat_is_pressed_twice():
    """A new page of this kind without a row above is a fault."""
    about = {"cases:end_as_admin"} | {button.name for button, *_ in PRESSED_LATE}
    pages = {
        f"cases:{route.name}"
        for route in case_urls.urlpatterns
        if route.callback.__module__.endswith("views_questions")
    }
    assert pages | {"cases:hand_over", "cases:end_seat"} | FROM_HOME <= about

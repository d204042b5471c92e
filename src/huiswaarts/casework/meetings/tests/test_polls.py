"""Finding a day: asked by the team, answered by everybody who may know of it, chosen once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import Case, Sharing
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.actions import polls as actions
from huiswaarts.casework.meetings.models import DatePoll, Meeting, PollAnswer, PollDay
from huiswaarts.casework.meetings.queries_polls import board_of
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
KEY = "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a1{}"


@pytest.fixture
def as_(people, the_case):
    def act(name, action, *, days=0, **what):
        actor = actor_of(people.by_name[name], at=people.at + days * DAY)
        with transaction.atomic(), acting(actor):
            return action(by=actor, sight=sight_of(actor, the_case), **what)

    return act


@pytest.fixture
def ask(as_, people, the_case):
    def asked(by="Gerda", days=(3, 5, 8)):
        wanted = actions.Asked("kickoff", 60, "home", [people.at + n * DAY for n in days])
        return as_(by, actions.ask_days, case=the_case, asked=wanted)

    return asked


@pytest.fixture
def days(as_):
    def of(poll):
        with as_owner():
            return list(PollDay.objects.filter(poll=poll).order_by("begins_at"))

    return of


def say(as_, name, poll, day, can="yes"):
    return as_(name, actions.answer_days, poll=poll, said={day: can})


@pytest.mark.parametrize("who", ["Bea", "Amir", "Wim", "Gerda"])
def test_a_professional_at_the_table_asks(ask, days, who):
    assert len(days(ask(by=who))) == 3


@pytest.mark.parametrize("who", ["Samir", "Mina", "Gijs"])
def test_others_do_not(ask, who):
    with pytest.raises(PermissionDenied):
        ask(by=who)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ((3,), "minstens twee"),
        ((3, 3), "minstens twee"),
        ((3, 3, 5), "twee keer"),
        ((-1, 3), "die nog komen"),
        ((1, 2, 3, 4, 5, 6, 7), "hoogstens 6"),
    ],
)
def test_days_that_cannot_be_asked(ask, days, why):
    with pytest.raises(PermissionDenied, match=why):
        ask(days=days)


def test_one_question_at_a_time(ask, the_case, people):
    ask()
    with pytest.raises(PermissionDenied, match="al een vraag open"):
        ask(by="Bea")
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        DatePoll.objects.create(
            case=the_case, kind="regular", minutes=60, place="home", made_at=people.at
        )


def test_who_may_know_of_it_is_asked_and_nobody_else(ask, people):
    ask(by="Bea")
    with as_owner():
        told = set(Notification.objects.filter(kind="days_asked").values_list("user_id", flat=True))
        letters = "".join(OutboxMessage.objects.values_list("enclosure", flat=True))
    names = {name for name, one in people.by_name.items() if one.user.pk in told}
    assert names == {"Samir", "Mina", "Sofie", "Amir", "Wim", "Gerda"}
    assert "Samir" not in letters


def test_everybody_answers_for_themselves_and_may_change_it(as_, ask, days):
    poll = ask()
    first = days(poll)[0]
    for name in ("Samir", "Mina", "Bea", "Wim"):
        say(as_, name, poll, first)
    say(as_, "Bea", poll, first, "no")
    board = as_("Gerda", lambda by, sight: board_of(poll, sight))
    assert [row.yes for row in board.rows] == [3, 0, 0]
    assert len(board.people) == 7
    assert not board.has_answered


def test_a_guest_is_not_asked(as_, ask, days):
    poll = ask()
    with pytest.raises(PermissionDenied, match="niet gevraagd"):
        say(as_, "Gijs", poll, days(poll)[0])


def test_the_wall_lets_nobody_answer_for_another(as_, people, the_case, ask, days):
    day = days(ask())[0]

    def forge(by, sight):
        PollAnswer.objects.create(
            case=the_case, day=day, seat=people.seat_of["Samir", "Samir"], can="no",
            answered_at=by.at,
        )  # fmt: skip

    with pytest.raises(ProgrammingError):
        as_("Bea", forge)


def test_nor_ask_days_at_another_table(as_, people, stans_case, ask):
    poll = ask()

    def forge(by, sight):
        PollDay.objects.create(case=stans_case, poll=poll, begins_at=by.at)

    with pytest.raises(ProgrammingError):
        as_("Gerda", forge)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("Samir", True), ("Mina", True), ("Bea", True), ("Gijs", False), ("Bo", False)],
)
def test_both_locks_say_who_sees_the_question(as_, people, ask, days, who, sees):
    poll = ask()
    say(as_, "Samir", poll, days(poll)[0])
    actor = actor_of(people.by_name[who])
    with transaction.atomic(), acting(actor):
        for model in (DatePoll, PollDay, PollAnswer):
            first = set(model.objects.visible_to(actor).values_list("pk", flat=True))
            assert first == set(model.objects.values_list("pk", flat=True))
            assert bool(first) == sees


def test_nor_who_lost_the_contact_card(as_, the_case, ask, days):
    poll = ask()
    with as_owner():
        Sharing.objects.filter(case=the_case, topic=0, member__isnull=False).delete()
    with pytest.raises(PermissionDenied, match="niet gevraagd"):
        say(as_, "Mina", poll, days(poll)[0])


def test_the_chosen_day_is_a_meeting_to_which_everybody_is_invited(as_, people, ask, days):
    poll = ask()
    day = days(poll)[1]
    meeting = as_("Gerda", actions.choose_day, poll=poll, day=day, version=1)
    assert (meeting.begins_at, meeting.kind, meeting.place) == (day.begins_at, "kickoff", "home")
    with as_owner():
        told = Notification.objects.filter(kind="meeting_planned", user_id=people.samir.user.pk)
        assert told.count() == 1
        assert DatePoll.objects.get().meeting_id == meeting.pk
    with pytest.raises(PermissionDenied, match="al een dag gekozen"):
        as_("Bea", actions.choose_day, poll=poll, day=day, version=2)
    with pytest.raises(PermissionDenied, match="al een dag gekozen"):
        say(as_, "Samir", poll, day)
    assert ask()  # and there may be a next time


def test_two_who_choose_at_once_make_one_meeting(as_, ask, days):
    poll = ask()
    first, second, _ = days(poll)
    with as_owner():
        late = DatePoll.objects.select_related("case").get()
    as_("Gerda", actions.choose_day, poll=poll, day=first, version=1)
    with pytest.raises(StaleError):
        as_("Bea", actions.choose_day, poll=late, day=second, version=1)
    with as_owner():
        assert Meeting.objects.get().begins_at == first.begins_at


def test_a_day_that_passed_is_not_chosen(as_, ask, days):
    poll = ask()
    with pytest.raises(PermissionDenied, match="al voorbij"):
        as_("Gerda", actions.choose_day, poll=poll, day=days(poll)[0], version=1, days=4)


@pytest.mark.parametrize("who", ["Samir", "Mina", "Gijs"])
def test_who_does_not_plan_neither_chooses_nor_stops(as_, ask, days, who):
    poll = ask()
    with pytest.raises(PermissionDenied):
        as_(who, actions.choose_day, poll=poll, day=days(poll)[0], version=1)
    with pytest.raises(PermissionDenied):
        as_(who, actions.drop_poll, poll=poll, version=1)


def test_the_question_is_stopped(as_, ask):
    poll = ask()
    as_("Bea", actions.drop_poll, poll=poll, version=1)
    with as_owner():
        assert not Meeting.objects.exists()
        assert DatePoll.objects.get().ended_at is not None


def test_of_a_case_that_is_over_nothing_is_asked_or_said(as_, the_case, ask, days):
    poll = ask()
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(status="deceased")
        poll.case.refresh_from_db()
    with pytest.raises(PermissionDenied):
        say(as_, "Samir", poll, days(poll)[0])


def test_from_question_to_meeting_on_the_pages(people, the_case):
    gerda, samir = sign_in(Client(), people.gerda), sign_in(Client(), people.samir)
    here = f"/casussen/{the_case.number}/overleg/"
    assert "wanneer iedereen kan" in gerda.get(here).content.decode()
    form = {"key": KEY.format(1), "kind": "regular", "minutes": 60, "place": "home"}
    today = people.at.date()
    for n, ahead in enumerate((3, 5), start=1):
        form |= {f"day_{n}": str(today + ahead * DAY), f"time_{n}": "14:00"}
    page = gerda.post(f"{here}prikken/", form | {"day_2": form["day_1"]}).content.decode()
    assert "minstens twee dagen" in page
    url = gerda.post(f"{here}prikken/", form)["Location"]
    with as_owner():
        keys = list(PollDay.objects.order_by("begins_at").values_list("public_id", flat=True))
    mine = reverse("portal:days", args=[the_case.number])
    assert mine in samir.get(reverse("portal:meetings", args=[the_case.number])).content.decode()
    assert "minstens één dag" in samir.post(mine, {}).content.decode()
    assert samir.post(mine, {keys[0]: "yes", keys[1]: "no"}).status_code == 302
    gerda.post(url, {keys[0]: "yes"})
    page = gerda.get(url).content.decode()
    assert "Past het best" in page
    assert "Wanneer kunt u voor het overleg" in sign_in(Client(), people.bea).get(
        "/berichten/"
    ).content.decode()  # fmt: skip
    assert gerda.post(f"{url}{keys[0]}/", {"version": 1}).status_code == 302
    again = gerda.post(f"{url}{keys[1]}/", {"version": 1}, follow=True).content.decode()
    assert "Intussen koos iemand anders een dag" in again
    with as_owner():
        assert Meeting.objects.count() == 1
    assert samir.get(mine).status_code == 302
    assert "voorstel" not in samir.get(
        reverse("portal:meetings", args=[the_case.number])
    ).content.decode()  # fmt: skip
    kept = samir.get(reverse("portal:recorded", args=[the_case.number])).content.decode()
    assert "Wanneer iedereen kon" in kept

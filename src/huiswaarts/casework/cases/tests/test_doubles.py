"""Asking whether somebody is known: so often a day, and who is found reads that it was asked."""

import datetime as dt
import re
import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.actions import register
from huiswaarts.casework.cases.actions.register import find_similar
from huiswaarts.casework.cases.queries import looks_at, visible_looks
from huiswaarts.casework.cases.tests.world import AT, World
from huiswaarts.foundation.access import session
from huiswaarts.foundation.accounts.actions.lockout import DOUBLES
from huiswaarts.foundation.events.models import AccessRecord, Event, Notification
from huiswaarts.foundation.network.quotas import UsedUpError
from tests.database import as_owner
from tests.people import actor_of, sign_in

pytestmark = pytest.mark.django_db
SQL = Path(__file__).parents[1] / "sql" / "doubles.sql"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def world():
    return World()


def ask(world, times=1, who="noor", name="Daan Vermeer"):
    for _ in range(times):
        with world.acting(who) as actor:
            found = find_similar(client_name=name, birth_year=1990, by=actor, at=AT)
    return found


def notices():
    with as_owner():
        return list(Notification.objects.filter(kind="many_questions"))


def about(case):
    with as_owner():
        return list(AccessRecord.objects.filter(case_id=case.pk, rule="double"))


def test_twenty_questions_a_day_and_no_more(world):
    ask(world, DOUBLES.tries)
    with pytest.raises(UsedUpError):
        ask(world)
    ask(world, who="bram")
    with as_owner():
        assert Event.objects.filter(user_id=world.noor.user_id).count() == DOUBLES.tries


def test_the_privacy_officer_hears_it_once(world):
    ask(world, DOUBLES.tries - 1)
    assert not notices()
    ask(world)
    with pytest.raises(UsedUpError):
        ask(world)
    [notice] = notices()
    assert notice.user_id == world.gerda.user_id
    assert notice.subject == f"network.membership:{world.noor.pk}"
    assert notice.case_id is None


def test_the_next_day_there_are_questions_again(world):
    ask(world, DOUBLES.tries)
    tomorrow = AT + dt.timedelta(days=1, minutes=1)
    with world.acting("noor", tomorrow) as noor:
        assert find_similar(client_name="X", birth_year=1990, by=noor, at=tomorrow) == []


def test_planted_without_a_quota_it_is_seen(world, monkeypatch):
    monkeypatch.setattr(register, "count_question", lambda **_: None)
    with pytest.raises(pytest.fail.Exception), pytest.raises(UsedUpError):
        ask(world, DOUBLES.tries + 1)


def test_who_is_found_reads_that_it_was_asked(world):
    case = world.case("farid", seat_kind="municipality")
    assert ask(world)
    [look] = about(case)
    assert look.user_id == world.noor.user_id
    assert look.organisation_id == world.noor.organisation_id


def test_who_is_not_found_reads_nothing(world):
    case = world.case("farid", seat_kind="municipality")
    ask(world, name="Iemand Anders")
    assert not about(case)


def test_planted_known_and_not_logged(world):
    """The function without its insert: it answers, and leaves nothing with the client."""
    case = world.case("farid", seat_kind="municipality")
    function, _, _ = SQL.read_text(encoding="utf-8").partition("drop policy")
    silent = re.sub(r"insert into.*?;", "", function, flags=re.DOTALL)
    assert silent != function
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(silent)
    assert ask(world)
    assert not about(case)


def test_who_asks_does_not_read_which_case_it_was(world):
    case = world.case("farid", seat_kind="municipality")
    ask(world)
    with world.acting("noor") as noor:
        assert not visible_looks(noor).filter(case_id=case.pk).exists()
        assert not AccessRecord.objects.filter(case_id=case.pk).exists()
    with world.acting("gerda") as gerda:
        assert visible_looks(gerda).filter(case_id=case.pk, rule="double").exists()


def test_the_client_and_the_officer_read_it_on_their_pages(client, people, samir, bo, fred):
    case = people.case_of["Samir"]
    with session.acting(actor_of(bo)) as actor:
        assert find_similar(
            client_name=case.client_name, birth_year=case.birth_year, by=actor, at=actor.at
        )
    with session.acting(actor_of(samir)) as me:
        [look] = [one for one in looks_at(case, me, since=LONG_AGO) if one.rule == "double"]
    assert look.membership_id == bo.membership.pk
    page = sign_in(client, samir).get(f"/mijn/{case.number}/gegevens/gekeken/").content.decode()
    assert "of je al bekend bent" in page
    assert "Iemand die een persoon wilde aanmelden" in page
    log = sign_in(client.__class__(), fred).get("/inzage/").content.decode()
    assert "de vraag of deze persoon al bekend is" in log


def test_the_page_says_so_and_looks_nothing_up(client, people, bo):
    case = people.case_of["Samir"]
    with session.acting(actor_of(bo)) as actor:
        for _ in range(DOUBLES.tries):
            find_similar(client_name="Niemand", birth_year=1990, by=actor, at=timezone.now())
    sign_in(client, bo)
    form = client.get("/casussen/nieuw/").context["form"]
    place = form.fields["municipality_stay"].queryset.first().pk
    with as_owner():
        before = AccessRecord.objects.filter(case_id=case.pk).count()
    said = dict.fromkeys(("municipality_origin", "municipality_stay", "municipality_choice"), place)
    page = client.post(
        "/casussen/nieuw/",
        said
        | {
            "key": "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11",
            "client_name": case.client_name,
            "birth_year": case.birth_year,
            "setting": "bw",
            "trajectory": "team_thuis",
            "household": "single",
            "target_month": f"{timezone.localdate().year + 1}-01",
            "phase": "registration",
            "seat_kind": "bw_provider",
        },
    ).content.decode()
    assert "Morgen kan het weer" in page
    assert "Mogelijk al bekend, neem" not in page
    with as_owner():
        assert AccessRecord.objects.filter(case_id=case.pk).count() == before


def test_a_desk_that_asks_for_many_accounts_is_stopped_too(client, people, gerda):
    sign_in(client, gerda)
    said = {"login": "2222-2222", "seen_on": f"{timezone.localdate()}", "place": "office"}
    url = reverse("desk:recovery_begin")
    place = client.get(url).context["form"].fields["place"].choices[0][0]
    key = "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11"
    assert (
        "niemand aan tafel"
        in client.post(url, said | {"place": place, "key": key}).content.decode()
    )
    with session.acting(actor_of(gerda)) as actor:
        for _ in range(DOUBLES.tries - 1):
            register.count_question(by=actor, at=timezone.now())
    page = client.post(url, said | {"place": place, "key": key}).content.decode()
    assert "niets opgezocht" in page
    assert "niemand aan tafel" not in page


@pytest.mark.django_db(transaction=True)
def test_questions_at_the_same_moment_are_counted_too():
    """Thirty at once, each in a connection of its own: twenty are answered."""
    with transaction.atomic():
        world = World()
    gate, answered = threading.Barrier(6), []

    def one():
        try:
            gate.wait(10)
            for _ in range(5):
                try:
                    with transaction.atomic():
                        ask(world)
                    answered.append(1)
                except UsedUpError:
                    pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    assert len(answered) == DOUBLES.tries
    with transaction.atomic():
        assert len(notices()) == 1

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from huiswaarts.foundation.accounts import actions
from huiswaarts.foundation.accounts.actions.invitations import mail_invitation
from huiswaarts.foundation.accounts.models import Invitation
from huiswaarts.foundation.events.models import Event, OutboxMessage

from .conftest import PASSWORD, app_code, do, is_in, sign_in

pytestmark = pytest.mark.django_db
NEW = "vijf koeien in de zon"
BOTH = {"password1": NEW, "password2": NEW}


@pytest.fixture
def link(newcomer, admin):
    do(mail_invitation, user=newcomer, by=admin)
    return f"/uitnodiging/{OutboxMessage.objects.latest('pk').secret}/"


def test_a_mail_leads_to_a_password_and_then_to_the_second_step(client, newcomer, link):
    assert client.get(link)["Location"] == "/uitnodiging/welkom/"
    page = client.get("/uitnodiging/welkom/").content.decode()
    assert newcomer.email in page
    assert client.post("/uitnodiging/welkom/", BOTH)["Location"] == "/"
    assert client.get("/")["Location"] == "/account/tweede-stap/"
    # no password asked again: it was typed a moment ago
    assert client.get("/account/tweede-stap/app/").status_code == 200


def test_opening_the_link_uses_nothing_up(link):
    for _ in range(3):
        scanner = Client()
        scanner.get(link)
        scanner.get("/uitnodiging/welkom/")
    real = Client()
    real.get(link)
    assert real.post("/uitnodiging/welkom/", BOTH).status_code == 302


def test_an_invitation_works_once(link):
    first, second = Client(), Client()
    for one in (first, second):
        one.get(link)
    assert first.post("/uitnodiging/welkom/", BOTH).status_code == 302
    assert second.post("/uitnodiging/welkom/", BOTH).status_code == 410
    second.get(link)
    assert second.get("/uitnodiging/welkom/").status_code == 410


def test_an_invitation_lasts_a_day(client, link):
    Invitation.objects.update(
        created_at=timezone.now() - dt.timedelta(hours=25),
        expires_at=timezone.now() - dt.timedelta(hours=1),
    )
    client.get(link)
    assert client.post("/uitnodiging/welkom/", BOTH).status_code == 410


def test_a_newer_invitation_ends_the_older(client, link, newcomer, admin):
    do(mail_invitation, user=newcomer, by=admin)
    client.get(link)
    assert client.get("/uitnodiging/welkom/").status_code == 410


def test_withdrawn_is_closed_with_the_same_words_as_invented(client, link, newcomer):
    actions.withdraw_invitations(user=newcomer, at=timezone.now())
    client.get(link)
    withdrawn = client.get("/uitnodiging/welkom/")
    client.get("/uitnodiging/verzonnen-code/")
    invented = client.get("/uitnodiging/welkom/")
    assert withdrawn.status_code == invented.status_code == 410
    assert withdrawn.content == invented.content


def test_the_code_itself_is_kept_nowhere_but_in_the_mail_that_waits(link):
    code = link.split("/")[2]
    assert code not in str(list(Invitation.objects.values()))
    assert code not in str(list(Event.objects.values()))


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaces"])
def test_paper_is_typed_by_hand(client, unseen, admin, typed):
    _, code = do(actions.invite_on_paper, user=unseen, by=admin)
    text = {"lower": code.lower(), "spaces": code.replace("-", " ")}.get(typed, typed.format(code))
    assert client.post("/uitnodiging/", {"code": text})["Location"] == "/uitnodiging/welkom/"
    assert unseen.username in client.get("/uitnodiging/welkom/").content.decode()
    client.post("/uitnodiging/welkom/", BOTH)
    assert is_in(client)


def test_who_may_not_invite_is_refused(resident, admin):
    from dataclasses import replace

    nobody = replace(admin, role="policy_officer")
    with pytest.raises(PermissionDenied):
        do(actions.invite_on_paper, user=resident, by=nobody)
    assert not Invitation.objects.exists()


def test_an_invitation_does_not_pass_by_an_existing_second_step(client, worker, admin):
    do(mail_invitation, user=worker, by=admin)
    client.get(f"/uitnodiging/{OutboxMessage.objects.latest('pk').secret}/")
    answer = client.post("/uitnodiging/welkom/", BOTH)
    assert answer["Location"] == "/inloggen/tweede-stap/"
    assert not is_in(client)
    client.post("/inloggen/tweede-stap/", {"code": app_code()})
    assert is_in(client)


def test_accepting_ends_the_sessions_of_before(worker, admin):
    before = sign_in(Client(), worker)
    do(mail_invitation, user=worker, by=admin)
    other = Client()
    other.get(f"/uitnodiging/{OutboxMessage.objects.latest('pk').secret}/")
    other.post("/uitnodiging/welkom/", BOTH)
    assert not is_in(before)


def test_forgotten_gives_everyone_the_same_answer(worker, resident):
    answers = set()
    for login in (worker.email, resident.username, "niemand@voorbeeld.nl", "aaaa-bbbb"):
        one = Client()
        answer = one.post("/inloggen/wachtwoord-vergeten/", {"login": login})
        answers.add((answer.status_code, answer["Location"], answer.content))
    assert len(answers) == 1
    assert [message.user_id for message in OutboxMessage.objects.all()] == [worker.pk]


def test_forgotten_takes_the_same_time_for_everyone(worker):
    import time

    took = {}
    for login in (worker.email, "niemand@voorbeeld.nl"):
        begun = time.monotonic()
        Client().post("/inloggen/wachtwoord-vergeten/", {"login": login})
        took[login] = time.monotonic() - begun
    fast, slow = sorted(took.values())
    assert slow - fast < 0.1
    assert fast >= 0.4


def test_forgotten_changes_nothing_until_the_link_is_used(client, worker):
    client.post("/inloggen/wachtwoord-vergeten/", {"login": worker.email})
    sign_in(Client(), worker)
    message = OutboxMessage.objects.get()
    other = Client()
    other.get(f"/uitnodiging/{message.secret}/")
    assert "nieuw wachtwoord" in other.get("/uitnodiging/welkom/").content.decode()
    other.post("/uitnodiging/welkom/", BOTH)
    worker.refresh_from_db()
    assert worker.check_password(NEW)
    assert not worker.check_password(PASSWORD)


def test_asking_again_and_again_sends_three_mails_an_hour(worker):
    for _ in range(5):
        Client().post("/inloggen/wachtwoord-vergeten/", {"login": worker.email})
    assert OutboxMessage.objects.count() == 3


def test_a_password_chosen_again_is_told_to_the_owner(client, worker, admin):
    do(mail_invitation, user=worker, by=admin)
    sent = OutboxMessage.objects.get()
    client.get(f"/uitnodiging/{sent.secret}/")
    client.post("/uitnodiging/welkom/", BOTH)
    notice = OutboxMessage.objects.exclude(pk=sent.pk).get()
    assert (notice.kind, notice.user_id, notice.secret) == ("account_notice", worker.pk, "")

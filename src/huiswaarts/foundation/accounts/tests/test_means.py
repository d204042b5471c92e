"""A way in is not changed from a screen that somebody left open, and a new number waits."""

import datetime as dt

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from huiswaarts.foundation.accounts import views_word
from huiswaarts.foundation.accounts.actions import ask_new_password, choose_word
from huiswaarts.foundation.accounts.actions.invitations import accept_invitation
from huiswaarts.foundation.accounts.models import Invitation, User
from huiswaarts.foundation.accounts.news import AT_WORK, GROUPS
from huiswaarts.foundation.events.models import OutboxMessage

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WORD = "/account/berichten/"
MINE = "06 12345678"
NEW = "acht fietsen op zolder"
# Every page about one's own account: it asks who is there again before it changes a way in, or it
# changes none. A new page gets its line here before it is landed.
ASKS_AGAIN = {
    "make_sheet", "word", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn",
    "remove_passkey", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}  # fmt: skip
CHANGES_NONE = {
    "recovery_sheet", "stow_sheet", "mfa_index", "session_time", "second_factor",
    "end_sessions",  # of other devices
    "account_change_password",  # with the password that it was
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip


@pytest.fixture
def at_home(client, resident):
    """A session of an hour ago: the screen stands open, and nobody said the password since."""
    client.force_login(resident)
    return client


def tells(**more):
    usual = {"channel": "none", "phone": "", "quiet_from": "21:00", "quiet_until": "07:30"}
    return usual | {group: GROUPS[group].usual for group in GROUPS if group not in AT_WORK} | more


def test_every_page_of_an_account_is_named_here():
    pages = {
        pattern.name
        for pattern in get_resolver("huiswaarts.foundation.accounts.urls").url_patterns
        if str(pattern.pattern).startswith("account/")
    }
    assert pages - ASKS_AGAIN - CHANGES_NONE == set()


@pytest.mark.parametrize("name", sorted(ASKS_AGAIN))
def test_it_asks_who_is_there_again(at_home, name):
    address = reverse(name, kwargs={"passkey_id": "1"} if name == "remove_passkey" else None)
    answer = at_home.post(address, tells(channel="sms", phone=MINE))
    if answer.status_code == 405:  # it only shows something
        answer = at_home.get(address)
    nothing_to_change = answer.status_code == 404 or answer["Location"] == reverse("mfa_index")
    asks = "Location" in answer and answer["Location"].startswith("/account/bevestigen/")
    assert asks or nothing_to_change


def test_the_number_stays_until_the_password_was_given(at_home, resident):
    at_home.post(WORD, tells(channel="sms", phone=MINE))
    resident.refresh_from_db()
    assert resident.phone == ""
    again = f"{reverse('account_reauthenticate')}?next={WORD}"
    at_home.post(again, {"password": PASSWORD}, follow=True)
    resident.refresh_from_db()
    assert resident.phone == MINE, "and what was typed is not lost"


def test_taking_the_number_away_asks_too(at_home, resident):
    User.objects.filter(pk=resident.pk).update(phone=MINE)
    assert at_home.post(WORD, tells()).status_code == 302
    resident.refresh_from_db()
    assert resident.phone == MINE


def test_another_choice_asks_nothing(at_home, resident):
    answer = at_home.post(WORD, tells(channel="paper"))
    assert answer.status_code == 302
    assert answer["Location"] == WORD
    resident.refresh_from_db()
    assert resident.channel == "paper"


def test_planted_a_page_without_the_question_is_caught(at_home, resident, monkeypatch):
    def never(_request):
        return False

    code = views_word._changes_number
    monkeypatch.setattr(code, "__code__", never.__code__)
    with pytest.raises(AssertionError):
        test_the_number_stays_until_the_password_was_given(at_home, resident)


@pytest.fixture
def new_number(resident):
    """Put there just now, at an open screen or by its owner: nobody knows."""
    now = timezone.now()
    choose_word(user=resident, ways={"channel": "sms", "phone": MINE}, rhythms={}, at=now)
    resident.refresh_from_db()
    return now


def codes_to(resident):
    return OutboxMessage.objects.filter(user_id=resident.pk, channel="sms").exclude(secret="")


def test_a_new_number_lets_nobody_in_for_a_day(resident, new_number):
    ask_new_password(user=resident, at=new_number + dt.timedelta(hours=23))
    assert not codes_to(resident).exists()
    ask_new_password(user=resident, at=new_number + DAY)
    assert codes_to(resident).exists()


@pytest.mark.parametrize(("days", "seals"), [(2, True), (14, True), (16, False)])
def test_what_only_the_client_reads_stays_shut_after_a_young_number(
    resident, new_number, days, seals
):
    at = new_number + days * DAY
    ask_new_password(user=resident, at=at)
    made = Invitation.objects.open(at).get(user=resident)
    user = accept_invitation(invitation=made, password=NEW, at=at)
    assert user.client_only_from == (at + 7 * DAY if seals else None)


def test_whoever_has_no_other_way_hears_it_on_the_first_page(at_home, resident, new_number):
    page = at_home.get("/mijn/", follow=True).content.decode()
    assert "is je mobiele nummer veranderd" in page

"""The recovery sheet, a text message, and that nobody else makes a new way in."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from huiswaarts.foundation.accounts import actions
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.accounts.models import Invitation, SheetCode
from huiswaarts.foundation.events.models import OutboxMessage

from .conftest import PASSWORD, do

pytestmark = pytest.mark.django_db
NEW = "acht fietsen op zolder"


@pytest.fixture
def sheet(resident):
    return actions.make_sheet(user=resident, at=timezone.now())


def use(client, login, code):
    return client.post(reverse("use_sheet"), {"login": login, "code": code}, follow=True)


def choose(client):
    return client.post(reverse("invitation_accept"), {"password1": NEW, "password2": NEW})


def test_a_code_gives_a_new_password_and_ends_every_session(client, resident, sheet):
    resident.phone = "06 12345678"
    resident.save()
    stamp = resident.session_stamp
    page = use(client, resident.username, sheet[0].lower().replace("-", " "))
    assert page.request["PATH_INFO"] == reverse("invitation_accept")
    choose(client)
    resident.refresh_from_db()
    assert resident.check_password(NEW)
    assert resident.session_stamp != stamp
    told = OutboxMessage.objects.get(user_id=resident.pk)
    assert (told.kind, told.channel) == ("account_notice", "sms")


def test_a_code_works_once_and_only_for_its_owner(client, resident, worker, sheet):
    assert "niet" in use(client, worker.email, sheet[0]).content.decode()
    assert not Invitation.objects.exists()
    use(client, resident.username, sheet[0])
    use(client, resident.username, sheet[0])
    assert Invitation.objects.count() == 1
    assert SheetCode.objects.unused().filter(user=resident).count() == len(sheet) - 1


def test_codes_are_counted_in_the_lock_out(client, resident, sheet):
    for _ in range(10):
        use(client, resident.username, "2222-2222-2222")
    assert use(client, resident.username, sheet[0]).status_code == 429
    assert not Invitation.objects.exists()


def test_unknown_names_get_the_same_answer(client, resident, sheet):
    wrong = "2222-2222-2222"
    known, unknown = (
        use(client, login, wrong).content.decode().replace(login, "~")
        for login in (resident.username, "zzzz-zzzz")
    )
    drop = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert drop.sub("", known) == drop.sub("", unknown)
    assert "Dit klopt niet" in known


def test_the_sheet_replaces_a_second_step_of_choice_only(client, resident, worker, sheet):
    kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=resident, type=kind, data={"secret": "x"})
    use(client, resident.username, sheet[0])
    choose(client)
    assert not Authenticator.objects.filter(user=resident).exists()
    of_worker = actions.make_sheet(user=worker, at=timezone.now())
    before = Authenticator.objects.filter(user=worker).count()
    client.logout()
    use(client, worker.email, of_worker[0])
    choose(client)
    assert Authenticator.objects.filter(user=worker).count() == before > 0
    assert "_auth_user_id" not in client.session, "the second step is asked for"


def test_a_new_sheet_ends_the_old_one_and_tells(resident, sheet):
    resident.phone = "06 12345678"
    resident.save()
    actions.stow_sheet(user=resident, at=timezone.now())
    fresh = actions.make_sheet(user=resident, at=timezone.now())
    resident.refresh_from_db()
    assert resident.sheet_stowed_at is None
    assert OutboxMessage.objects.filter(user_id=resident.pk, channel="sms").count() == 1
    at = timezone.now()
    assert actions.use_sheet_code(user=resident, code=sheet[0], at=at) is None
    assert actions.use_sheet_code(user=resident, code=fresh[0], at=at)


def test_who_closed_the_account_gets_nothing(resident, sheet):
    resident.is_active = False
    resident.save()
    assert actions.use_sheet_code(user=resident, code=sheet[0], at=timezone.now()) is None


def test_a_phone_gets_a_code_for_an_hour(client, resident, settings, tmp_path):
    settings.VAR = str(tmp_path)
    resident.phone = "06 12345678"
    resident.save()
    client.post(reverse("account_reset_password"), {"login": resident.username})
    code = OutboxMessage.objects.get(channel="sms").secret
    assert send_waiting(at=timezone.now()) == 0
    text = next((tmp_path / "sms").iterdir()).read_text()
    assert code in text
    assert "Huiswaarts" not in text
    client.post(reverse("invitation_code"), {"code": code})
    choose(client)
    resident.refresh_from_db()
    assert resident.check_password(NEW)
    lasts = Invitation.objects.get().expires_at - timezone.now()
    assert lasts <= dt.timedelta(hours=1)


@pytest.mark.parametrize("trace", ["password", "signed_in", "invitation"])
def test_no_paper_code_for_an_account_in_use(resident, admin, trace):
    if trace == "password":
        resident.set_password(PASSWORD)
    else:
        resident.set_unusable_password()
    resident.last_login = timezone.now() if trace == "signed_in" else None
    resident.save()
    if trace == "invitation":
        at = timezone.now()
        Invitation.objects.create(
            user=resident, kind="paper", code_hash="x", created_at=at, used_at=at,
            expires_at=at + dt.timedelta(hours=1),
        )  # fmt: skip
    with pytest.raises(actions.AccountInUseError):
        do(actions.invite_on_paper, user=resident, by=admin)
    assert not Invitation.objects.open(timezone.now()).exists()


def test_the_reminder_goes_away(client, resident, sheet):
    client.force_login(resident)
    assert "Heb je het opgeborgen?" in client.get(reverse("recovery_sheet")).content.decode()
    client.post(reverse("stow_sheet"))
    page = client.get(reverse("recovery_sheet")).content.decode()
    assert "Opgeborgen op" in page

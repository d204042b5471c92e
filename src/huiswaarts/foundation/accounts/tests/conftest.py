"""A professional who has everything to sign in with, and someone without e-mail."""

import datetime as dt

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.apps import apps
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from django.utils import timezone

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner

# Accounts may not know the network, but without work nobody stays signed in.
Region, Organisation, Membership = (
    apps.get_model("network", name) for name in ("Region", "Organisation", "Membership")
)
PASSWORD = "vier paarden in de regen"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class QuickHasher(Argon2PasswordHasher):
    """The real one, made light; it counts what it really checked or made."""

    time_cost, memory_cost, parallelism = 1, 64, 1
    checked = 0
    made = 0

    def encode(self, password, salt):
        type(self).made += 1
        return super().encode(password, salt)

    def verify(self, password, encoded):
        type(self).checked += 1
        return super().verify(password, encoded)


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickHasher"]
    QuickHasher.checked = QuickHasher.made = 0
    return QuickHasher


@pytest.fixture
def organisation(db):
    with as_owner():
        region = Region.objects.create(code="proef", name="Proef", lead_municipality="GM0001")
        return Organisation.objects.create(
            region=region, external_key="luwte", name="De Luwte", kind="other"
        )


@pytest.fixture
def employ(organisation):
    def hire(user, role="support_worker"):
        with as_owner():
            return Membership.objects.create(
                region=organisation.region,
                organisation=organisation,
                user=user,
                role=role,
                from_at=timezone.now() - dt.timedelta(days=20),
            )

    return hire


@pytest.fixture
def worker(employ):
    """Has a password and an app; must use both."""
    user = User.objects.create_user(email="bea@voorbeeld.nl", password=PASSWORD, name="Bea Tester")
    employ(user)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def newcomer(employ):
    """A professional who was just put in: no password, no second step."""
    user = User.objects.create_user(email="nieuw@voorbeeld.nl", name="Nina Nieuw")
    employ(user)
    return user


@pytest.fixture
def settle(employ, organisation):
    """Gives somebody a home: a case in which they are the client."""

    def move_in(user):
        work = employ(User.objects.create_user(name="Gerda Tester"), "access_worker")
        today = timezone.localdate()
        with as_owner():
            town, _ = apps.get_model("network", "Municipality").objects.get_or_create(
                region=organisation.region, code="GM0001", name="Proef"
            )
            case = apps.get_model("cases", "Case").objects.create(
                region=organisation.region, client_name="Daan Proef", birth_year=1990, setting="bw",
                trajectory="team_thuis", household="single", municipality_origin=town,
                municipality_stay=town, municipality_choice=town, phase="preparation",
                phase_since=today, target_month=today.replace(day=1), registered_on=today,
                coordinator=work,
            )  # fmt: skip
            apps.get_model("cases", "TeamMember").objects.create(
                case=case, kind="client", user=user, state="active", from_at=timezone.now()
            )

    return move_in


@pytest.fixture
def resident(settle):
    """A client without e-mail, and without a duty to a second step."""
    user = User.objects.create_user(password=PASSWORD)
    settle(user)
    return user


@pytest.fixture
def unseen(settle):
    """A client who was never here: only such an account can be invited on paper."""
    user = User.objects.create_user()
    settle(user)
    return user


def _admin(employ, email, name):
    user = User.objects.create_user(email=email, name=name)
    work = employ(user, "organisation_admin")
    return Actor(
        user_id=user.pk,
        name=user.name,
        region_id=work.region_id,
        at=timezone.now(),
        membership_id=work.pk,
        organisation_id=work.organisation_id,
        role="organisation_admin",
    )


@pytest.fixture
def admin(employ):
    return _admin(employ, "olga@voorbeeld.nl", "Olga Tester")


@pytest.fixture
def second_admin(employ):
    return _admin(employ, "otto@voorbeeld.nl", "Otto Tester")


def app_code(steps=0):
    """What the app shows now, or some half minutes from now."""
    now = int(timezone.now().timestamp()) // 30
    return format_hotp_value(hotp_value(SECRET, now + steps))


def try_password(client, login, password, **more):
    return client.post("/inloggen/", {"login": login, "password": password}, **more)


def sign_in(client, user):
    answer = try_password(client, user.email or user.username, PASSWORD)
    assert answer.status_code == 302, answer.content.decode()
    if answer["Location"] == "/inloggen/tweede-stap/":
        answer = client.post("/inloggen/tweede-stap/", {"code": app_code()})
        assert answer.status_code == 302, answer.content.decode()
    return client


def is_in(client):
    return client.get("/account/beveiliging/").status_code == 200


def unread(user):
    """Something in the inbox: who has read everything gets no mail."""
    with as_owner():
        return Notification.objects.create(
            region_id=1, user_id=user.pk, kind="box_waits", once_key=f"{user.pk}", at=timezone.now()
        )


def do(action, *, by, timed=True, **what):
    """As a view does it: the database knows who acts."""
    moment = {"at": timezone.now()} if timed else {}
    with transaction.atomic(), acting(by):
        return action(by=by, **moment, **what)


@pytest.fixture
def connection_of(db):
    return connection

"""No form that takes an address tells whether somebody signs in with it.

Every form that invites is sent with an address that nobody has, one of a client, of a colleague, of
somebody in another region and of a closed account. The answer, the statements that reached the
database and the passwords that were hashed must be the same. A new form with an address is found by
its field and fails until it is here (`FORMS`).
"""

import re
import uuid

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiswaarts.doors.console.kits import check_path
from huiswaarts.doors.console.kits.tests.small import SmallKit
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common.forms import OWN_ADDRESS
from huiswaarts.foundation.events.outbox import OFFERED
from huiswaarts.foundation.network import actions as network
from huiswaarts.foundation.network.models import Municipality, Offer, RoleProposal
from tests.architecture.tree import SRC
from tests.database import as_owner
from tests.people import actor_of, sign_in

ADDRESSES = {
    "unknown": "niemand@voorbeeld.nl",
    "client": "stan@voorbeeld.nl",
    "own team": "wim@voorbeeld.nl",
    "other region": "ria@voorbeeld.nl",
    "closed": "hans@voorbeeld.nl",
}


def _colleague(people, email):
    form = {"email": email, "name": "Iemand", "role": "support_worker"}
    return "Olga", reverse("desk:people_invite"), form


def _relative(people, email):
    form = {"name": "Karim", "kind": "relative", "way": "email", "email": email}
    return "Samir", reverse("portal:add_person", args=[people.case_of["Samir"].number]), form


def _seat(people, email, *, who="Bea"):
    with as_owner():
        seat = people.seat_of["Samir", "Mina"]
        User.objects.filter(pk=people.mina.user.pk).update(password="!", last_login=None)
    number = people.case_of["Samir"].number
    name = "cases:invite" if who == "Bea" else "portal:invite"
    return who, reverse(name, args=[number, seat.public_id]), {"way": "email", "email": email}


def _own_seat(people, email):
    return _seat(people, email, who="Samir")


def _client(people, email):
    with as_owner():
        User.objects.filter(pk=people.samir.user.pk).update(password="!", last_login=None)
    url = reverse("cases:invite_client", args=[people.case_of["Samir"].number])
    return "Bea", url, {"way": "email", "email": email}


def _registered(people, email):
    with as_owner():
        region = people.organisations["Gemeente Zuidveen"].region
        place = Municipality.objects.filter(region=region).first().pk
    form = {
        "client_name": "Nieuwe Buur", "birth_year": "1991", "setting": "bw",
        "trajectory": "team_thuis", "household": "single",
        "municipality_origin": place, "municipality_stay": place, "municipality_choice": place,
        "target_month": "2027-06", "phase": "registration", "seat_kind": "bw_provider",
        "client_email": email,
    }  # fmt: skip
    return "Bea", reverse("cases:register"), form


def _role(people, email):
    place = people.organisations["Gemeente Zuidveen"].public_id
    form = {"name": "Iemand", "email": email, "organisation": place, "role": "privacy_officer"}
    return "Rob", reverse("desk:role_propose"), form


# Of each form with an address: who sends it, where, and what. Names and codes are tried in
# `tests/leaks/test_form_oracles.py`.
FORMS = {
    "InviteColleague": [_colleague],
    "PersonForm": [_relative],
    "InviteForm": [_seat, _own_seat, _client],
    "RegisterForm": [_registered],
    "ProposeRole": [_role],
}
NEW = re.compile(r"[0-9A-Z]{12}|[0-9A-Z]{4}-[0-9A-Z]{4}")  # what was made now
NUMBERS = re.compile(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"|%s")


class Counting(Argon2PasswordHasher):
    made = 0

    def encode(self, password, salt):
        type(self).made += 1
        return super().encode(password, salt)


def asked(people, form, email):
    """Everything that somebody outside could tell two addresses by."""
    with transaction.atomic():
        who, url, data = form(people, email)
        browser = sign_in(Client(), people.by_name[who])
        browser.get(url)
        Counting.made = 0
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post(url, data | {"key": str(uuid.uuid4())})
        page = answer.content.decode().replace(email, "~")
        told = (answer.status_code, NEW.sub("#", answer.get("Location", "")), page)
        statements = [NUMBERS.sub("?", one["sql"]) for one in queries]
        transaction.set_rollback(True)
    return told, statements, Counting.made


@pytest.fixture
def town(people, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting", *settings.PASSWORD_HASHERS]
    with as_owner():
        User.objects.filter(email=ADDRESSES["closed"]).update(is_active=False)
    return people


def differences(people, form):
    expected = asked(people, form, ADDRESSES["unknown"])
    assert expected[0][0] == 302, "the form is really sent"
    return {
        kind for kind, email in ADDRESSES.items() if asked(people, form, email) != expected
    }  # fmt: skip


@pytest.mark.parametrize("form", [one for forms in FORMS.values() for one in forms])
def test_every_address_gets_the_same_answer(town, form):
    assert not differences(town, form)


@pytest.mark.parametrize("form", [one for forms in FORMS.values() for one in forms])
def test_the_own_address_is_refused_at_every_form(people, form):
    """However it is typed; it is no secret to whoever has it."""
    who, url, data = form(people, "")
    own = f" {people.by_name[who].user.email.upper()} "
    data |= {name: own for name in ("email", "client_email") if name in data}
    browser = sign_in(Client(), people.by_name[who])
    page = browser.post(url, data | {"key": str(uuid.uuid4())})
    assert page.status_code in (200, 400)
    assert OWN_ADDRESS in page.content.decode()
    with as_owner():
        assert not Offer.objects.exists()
        assert not RoleProposal.objects.exists()


def _write(offer, by):
    """Past every form and action, as Olga."""
    row = {
        "region_id": by.region_id, "organisation_id": by.organisation_id, "name": "",
        "role": "support_worker", "typed": offer, "address": offer, "code_hash": offer,
        "invited_by_user_id": by.user_id, "invited_by_membership_id": by.membership_id,
        "invited_at": by.at, "expires_at": by.at + OFFERED,
    }  # fmt: skip
    Offer(**row).save(force_insert=True)


def test_the_own_address_is_refused_by_the_action_and_by_the_database(people, olga):
    own, told = olga.user.email, {"name": "Olga", "role": "support_worker"}
    by = actor_of(olga)
    with acting(by), transaction.atomic():
        with pytest.raises(PermissionDenied, match="Niemand nodigt zichzelf"):
            network.invite_colleague(email=own, by=by, at=by.at, **told)
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            _write(own, by)
        _write("ander@voorbeeld.nl", by)  # what else it takes is all there


def test_every_form_with_an_address_is_tried():
    field = re.compile(r"class (\w+)\(.*?\):|^ +(?:client_)?email = ", re.MULTILINE)
    found = set()
    for path in SRC.rglob("forms*.py"):
        name = ""
        for match in field.finditer(path.read_text(encoding="utf-8")):
            name = match[1] or name
            found |= set() if match[1] else {name}
    assert found == set(FORMS)


def test_the_check_of_a_kit_is_the_same_for_every_address(town, tmp_path, capsys):
    """It may be sent to whoever made the kit: it asks for no account."""

    def checked(kind, email):
        kit = SmallKit().set("people", 1, "email", email).set("cases", 1, "client_email", email)
        path = kit.set("case_team", 4, "email", f"naaste.{email}").write(tmp_path / kind)
        with CaptureQueriesContext(connection) as queries:
            code = check_path(path)
        told = capsys.readouterr()
        return code, (told.out + told.err).replace(email, "~"), len(queries)

    expected = checked("unknown", ADDRESSES["unknown"])
    assert expected[0] == expected[2] == 0
    for kind in set(ADDRESSES) - {"unknown"}:
        assert checked(kind.replace(" ", "-"), ADDRESSES[kind]) == expected, kind


def test_what_loading_a_kit_tells_is_for_the_operator_alone():
    """No page knows of kits. That loading tells nobody who is known, the operator neither, is held
    by `doors/console/kits/tests/test_known_and_unknown.py`.
    """
    console = SRC / "doors" / "console"
    uses = {
        path.relative_to(SRC)
        for path in SRC.rglob("*.py")
        if not path.is_relative_to(console) and "tests" not in path.parts
        if "console.kits" in path.read_text(encoding="utf-8")
    }
    assert not uses


# Planted: the hole as it was.
def _looks(real):
    def send(*, offer, email, by, at):
        user = User.objects.filter(email=email).first()
        if user is not None:  # it is known, so it gets another name
            offer.name = "Bekend"
            User.objects.filter(pk=user.pk).update(invited_at=at)
        return real(offer=offer, email=email, by=by, at=at)

    return send


def test_an_account_touched_by_inviting_is_caught(town, monkeypatch):
    monkeypatch.setattr(network, "send_offer", _looks(network.send_offer))
    assert differences(town, _colleague) == set(ADDRESSES) - {"unknown"}


def test_another_answer_for_a_known_address_is_caught(town, monkeypatch):
    from huiswaarts.doors.desk import views_people

    real = views_people.messages.success

    def success(request, text):
        known = User.objects.filter(email=text.split(" ")[3]).exists()
        real(request, text + (" Dit adres kennen wij al." if known else ""))

    def differs(form):
        with_text = {}
        for kind, email in ADDRESSES.items():
            with transaction.atomic():
                who, url, data = form(town, email)
                browser = sign_in(Client(), town.by_name[who])
                browser.post(url, data | {"key": str(uuid.uuid4())})
                page = browser.get(reverse("desk:people")).content.decode()
                with_text[kind] = "kennen wij al" in page
                transaction.set_rollback(True)
        return {kind for kind, told in with_text.items() if told}

    assert not differs(_colleague)
    monkeypatch.setattr(views_people.messages, "success", success)
    assert differs(_colleague)

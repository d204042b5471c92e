"""A code is the same code however it is typed, and counts once in every process."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from huiswaarts.foundation.accounts import actions, forms, queries
from huiswaarts.foundation.accounts.models import SpentCode, User
from huiswaarts.foundation.common import normal

from .conftest import PASSWORD, app_code, do, is_in, try_password
from .test_sign_in import code_of

pytestmark = pytest.mark.django_db
STEP, CONFIRM = "/inloggen/tweede-stap/", "/account/bevestigen/code/"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def ways(code):
    """Eight ways to type one code."""
    return [
        code,
        f"{code[:3]} {code[3:]}",
        f"{code[:3]}-{code[3:]}",
        f" {code}.",
        ".".join(code),
        code.translate(WIDE),
        code.translate(ARABIC),
        f"{code[:3]}\u00a0\u2013{code[3:]}",
    ]


def accepted(worker, codes):
    """How many of these sign in, each at a server process of its own."""
    times = 0
    for code in codes:
        browser = Client()
        try_password(browser, worker.email, PASSWORD)
        cache.clear()  # what a process remembers, another does not
        times += browser.post(STEP, {"code": code}).status_code == 302
    return times


def test_a_code_of_the_app_typed_in_eight_ways_counts_once(worker):
    assert accepted(worker, ways(app_code())) == 1


@pytest.mark.parametrize("way", range(1, 8))
def test_each_of_those_ways_is_accepted(worker, way):
    assert accepted(worker, [ways(app_code())[way]]) == 1


def test_a_recovery_code_typed_in_eight_ways_counts_once(worker):
    code = RecoveryCodes.activate(worker).get_unused_codes()[0]
    assert accepted(worker, reversed(ways(code))) == 1


def test_the_code_that_signs_in_does_not_also_confirm(worker):
    browser = Client()
    try_password(browser, worker.email, PASSWORD)
    code = app_code()
    browser.post(STEP, {"code": code})
    cache.clear()
    assert "al gebruikt" in browser.post(CONFIRM, {"code": f"{code} "}).content.decode()
    assert browser.post(CONFIRM, {"code": app_code(1)}).status_code == 302


def test_the_code_that_activates_the_app_is_spent(newcomer):
    newcomer.set_password(PASSWORD)
    newcomer.save()
    here, elsewhere = Client(), Client()
    try_password(here, newcomer.email, PASSWORD)
    here.post("/account/bevestigen/", {"password": PASSWORD})
    here.get("/account/tweede-stap/app/")
    code = code_of(here.session["mfa.totp.secret"])
    assert here.post("/account/tweede-stap/app/", {"code": f"{code[:3]} {code[3:]}"})["Location"]
    assert Authenticator.objects.filter(user=newcomer, type="totp").exists()
    cache.clear()
    try_password(elsewhere, newcomer.email, PASSWORD)
    assert "al gebruikt" in elsewhere.post(STEP, {"code": code}).content.decode()
    assert not is_in(elsewhere)


def test_a_spent_code_is_one_row_that_names_nobody(worker):
    assert accepted(worker, [app_code()]) == 1
    (row,) = SpentCode.objects.values()
    assert worker.public_id not in str(row)
    with pytest.raises(IntegrityError):
        SpentCode.objects.create(key=row["key"], at=timezone.now())


def test_planted_compared_in_one_form_and_remembered_in_another(worker, monkeypatch):
    """The mistake that was here: the eight ways count more than once."""
    real = forms.spend

    def spend(*, account, step, at):
        return real(account=f"{account}:{next(typed)}", step=step, at=at)

    codes = ways(app_code())
    typed = iter(codes)
    monkeypatch.setattr(forms, "spend", spend)
    assert accepted(worker, codes) > 1


def test_a_code_on_paper_is_found_in_eight_ways(unseen, admin):
    _, code = do(actions.invite_on_paper, user=unseen, by=admin)
    at = timezone.now()
    typed = [*ways(code), code.lower(), code.replace("-", "")]
    assert all(queries.invitation_of(code=one, at=at) for one in typed)
    assert queries.invitation_of(code=code[:-1], at=at) is None


def test_one_address_is_one_account_however_it_is_typed():
    one = User.objects.create_user(email="bea@münchen.nl")
    same = ["BEA@MÜNCHEN.NL", " bea@mu\u0308nchen.nl ", "bea@xn--mnchen-3ya.nl.", "bea＠münchen.nl"]
    for typed in same:
        assert queries.find_user(typed) == one
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user(email=typed)


@pytest.mark.parametrize("kept", ["Bea@voorbeeld.nl", "bea@voorbeeld.nl.", "bea @voorbeeld.nl"])
def test_the_database_keeps_no_other_form_of_an_address(kept):
    assert normal.email(kept) == "bea@voorbeeld.nl"
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email=kept).save()


def test_a_login_name_from_paper_is_typed_as_one_likes(resident):
    name = resident.username
    for typed in (name.upper(), name.replace("-", ""), name.replace("-", " "), f" {name}."):
        assert queries.find_user(typed) == resident

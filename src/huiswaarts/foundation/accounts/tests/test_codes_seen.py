"""Looking at one's recovery codes writes them; a code that is used at that moment stays used."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiswaarts.foundation.accounts import urls
from tests.people import come_in

pytestmark = pytest.mark.django_db
PAGES = ("mfa_view_recovery_codes", "mfa_download_recovery_codes")


@pytest.fixture
def codes(worker):
    return RecoveryCodes.activate(worker)


@pytest.mark.parametrize("name", PAGES)
def test_they_are_locked_before_they_are_read(worker, codes, name):
    with CaptureQueriesContext(connection) as asked:
        come_in(Client(), worker).get(reverse(name))
    read = [one["sql"] for one in asked if 'FROM "mfa_authenticator"' in one["sql"]]
    held = [n for n, sql in enumerate(read) if "FOR UPDATE" in sql]
    whole = [n for n, sql in enumerate(read) if '"data"' in sql and "recovery_codes" in sql]
    assert held[0] == whole[0]


def test_a_code_used_before_the_lock_came_is_not_whole_again(worker, codes, monkeypatch):
    """As when another sign-in held the row until the view could have it."""
    code = codes.generate_codes()[0]
    real = urls.lock_codes

    def waited(user_id):
        real(user_id)
        assert RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk)).validate_code(code)

    monkeypatch.setattr(urls, "lock_codes", waited)
    page = come_in(Client(), worker)
    page.get(reverse(PAGES[0]))
    now = RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk))
    assert code not in now.get_unused_codes()


def test_planted_without_the_lock_it_counts_again(worker, codes, monkeypatch):
    """What the page read before the code was used, is what it writes."""
    code = codes.generate_codes()[0]
    real = flows.RecoveryCodes.mark_as_viewed

    def late(self):
        RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk)).validate_code(code)
        real(self)

    monkeypatch.setattr(flows.RecoveryCodes, "mark_as_viewed", late)
    come_in(Client(), worker).get(reverse(PAGES[0]))
    now = RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk))
    assert code in now.get_unused_codes()

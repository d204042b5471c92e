"""Keys of forms, names of files and case numbers: the same, typed in eight ways, counts once."""

import uuid

import pytest
from django import forms
from django.test import Client

from huiswaarts.casework.cases.forms_documents import name_of_file
from huiswaarts.foundation.common.forms import OnceForm
from huiswaarts.foundation.events.actions import AlreadySentError, claim_submission
from huiswaarts.foundation.events.models import Submission
from tests.architecture.tree import urls
from tests.people import actor_of, sign_in

pytestmark = pytest.mark.django_db
KEY = "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11"
FILES = (
    "Huurcontract café.pdf",
    "Huurcontract cafe\u0301.pdf",
    "Huurcontract  café.pdf",
    " Huurcontract café.pdf",
    "Huurcontract\u00a0café.pdf",
    "Huurcontract café .pdf",
    "Huur\u00adcontract café.pdf",
    "Huurcontract café\u200b.pdf",
)


def ways(key):
    bare = key.replace("-", "")
    return (
        key,
        key.upper(),
        key.title(),
        bare,
        f"{{{key}}}",
        f"urn:uuid:{key}",
        "-".join(bare),
        f"{bare[:16]}-{bare[16:]}",
    )


def test_a_form_that_is_sent_eight_times_has_one_effect(bea):
    from huiswaarts.foundation.access.session import acting

    sent = 0
    with acting(actor_of(bea)) as actor:
        for typed in ways(KEY):
            form = OnceForm({"key": typed})
            assert form.is_valid(), typed
            try:
                claim_submission(key=form.cleaned_data["key"], by=actor)
                sent += 1
            except AlreadySentError:
                pass
        assert Submission.objects.visible_to(actor).count() == sent == 1


def test_every_key_of_a_form_is_such_a_key():
    """Of whatever form: no key that is compared as text."""

    def below(form):
        for one in form.__subclasses__():
            yield one
            yield from below(one)

    assert list(urls())  # every page is loaded, and with it every form
    keys = [
        one.base_fields["key"]
        for one in below(forms.Form)
        if "key" in one.base_fields and one.__module__.startswith("huiswaarts.")
    ]
    assert len(keys) > 10
    assert all(isinstance(key, forms.UUIDField) for key in keys)
    assert uuid.UUID(KEY)


def test_a_file_has_one_name():
    assert {name_of_file(name) for name in FILES} == {"Huurcontract café"}


def test_a_case_is_found_by_its_number_however_it_is_typed(gerda, the_case):
    browser, number = sign_in(Client(), gerda), the_case.number
    for typed in (
        number.lower(),
        number.replace("-", ""),
        number.replace("-", "%20"),
        number.replace("-", "."),
        f"{number}.",
        f"%20{number}",
        number.replace("-", "\u2013"),
        number.translate({ord(c): ord(c) + 0xFEE0 for c in number if c != "-"}),
    ):
        page = browser.get(f"/casussen/{typed}/")
        assert page.status_code == 200, typed
        assert page.context["case"] == the_case
    other = "2222-2222"
    assert browser.get(f"/casussen/{other}/").status_code == 404

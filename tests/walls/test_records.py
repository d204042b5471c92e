"""No look without a record: one a page, in the same transaction, or the page is not shown."""

import pytest
from django.db import connection
from django.test import Client

from huiswaarts.foundation.events.models import AccessRecord
from tests.database import as_owner
from tests.people import sign_in

OF_A_CASE = ("", "dozen/", "dozen/finances/", "team/", "fase/", "wie-ziet-wat/", "tijdlijn/")
OF_THE_CLIENT = ("", "dozen/", "dozen/finances/", "team/", "gegevens/", "gegevens/gekeken/")


def records():
    with as_owner():
        return list(AccessRecord.objects.order_by("id"))


@pytest.fixture
def unwritable(people):
    """The table of access records takes nothing any more."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("revoke insert on events_accessrecord from hw_app")


@pytest.mark.parametrize("page", OF_A_CASE)
def test_each_page_of_a_case_leaves_one_record(bea, the_case, page):
    answer = sign_in(Client(), bea).get(f"/casussen/{the_case.number}/{page}")
    assert answer.status_code == 200
    (record,) = records()
    assert record.outcome == "shown"
    assert record.case_id == the_case.pk
    assert record.user_id == bea.user.pk
    assert record.membership_id == bea.membership.pk
    assert record.on_behalf_of == f"organisation:{bea.membership.organisation_id}"
    assert record.rule == "seat:bw_provider"
    assert record.ground == "contract"
    assert record.purpose
    assert f"cases.case:{the_case.pk}" in record.items


@pytest.mark.parametrize("page", OF_THE_CLIENT)
def test_the_clients_own_looks_are_recorded_too(samir, the_case, page):
    assert sign_in(Client(), samir).get(f"/mijn/{the_case.number}/{page}").status_code == 200
    (record,) = records()
    assert (record.rule, record.ground) == ("seat:client", "own_data")


def test_a_list_tells_which_cases_it_showed(gerda, the_case):
    sign_in(Client(), gerda).get("/casussen/")
    (record,) = records()
    assert record.case_id is None
    assert f"cases.case:{the_case.pk}" in record.items


def test_a_refusal_leaves_a_record_without_the_page(hans, the_case):
    assert sign_in(Client(), hans).get(f"/casussen/{the_case.number}/").status_code == 404
    (record,) = records()
    assert record.outcome == "refused"
    assert record.items == []


@pytest.mark.parametrize("page", OF_A_CASE)
def test_what_cannot_be_recorded_is_not_shown(bea, the_case, unwritable, page):
    answer = sign_in(Client(), bea).get(f"/casussen/{the_case.number}/{page}")
    assert answer.status_code == 503
    assert "Samir" not in answer.content.decode()
    assert answer["Retry-After"]


@pytest.mark.parametrize("page", OF_THE_CLIENT)
def test_not_even_to_the_client(samir, the_case, unwritable, page):
    answer = sign_in(Client(), samir).get(f"/mijn/{the_case.number}/{page}")
    assert answer.status_code == 503
    assert "Samir" not in answer.content.decode()


@pytest.mark.parametrize("page", ["", "casussen/", "casussen/?als=csv"])
def test_nor_a_list_or_an_export(bea, the_case, unwritable, page):
    answer = sign_in(Client(), bea).get(f"/{page}")
    assert answer.status_code == 503
    assert b"Samir" not in answer.content


def test_what_was_saved_with_an_unwritable_record_is_not_saved(bea, the_case, unwritable):
    from huiswaarts.casework.cases.models import Case

    url = f"/casussen/{the_case.number}/volgende-stap/"
    sign_in(Client(), bea).post(url, {"what": "Bellen", "on": "2027-01-05", "version": "1"})
    with as_owner():
        assert Case.objects.get(pk=the_case.pk).follow_up_what == ""

"""A database that is lost, at whatever moment of a request: a plain 503, and when to come back."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client

from huiswaarts.config import middleware
from huiswaarts.foundation.common import views
from tests.people import sign_in

pytestmark = pytest.mark.django_db
PATHS = ("/", "/casussen/")
ENOUGH = 60


@contextmanager
def lost_at(nth, error=OperationalError):
    """The server goes away at the n-th statement, and stays away."""
    told = []

    def broken(execute, sql, params, many, context):
        if "SAVEPOINT" in sql:  # of the transaction that the test itself lives in
            return execute(sql, params, many, context)
        told.append(sql)
        if len(told) >= nth:
            raise error("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        yield told


def visitor(person):
    return sign_in(Client(raise_request_exception=False), person)


def is_shut(answer):
    page = answer.content.decode()
    return answer.status_code == 503 and answer["Retry-After"] and "Traceback" not in page


@pytest.mark.parametrize("path", PATHS)
def test_at_every_statement_of_a_page(bea, path):
    browser = visitor(bea)
    for nth in range(1, ENOUGH):
        with lost_at(nth) as told:
            answer = browser.get(path)
        if len(told) < nth:
            break
        assert is_shut(answer), f"statement {nth}: {told[-1][:80]}: {answer.status_code}"
    assert 5 < nth < ENOUGH - 1
    assert answer.status_code == 200


def test_also_when_the_connection_itself_is_no_more(bea):
    browser = visitor(bea)
    with lost_at(1, InterfaceError):
        assert is_shut(browser.get("/"))


def test_when_no_connection_is_made_at_all(bea, monkeypatch):
    def refused(*_, **__):
        raise OperationalError("connection refused")

    browser = visitor(bea)
    monkeypatch.setattr(middleware.transaction, "atomic", refused)
    assert is_shut(browser.get("/"))
    assert is_shut(Client(raise_request_exception=False).get("/inloggen/"))


@pytest.mark.parametrize("where", ["actor_of", "record_access"])  # in the page, and after it
def test_what_a_constraint_refuses_is_no_outage(bea, monkeypatch, where):
    """It stands in the way for as long as the other row does: "over een paar minuten" is untrue."""

    def doubled(*_, **__):
        raise IntegrityError("duplicate key value violates unique constraint")

    monkeypatch.setattr(middleware, where, doubled)
    answer = visitor(bea).get("/casussen/")
    assert answer.status_code == 409
    assert "niets bewaard" in answer.content.decode()


def test_another_fault_is_no_503(bea, monkeypatch):
    monkeypatch.setattr(middleware, "actor_of", lambda *_, **__: 1 / 0)
    assert visitor(bea).get("/").status_code == 500


def test_planted_what_broke_before_the_view_is_an_accident(bea, monkeypatch):
    browser = visitor(bea)
    monkeypatch.setattr(views, "DatabaseFault", ArithmeticError)
    with lost_at(1):
        assert not is_shut(browser.get("/"))

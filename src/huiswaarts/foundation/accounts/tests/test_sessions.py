import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from huiswaarts.foundation.accounts.demo import sign_in_demo

from .conftest import Membership, is_in, sign_in

pytestmark = pytest.mark.django_db


def older(client, **seconds):
    inside = client.session
    for key, value in seconds.items():
        inside[key] -= value
    inside.save()


def test_a_quarter_of_an_hour_without_a_page_ends_the_session_at_work(client, worker, settings):
    sign_in(client, worker)
    assert is_in(client)
    older(client, seen=settings.SESSION_IDLE_AT_WORK + 1)
    answer = client.get("/account/beveiliging/", follow=True)
    assert "De tijd was om" in answer.content.decode()
    assert not is_in(client)


def test_a_page_now_and_then_keeps_it_but_not_longer_than_a_day_of_work(client, worker, settings):
    sign_in(client, worker)
    is_in(client)
    for _ in range(8):
        older(client, seen=settings.SESSION_IDLE_AT_WORK - 120, since=3500)
        assert is_in(client)
    older(client, since=1000)
    assert not is_in(client)


def time_left(client, method="get"):
    answer = getattr(client, method)("/account/tijd/")
    assert answer["Content-Type"] == "text/plain"
    return int(answer.content)


def test_a_page_that_asks_how_long_is_left_is_no_sign_of_life(client, worker, settings):
    sign_in(client, worker)
    is_in(client)
    older(client, seen=600)
    assert time_left(client) <= settings.SESSION_IDLE_AT_WORK - 600
    assert time_left(client) <= settings.SESSION_IDLE_AT_WORK - 600
    assert time_left(client, "post") > settings.SESSION_IDLE_AT_WORK - 120
    assert is_in(client)


def test_asking_does_not_bring_back_a_session_that_ended(client, worker, settings):
    sign_in(client, worker)
    is_in(client)
    older(client, seen=settings.SESSION_IDLE_AT_WORK + 1)
    assert time_left(client, "post") == 0
    assert not is_in(client)
    assert time_left(client) == 0


def test_a_session_is_not_written_at_every_page(client, worker, django_assert_max_num_queries):
    sign_in(client, worker)
    is_in(client)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        is_in(client)
    assert not [q for q in seen.captured_queries if "update" in q["sql"].lower()[:10]]


def test_the_demo_signs_in_without_password_only_here_and_only_in_the_demo(worker, settings):
    def ask(**more):
        request = RequestFactory().post("/demo/", **more)
        request.session = Client().session
        from django.contrib.auth.models import AnonymousUser

        request.user = AnonymousUser()
        sign_in_demo(request, worker)
        return request

    with pytest.raises(PermissionDenied):
        ask()
    settings.DEMO = True
    assert ask().user == worker
    for other in ({"REMOTE_ADDR": "192.168.1.4"}, {"HTTP_X_FORWARDED_FOR": "8.8.8.8"}):
        with pytest.raises(PermissionDenied):
            ask(**other)


def test_membership_ended_is_out(client, worker):
    from django.utils import timezone

    from tests.database import as_owner

    sign_in(client, worker)
    with as_owner():
        Membership.objects.filter(user=worker).update(until_at=timezone.now())
    client.get("/")
    assert not is_in(client)

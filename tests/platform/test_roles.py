"""The tests really run as the role that serves the pages."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from tests.database import as_owner


def who():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


def who_and_close():
    try:
        return who()
    finally:
        connection.close()


@pytest.mark.django_db
def test_a_test_is_the_app_role():
    assert who() == "hw_app"


@pytest.mark.django_db
def test_as_owner_is_the_owner_and_then_the_app_role_again():
    with as_owner():
        assert who() == "hw_owner"
    assert who() == "hw_app"
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        as_owner(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select no_such_column")
    assert who() == "hw_app"


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_the_app_role():
    assert who() == "hw_app"


@pytest.mark.django_db(transaction=True)
def test_a_thread_of_a_live_server_is_the_app_role():
    with ThreadPoolExecutor() as pool:
        assert pool.submit(who_and_close).result() == "hw_app"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["create table x (i int)", "create role x", "drop table auth_group"]
)
def test_the_app_role_owns_nothing(words):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.django_db
def test_neither_role_goes_round_the_wall():
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname from pg_roles where (rolsuper or rolbypassrls) "
            "and rolname in ('hw_app', 'hw_owner', 'hw_test')"
        )
        assert cursor.fetchall() == []

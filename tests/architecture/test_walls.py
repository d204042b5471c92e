"""The second lock, as it really stands in the database."""

import pytest
from django.db import connection

from .tree import foreign_keys, own_tables

pytestmark = pytest.mark.django_db


def reaches_case(model, seen=frozenset()):
    if model._meta.label == "cases.Case" or "case_id" in {f.attname for f in model._meta.fields}:
        return True
    parents = {f.related_model for f in foreign_keys(model)} - seen
    return any(reaches_case(p, seen | {model}) for p in parents)


def is_guarded(model):
    """What is about a person, and what is of one region and written by people at work there."""
    return model._meta.app_label == "bottlenecks" or reaches_case(model)


TABLES = sorted(m._meta.db_table for m in own_tables() if is_guarded(m))


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_there_is_something_to_guard():
    assert {"cases_case", "boxes_answer", "events_event", "events_accessrecord"} <= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_wall_stands_for_the_owner_too(table):
    assert rows(
        "select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", table
    ) == [(True, True)]


@pytest.mark.parametrize("table", TABLES)
def test_both_roles_have_their_policies(table):
    named = rows(
        "select r.rolname, p.polcmd from pg_policy p, unnest(p.polroles) as role(oid) "
        "join pg_roles r on r.oid = role.oid where p.polrelid = %s::regclass",
        table,
    )
    assert ("hw_owner", "*") in named
    assert ("hw_app", "r") in named
    assert {role for role, _ in named} == {"hw_owner", "hw_app"}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["delete", "truncate", "references", "trigger"])
def test_the_app_role_cannot(table, deed):
    assert rows("select has_table_privilege('hw_app', %s, %s)", table, deed) == [(False,)]


@pytest.mark.parametrize(
    "table",
    ["events_event", "events_accessrecord", "cases_consent", "cases_gateoverride",
     "cases_phasemove"],
)  # fmt: skip
def test_what_is_only_added_to_cannot_be_changed(table):
    assert rows("select has_table_privilege('hw_app', %s, 'update')", table) == [(False,)]


def test_no_policy_lets_everything_through():
    """`with check (true)` would let anyone write a seat in a stranger's case."""
    open_doors = rows(
        "select c.relname, p.polname from pg_policy p join pg_class c on c.oid = p.polrelid "
        "join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname = 'public' and 'hw_owner'::regrole <> all (p.polroles) and "
        "'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))"
    )
    assert open_doors == []


def test_no_policy_for_everybody():
    assert rows("select polname from pg_policy where 0 = any (polroles)") == []


FUNCTIONS = (
    "from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
    "where n.nspname = 'public' and p.prosecdef"
)


def test_functions_of_the_owner_say_where_they_look():
    """Without a search path of its own, the caller decides which table such a function means."""
    adrift = rows(
        f"select p.proname {FUNCTIONS} and not coalesce(p.proconfig::text, '') "
        "like '%%search_path=public, pg_temp%%'"
    )
    assert adrift == []


def test_functions_of_the_owner_are_for_the_app_role_only():
    assert rows(f"select p.proname {FUNCTIONS} and p.proacl is null") == []
    called = rows(
        "select p.proname, coalesce(r.rolname, 'public') "
        "from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
        "cross join lateral aclexplode(p.proacl) as acl "
        "left join pg_roles r on r.oid = acl.grantee "
        "where n.nspname = 'public' and p.prosecdef"
    )
    assert {role for _, role in called} <= {"hw_owner", "hw_app"}
    assert len(called) > 10


def test_the_app_role_owns_nothing_and_grants_nothing():
    assert rows("select relname from pg_class where relowner = 'hw_app'::regrole") == []
    assert rows("select proname from pg_proc where proowner = 'hw_app'::regrole") == []


def test_no_key_deletes_along_in_the_database():
    cascades = rows(
        "select conrelid::regclass::text, conname from pg_constraint "
        "where contype = 'f' and confdeltype not in ('a', 'r') "
        "and conrelid::regclass::text not like 'procrastinate%%'"  # jobs: ids only, a library's
    )
    assert cascades == []

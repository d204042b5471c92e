"""The test database: migrated by hw_owner, used as hw_app with row-level security in force.

The tests sign in as hw_test, who may become either role and is nothing by itself. Made once per
state of the code as a template; every worker gets a copy of it (0.1 s), and so does every test
that commits.
"""

import hashlib
import os
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from psycopg import sql

from huiswaarts.doors.console import cluster
from huiswaarts.foundation.common import environment

PACKAGE = Path(cluster.__file__).parents[2]
LOCK = 7_305_011


def admin(name="postgres"):
    return psycopg.connect(
        host="127.0.0.1",
        port=environment.pg_port(),
        user="hw_admin",
        password=environment.read_secrets()["hw_admin"],
        dbname=name,
        autocommit=True,
    )


def make_for(worker):
    name = f"test_huiswaarts_{os.getpid()}_{worker}"
    template = ensure_template()
    copy(template, name)
    connection.close()
    become("hw_app", name)
    # flushing would need rights that the app role has not; a fresh copy needs none
    TransactionTestCase._fixture_teardown = lambda self: restore(template, name)


def drop_for(worker):
    connections.close_all()
    with admin() as link:
        drop(link, f"test_huiswaarts_{os.getpid()}_{worker}")


def restore(template, name):
    connections.close_all()
    copy(template, name)


def become(role, name):
    secrets = environment.read_secrets()
    connection.settings_dict.update(NAME=name, USER="hw_test", PASSWORD=secrets["hw_app"])
    connection.settings_dict["OPTIONS"]["assume_role"] = role


def ensure_template():
    """The database as the migrations leave it, kept until the code changes."""
    name = f"hw_template_{state_of_the_code()}"
    with admin() as link:
        link.execute("select pg_advisory_lock(%s)", [LOCK])
        if not exists(link, name):
            for old in templates(link)[:-2]:
                drop(link, old)
            build(link, name)
    return name


def build(link, name):
    fresh = f"{name}_new"
    drop(link, fresh)
    here, secrets = cluster.here(), environment.read_secrets()
    cluster.bootstrap(here, secrets, fresh)
    password = sql.Literal(secrets["hw_app"])
    if not link.execute("select 1 from pg_roles where rolname = 'hw_test'").fetchone():
        link.execute("create role hw_test login noinherit in role hw_owner, hw_app")
    link.execute(sql.SQL("alter role hw_test password {}").format(password))
    let_in(link, fresh)
    connection.close()
    become("hw_owner", fresh)
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    connection.close()
    rename = sql.SQL("alter database {} rename to {}")
    link.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))


def templates(link):
    """Oldest first."""
    rows = link.execute(
        "select datname from pg_database where datname like 'hw\\_template\\_%' order by oid"
    )
    return [row[0] for row in rows]


def exists(link, name):
    return link.execute("select 1 from pg_database where datname = %s", [name]).fetchone()


def copy(template, name):
    with admin() as link:
        link.execute("select pg_advisory_lock(%s)", [LOCK])
        drop(link, name)
        words = sql.SQL("create database {} template {} owner hw_owner strategy wal_log")
        link.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
        let_in(link, name)


def let_in(link, name):
    grant = sql.SQL("grant connect on database {} to hw_app, hw_test")
    link.execute(grant.format(sql.Identifier(name)))


def drop(link, name):
    link.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def state_of_the_code():
    """Whatever a migration could import or read."""
    total = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        apart = {"tests", "templates", "static", "demokits", "__pycache__"} & set(path.parts)
        if path.suffix in {".py", ".sql", ".yaml", ".json"} and not apart:
            total.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return total.hexdigest()[:16]


@contextmanager
def as_owner():
    """Behind the wall: make what a test needs, as the role that row-level security lets by."""
    with acting_as("hw_owner"):
        yield


@contextmanager
def acting_as(role):
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"set role {role}")
    try:
        yield
    finally:
        # a broken transaction is rolled back to before `set role`, which is undone with it
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"set role {before}")

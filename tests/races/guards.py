"""What holds the pairs, and how each is taken away to see the pair go wrong."""

from contextlib import contextmanager

import pytest
from django.db import connection

from huiswaarts.casework.cases.actions import seats
from huiswaarts.casework.tables.actions import tables
from huiswaarts.foundation.accounts import adapter
from huiswaarts.foundation.accounts.actions import invitations, lockout, recovery
from huiswaarts.foundation.accounts.actions import people as account_people
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network import actions as network
from huiswaarts.foundation.network.models import RoleProposal
from huiswaarts.foundation.network.region.actions import roles
from tests.database import admin

FUNCTIONS = {"case": "app_lock_case(bigint)", "table": "app_lock_table(bigint)"}
IN_PYTHON = {  # where it is asked for, and the same row without the lock
    "member": ((seats, "locked_member"), (tables, "locked_member")),
    "account": (
        (adapter, "lock_account"),
        (account_people, "lock_account"),
        (invitations, "lock_account"),
        (recovery, "lock_account"),
    ),
    "words": ((network, "lock_words"), (roles, "lock_words")),
    "tries": ((lockout, "_lock"),),
    "proposal": ((roles, "_lock"),),
}
UNLOCKED = {
    "member": lambda row: type(row).objects.get(pk=row.pk),
    "account": lambda user_id: User.objects.get(pk=user_id),
    "words": lambda _words: None,
    "tries": lambda _key: None,
    "proposal": lambda proposal, _by: RoleProposal.objects.get(pk=proposal.pk),
}
CONSTRAINTS = {
    "seat_asked_once", "table_seat_once", "sharing_once", "offer_of_seat_once",
    "offer_of_work_once", "role_proposal_once", "one_recovery_at_a_time",
}  # fmt: skip
LOOKS_AGAIN = {  # the function that does so behind its lock, and the words that do it
    "open seat": ("app_take_seat(bigint)", "and state = 'open'", ""),
    "open work": ("app_accept_work(bigint,text)", "and state = 'open'", ""),
    "last admin": ("app_may_end(bigint)", "if w.role <> 'region_admin' then", "if true then"),
}
POLICIES = {  # of the wall, and without its condition
    "open proposal": (
        (
            "edit on network_roleproposal",
            "answer_apart on network_roleproposal",
            "withdrawn_over_region on network_roleproposal",
        ),
        "state = 'open'",
    ),
}
TRIGGERS = {"passes": ("cases_case", "coordinator_passes")}
# The version of the row, or a function or policy that looks again behind its lock, holds it by
# itself; taking that away is not one line.
BESIDES = {"version", "report", "request", "answer", "order"}
# The database refuses what comes too late, also without the lock; but it does not say why, as the
# lock lets the action do.
WALL = "wall"


def without(guard):
    for known, taken_away in (
        (FUNCTIONS, _empty), (LOOKS_AGAIN, _blind), (POLICIES, _open), (CONSTRAINTS, _dropped),
        (TRIGGERS, _disabled), (IN_PYTHON, _unlocked),
    ):  # fmt: skip
        if guard in known:
            return taken_away(guard)
    raise LookupError(guard)


def _owner():
    return admin(connection.settings_dict["NAME"])


@contextmanager
def _rewritten(name, rewrite):
    with _owner() as link:
        asked = f"select pg_get_functiondef('{name}'::regprocedure)"
        was = link.execute(asked).fetchone()[0]
        link.execute(rewrite(was))
        yield
        link.execute(was)


def _empty(guard):
    def rewrite(was):
        return was[: was.index("AS $function$")] + "AS $function$ begin end $function$"

    return _rewritten(FUNCTIONS[guard], rewrite)


def _blind(guard):
    name, words, instead = LOOKS_AGAIN[guard]

    def rewrite(was):
        assert was.count(words) == 1
        return was.replace(words, instead)

    return _rewritten(name, rewrite)


@contextmanager
def _open(guard):
    policies, condition = POLICIES[guard]
    with _owner() as link:
        for policy in policies:
            link.execute(f"alter policy {policy} using (true)")
        yield
        for policy in policies:
            link.execute(f"alter policy {policy} using ({condition})")


@contextmanager
def _disabled(guard):
    table, trigger = TRIGGERS[guard]
    with _owner() as link:
        link.execute(f"alter table {table} disable trigger {trigger}")
        yield
        link.execute(f"alter table {table} enable trigger {trigger}")


@contextmanager
def _dropped(guard):
    """Not put back, for there are doubles now; this database is thrown away."""
    with _owner() as link:
        link.execute(f"drop index if exists {guard}")
    yield


@contextmanager
def _unlocked(guard):
    with pytest.MonkeyPatch.context() as patch:
        for module, name in IN_PYTHON[guard]:
            patch.setattr(module, name, UNLOCKED[guard])
        yield

"""Without its lock or constraint a pair goes wrong: what guards it is there for a reason."""

from contextlib import ExitStack, contextmanager

import pytest
from django.db import connection

from huiswaarts.casework.cases.actions import seats
from huiswaarts.foundation.accounts import adapter
from huiswaarts.foundation.accounts.actions import people as account_people
from huiswaarts.foundation.accounts.models import User
from tests.database import admin

from .pairs import PAIRS
from .rounds import one_round
from .stage import race
from .test_races import TOLD

# One by day for each guard; by night every pair without all of its own.
BY_DAY = ("asked twice", "handed over, seat ended", "proposed, work ended", "brought, stopped",
          "both factors removed")  # fmt: skip
FUNCTIONS = {"case": "app_lock_case(bigint)", "table": "app_lock_table(bigint)"}
IN_PYTHON = {  # where it is asked for, and the same row without the lock
    "member": ((seats, "locked_member"),),
    "account": ((adapter, "lock_account"), (account_people, "lock_account")),
}
UNLOCKED = {
    "member": lambda row: type(row).objects.get(pk=row.pk),
    "account": lambda user_id: User.objects.get(pk=user_id),
}
CONSTRAINTS = {"seat_asked_once", "table_seat_once", "sharing_once"}
# The version of the row, or a function that looks again behind its lock, holds it by itself;
# taking that away is not one line.
BESIDES = {"version", "report"}


@contextmanager
def without(guard):
    if guard in FUNCTIONS:
        with admin(connection.settings_dict["NAME"]) as link:
            asked = f"select pg_get_functiondef('{FUNCTIONS[guard]}'::regprocedure)"
            was = link.execute(asked).fetchone()[0]
            body = was[was.index("AS $function$") :]
            link.execute(was.replace(body, "AS $function$ begin end $function$"))
            yield
            link.execute(was)
    elif guard in CONSTRAINTS:
        # not put back, for there are doubles now; this database is thrown away
        with admin(connection.settings_dict["NAME"]) as link:
            link.execute(f"drop index if exists {guard}")
        yield
    else:
        with pytest.MonkeyPatch.context() as patch:
            for module, name in IN_PYTHON[guard]:
                patch.setattr(module, name, UNLOCKED[guard])
            yield


def goes_wrong(name, people):
    """The invariant is broken. An exception that is no answer to a person is the mutant's own."""
    outcomes, holds = one_round(PAIRS[name], people, race)
    odd = [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, TOLD)]
    assert not odd, (name, outcomes)
    return not holds


def guards_of(name):
    return [guard for guard in PAIRS[name].guards if guard not in BESIDES]


@pytest.mark.parametrize(
    "name", [name if name in BY_DAY else pytest.param(name, marks=pytest.mark.nightly)
             for name in PAIRS if not BESIDES & set(PAIRS[name].guards)],
)  # fmt: skip
def test_without_its_guards(committed, name):
    with ExitStack() as stack:
        for guard in sorted(guards_of(name), key=lambda one: one in CONSTRAINTS):
            stack.enter_context(without(guard))
        assert goes_wrong(name, committed)

"""Granting action × actor × target: nobody gives themself anything, whoever they are.

Generated over the registry of granting actions: an action that is not in `tries.py` fails. By day
each person tries each action for themself, and for one other person in a world where somebody may
(`worlds.py`); for the rest the rule alone is asked. By night everybody tries everything for
everybody.
"""

import re
from copy import deepcopy
from importlib import import_module
from inspect import signature

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from psycopg.errors import InsufficientPrivilege

from huiswaarts.casework.cases.actions.recovery import NotHereError
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.meetings.models import AgendaItem
from huiswaarts.casework.tables.models import Table, TableSeat
from huiswaarts.foundation.access.granting import GRANTS, Own, granting
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.region.actions.roles import ProposalClosedError
from tests.architecture.tree import name, python_files

from .tries import APART, OWN_DATA, TRIES, sight
from .worlds import INSIDE, WORLDS

ACTIONS = sorted(TRIES)
# Refusals by name; a row that the database hides is not there. Anything else is a fault.
HIDDEN = (Case, Table, TableSeat, TeamMember, AgendaItem)
REFUSED = (PermissionDenied, NotHereError, ProposalClosedError,
           *(model.DoesNotExist for model in HIDDEN))  # fmt: skip
for _path in python_files():  # an action is in the registry when its module was loaded
    if "\n@granting(" in _path.read_text(encoding="utf-8"):
        import_module("huiswaarts." + name(_path).removesuffix(".py").replace("/", "."))


def test_every_granting_action_is_tried():
    assert set(GRANTS) == set(TRIES) | set(APART), "add it to tests/grants/tries.py"


def test_the_exceptions_are_these_and_no_others():
    said = {key: grant.own for key, grant in GRANTS.items() if key in APART}
    assert said == APART
    assert {key for key, grant in GRANTS.items() if grant.own is Own.OWN_DATA} == OWN_DATA
    assert {key for key in TRIES if GRANTS[key].own not in (None, Own.OWN_DATA)} == set()


@pytest.mark.parametrize("key", ACTIONS)
def test_nobody_does_it_for_themself(stage, actors, people, key):
    tried = 0
    for person in people:
        by, told = actors[person.name], TRIES[key](stage, person)
        if told is None or (key in OWN_DATA and not by.is_professional):
            continue
        with acting(by), pytest.raises(PermissionDenied, match=GRANTS[key].reason):
            _do(key, by, told)
        tried += 1
    assert tried >= 4, "somebody can try it"


def _do(key, by, told, **more):
    """As declared: what stands in the module, with the rule around it."""
    module, function = key.split(":")
    action = getattr(import_module(f"huiswaarts.{module}"), function)
    extra = {"sight": None} if "sight" in signature(action).parameters else {}
    return action(**extra | told | more, by=by)


@pytest.mark.parametrize("key", ACTIONS)
def test_the_rule_refuses_oneself_and_nobody_else(stage, actors, people, key):
    """The full product, asked of the rule: it does not stand in the way of what is allowed."""
    grant, wrong = GRANTS[key], []
    for target in people:
        told = TRIES[key](stage, target)
        for actor_name, by in actors.items() if told else ():
            own = key in OWN_DATA and not by.is_professional
            expected = actor_name == target.name and not own
            with acting(by) if key in OWN_DATA else _nothing():
                if grant.refuses(by, **told) != expected:
                    wrong.append(f"{actor_name} for {target.name}: {not expected}")
    assert not wrong


class _nothing:  # noqa: N801  reads as a context
    def __enter__(self): ...
    def __exit__(self, *_): ...


def test_every_granting_action_has_a_world_in_which_it_succeeds():
    assert {world.action for world in WORLDS} == set(TRIES) - set(INSIDE)
    assert all(world.who for world in WORLDS)


@pytest.mark.parametrize("key", sorted(INSIDE))
def test_what_asks_nothing_of_its_own_is_called_in_one_place(key):
    module, action = key.split(":")
    called = re.compile(rf"(?<!def )\b{action}\(")
    callers = {
        name(path).removesuffix(".py").replace("/", ".")
        for path in python_files()
        if GRANTS[key].action.__module__.endswith(module)
        and "views" not in path.name
        and called.search(path.read_text(encoding="utf-8"))
    }
    assert callers == {INSIDE[key]}


@pytest.mark.parametrize("world", WORLDS, ids=str)
def test_everybody_tries_it_for_somebody(world, stage, actors, people):
    """A slice by day: really tried for one person. Exactly these succeed, and nobody else."""
    assert _givers(world, stage, actors, people.by_name[world.day]) == world.who


@pytest.mark.nightly
@pytest.mark.parametrize("world", WORLDS, ids=str)
def test_everybody_tries_everything_for_everybody(world, stage, actors, people):
    """For real, with what each sees; and never for oneself."""
    givers = set()
    for target in people:
        found = _givers(world, stage, actors, target)
        assert target.name not in found or world.action in OWN_DATA
        givers |= found
    assert givers == (world.ever or world.who)


def _givers(world, stage, actors, target):
    """In this world, made for this person and gone after it."""
    with transaction.atomic():
        told = world.told(stage, target)
        found = {
            giver
            for giver, by in actors.items()
            if told and _succeeds(world.action, stage, by, deepcopy(told))
        }
        transaction.set_rollback(True)
    return found


def _succeeds(key, stage, by, told):
    with acting(by):
        more = sight(GRANTS[key].action, by, stage)
    if None in more.values():
        return False  # the door of the case stays shut: no view gets as far as the action
    try:
        with acting(by), transaction.atomic():
            _do(key, by, told, **more)
            transaction.set_rollback(True)
    except REFUSED:
        return False
    except ProgrammingError as refused:
        if not refused_by_the_database(refused):
            raise
        return False
    return True


def refused_by_the_database(error):
    """A policy or a trigger; that a right on a table is missing is a fault of ours."""
    refused = isinstance(error.__cause__, InsufficientPrivilege)
    return refused and not str(error).startswith("permission denied")


def test_a_fault_of_ours_is_no_refusal(stage, actors, monkeypatch):
    """Planted: an action that breaks does not count as one that refuses."""
    monkeypatch.setitem(globals(), "_do", lambda *_, **__: None + 1)
    with pytest.raises(TypeError):
        _succeeds("casework.tables.actions.tables:make_table", stage, actors["Bea"], {})


# Planted: the rule as somebody could break it.
def test_a_rule_that_asks_the_wrong_person_is_caught(stage, actors, people, monkeypatch):
    """`to=` names the chair that was: the matrix for that action turns red."""
    key = "casework.tables.actions.tables:make_table"
    broken = granting(to=lambda **_: ())(GRANTS[key].action)
    monkeypatch.setitem(GRANTS, key, broken.grant)
    with pytest.raises(AssertionError):
        test_the_rule_refuses_oneself_and_nobody_else(stage, actors, people, key)


def test_an_exception_that_is_claimed_is_caught(monkeypatch):
    key = "casework.tables.actions.tables:seat_member"
    broken = granting(to=GRANTS[key].gains, own=Own.HEIR)(GRANTS[key].action)
    monkeypatch.setitem(GRANTS, key, broken.grant)
    with pytest.raises(AssertionError):
        test_the_exceptions_are_these_and_no_others()


def test_a_granting_action_says_who_acts(stage):
    """Left out, it is a fault of ours; only who holds the code of an invitation is nobody yet."""
    key = "casework.tables.actions.tables:make_table"
    told = TRIES[key](stage, stage.people.bea)
    with pytest.raises(TypeError, match="say by whom"):
        _do(key, None, told)
    assert {name for name, grant in GRANTS.items() if grant.by_code} == {
        "foundation.accounts.actions.invitations:accept_invitation"
    }

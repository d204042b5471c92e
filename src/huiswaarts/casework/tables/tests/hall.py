"""The tables of Zuidveen, and what is done at them: for the tests of tables."""

import datetime as dt

import pytest
from django.db import transaction

from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import (
    Table,
)
from huiswaarts.casework.tables.queries import tables_of
from huiswaarts.foundation.access.session import acting
from tests.people import actor_of

DAY = dt.timedelta(days=1)


def arranged(by):
    return tables_of(by)


@pytest.fixture
def as_(people):
    """Act as somebody: `as_("Tina", actions.make_table, plan=…)`."""

    def act(name, action, *, days=0, **what):
        at = people.at + days * DAY
        actor = actor_of(people.by_name[name], at=at)
        with transaction.atomic(), acting(actor):
            return action(by=actor, **what)

    return act


def plan(name="Casustafel Zuidveen", kind="case_table", why=""):
    return actions.Plan(kind, name, "Lastige vragen samen oplossen", 6, why)


def make(as_, people, of, by="Petra", chair="Tina"):
    return as_(by, actions.make_table, plan=of, chair=people.by_name[chair].membership)


@pytest.fixture
def table(as_, people):
    return make(as_, people, plan())


@pytest.fixture
def other(as_, people, table):
    made = plan("Regietafel", "steering", "Voor de hele regio")
    return make(as_, people, made, by="Tina", chair="Petra")


def seat(as_, people, table, name, by="Tina"):
    member = people.by_name[name].membership
    return as_(by, actions.seat_member, table=table, member=member, mandate="Voorrang geven")


@pytest.fixture
def bring(as_, people, the_case, table):
    def brought(by="Gerda", tried="Drie aanbieders gevraagd"):
        actor = actor_of(people.by_name[by])
        with transaction.atomic(), acting(actor):
            return items.bring_case(
                case=the_case,
                table=table,
                question=items.Question(tried, "Mag dit met voorrang?", "joins"),
                sight=sight_of(actor, the_case),
                by=actor,
            )

    return brought


VERDICT = items.Verdict("Ja, binnen zes weken.", "pattern", "Inschrijfduur telt hier niet")


def fresh(by, table):
    return Table.objects.visible_to(by).get(pk=table.pk)


def chair_of(by, table):
    return fresh(by, table).chair_id


def visible(as_, who, model, **when):
    return as_(
        who, lambda by: set(model.objects.visible_to(by).values_list("pk", flat=True)), **when
    )


def behind_the_wall(as_, who, model, **when):
    return as_(who, lambda by: set(model.objects.values_list("pk", flat=True)), **when)


@pytest.fixture
def full(as_, people, table, other, bring):
    seat(as_, people, table, "Wim")
    as_("Tina", actions.plan_table_meeting, table=table, begins_at=people.at + DAY, minutes=60,
        place="Stadhuis")  # fmt: skip
    as_("Tina", actions.hand_off, sender=table, receiver=other, kind="question", subject="Vraag")
    return bring()

"""Who may give which role where, as the table says; and the table itself, beside it by hand."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.role_rules import EVERY, REGION_WIDE, RULES, Giver, roles_by
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.actions import invite_colleague
from huiswaarts.foundation.network.models import Organisation
from tests.people import actor_of

OF_ITS_ADMIN = {
    "sheltered_care_provider": {"support_worker"},
    "ambulatory_provider": {"support_worker"},
    "public_health_service": {"support_worker"},
    "other": {"support_worker"},
    "housing_corporation": {"housing_consultant"},
    "municipality": {"access_worker"},
}


def test_every_role_and_every_kind_of_organisation_is_in_the_table():
    assert set(RULES) == set(ROLES)
    assert set(Organisation.Kind.values) == EVERY == set(OF_ITS_ADMIN)
    assert {
        "policy_officer", "table_chair", "privacy_officer", "help_desk", "region_admin",
    } == REGION_WIDE  # fmt: skip


@pytest.mark.parametrize("kind", sorted(OF_ITS_ADMIN))
def test_an_admin_gives_the_roles_of_the_own_kind_of_organisation(kind):
    given = {key for key, _ in roles_by(Giver.ORGANISATION, kind)}
    assert given == OF_ITS_ADMIN[kind] | {"organisation_admin"}
    assert not given & REGION_WIDE


def test_whoever_has_a_role_for_the_region_reads_no_case_by_it():
    for key in ("region_admin", "help_desk", "privacy_officer", "policy_officer"):
        assert Permission.CASE_WORK not in ROLES[key].permissions


def test_a_region_admin_is_of_the_central_municipality():
    elsewhere = {key for key, _ in roles_by(Giver.REGION, "municipality")}
    central = {key for key, _ in roles_by(Giver.REGION, "municipality", is_central=True)}
    assert central - elsewhere == {"region_admin"}


def invite(olga, role):
    by = actor_of(olga)
    with transaction.atomic(), acting(by):
        told = {"email": "nieuw@luwte.example", "name": "Nieuw Mens", "role": role}
        return invite_colleague(**told, by=by, at=by.at)


@pytest.mark.parametrize("role", sorted(REGION_WIDE))
def test_an_admin_gives_nobody_a_role_for_the_region(olga, role):
    with pytest.raises(PermissionDenied, match="hele regio"):
        invite(olga, role)


@pytest.mark.parametrize("role", ["housing_consultant", "access_worker", "nonsense"])
def test_nor_one_of_another_kind_of_organisation(olga, role):
    with pytest.raises(PermissionDenied, match="bestaat niet"):
        invite(olga, role)


def test_a_colleague_gets_what_the_table_has(olga):
    assert invite(olga, "support_worker").role == "support_worker"

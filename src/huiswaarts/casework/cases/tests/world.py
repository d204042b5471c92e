"""A small region with named people, to write tests in sentences."""

import datetime as dt
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from huiswaarts.casework.cases.actions.register import Registration, register_case
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Municipality, Organisation, Region
from tests.database import as_owner

AT = dt.datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
LONG_AGO = AT - dt.timedelta(days=400)
PEOPLE = {
    # who: (organisation, kind of organisation, role)
    "noor": ("De Overkant", "sheltered_care_provider", "support_worker"),
    "bram": ("De Overkant", "sheltered_care_provider", "support_worker"),
    "olga": ("De Overkant", "sheltered_care_provider", "organisation_admin"),
    "farid": ("Gemeente Veenhart", "municipality", "access_worker"),
    "pieter": ("Gemeente Veenhart", "municipality", "policy_officer"),
    "ilse": ("Veenhof Wonen", "housing_corporation", "housing_consultant"),
    "wim": ("Veenhof Wonen", "housing_corporation", "organisation_admin"),
    "samir": ("Thuis Verder", "ambulatory_provider", "support_worker"),
    "gerda": ("Gemeente Veenhart", "municipality", "privacy_officer"),
}


class World:
    """One region; `world.noor` is the membership of Noor, `world.as_("noor")` her actor."""

    def __init__(self, code="zuidveen"):
        with as_owner():
            self.region = Region.objects.create(
                code=code, name=code.title(), lead_municipality="GM0001"
            )
            self.place = Municipality.objects.create(
                region=self.region, code="GM0001", name="Veenhart"
            )
            self.other_place = Municipality.objects.create(
                region=self.region, code="GM0002", name="Oostmeer"
            )
            self.organisations = {}
            for who, (name, kind, role) in PEOPLE.items():
                self.add(who, name, kind, role)

    def add(self, who, name, kind, role):
        organisation = self.organisations.get(name)
        if organisation is None:
            organisation = Organisation.objects.create(
                region=self.region, external_key=name, name=name, kind=kind
            )
            self.organisations[name] = organisation
        user = User.objects.create_user(
            email=f"{who}@{self.region.code}.example", name=who.title(), password=None
        )
        with as_owner():  # no page writes a membership
            membership = Membership.objects.create(
                region=self.region,
                user=user,
                organisation=organisation,
                role=role,
                from_at=LONG_AGO,
            )
        setattr(self, who, membership)
        return membership

    def as_(self, who, at=AT):
        membership = getattr(self, who)
        return Actor(
            user_id=membership.user_id,
            name=membership.user.name,
            region_id=self.region.pk,
            at=at,
            membership_id=membership.pk,
            organisation_id=membership.organisation_id,
            organisation_name=membership.organisation.name,
            role=membership.role,
            why=f"membership:{membership.role}",
        )

    @contextmanager
    def acting(self, who, at=AT):
        with session.acting(self.as_(who, at)) as actor:
            yield actor

    def facts(self, **changes):
        values = {
            "client_name": "Daan Vermeer",
            "birth_year": 1990,
            "setting": "bw",
            "trajectory": "team_thuis",
            "household": "single",
            "municipality_origin": self.place,
            "municipality_stay": self.place,
            "municipality_choice": self.other_place,
            "target_month": dt.date(2026, 10, 1),
            "seat_kind": "bw_provider",
        }
        return Registration(**(values | changes))

    def case(self, who="noor", at=AT, **changes):
        with self.acting(who, at) as actor:
            return register_case(facts=self.facts(**changes), by=actor, at=at)

    def seat(self, case, kind, who):
        """Put someone at the table without the steps that lead to it."""
        from huiswaarts.casework.cases.actions.sharing import open_party

        membership = getattr(self, who)
        with as_owner():
            seat = TeamMember.objects.create(
                case=case,
                kind=kind,
                organisation=membership.organisation,
                membership=membership,
                state="active",
                asked_at=AT,
                from_at=AT,
            )
            open_party(case=case, seat=seat, by=self.as_(who), at=AT)
        return seat

    @contextmanager
    def in_case(self, who, case, at=AT):
        """Acting, with the case and the sight of it as a request would have them."""
        with self.acting(who, at) as actor:
            fresh = Case.objects.visible_to(actor).select_related("region").get(pk=case.pk)
            yield actor, fresh, sight_of(actor, fresh)

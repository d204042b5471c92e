"""One fresh case for each pair of deeds: what a pair is, and how one round of it goes."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.casework.tables.models import Table, TableSeat
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership
from tests import people as story
from tests.database import as_owner

from .stage import Deed

SEATS = {
    "Samir": "client", "Bea": "bw_provider", "Amir": "ambulatory_provider", "Gerda": "municipality",
    "Wim": "corporation",
}  # fmt: skip
SOON = dt.timedelta(days=3)


@dataclass
class Round:
    """One fresh case with its table, in a committed world."""

    people: object
    seats: dict = field(default_factory=lambda: SEATS)
    coordinator: str = "Gerda"

    def __post_init__(self):
        with as_owner():
            Membership.objects.filter(until_at__isnull=False).update(until_at=None)
            story._table(self.people, "Samir", "zuidveen", self.coordinator, self.seats)
        self.case = self.people.case_of["Samir"]

    def seat(self, name):
        return TeamMember.objects.get(pk=self.people.seat_of["Samir", name].pk)

    def deed(self, name, do):
        """At the table of the case, through its door."""
        return Deed(self.people.by_name[name], do, self.case)

    def work(self, name, do):
        """At work, without a case."""
        return Deed(self.people.by_name[name], do)

    def now(self):
        return Case.objects.get(pk=self.case.pk)

    def seated(self, **more):
        return TeamMember.objects.filter(case=self.case, state="active", **more)

    def has_coordinator(self):
        work = Membership.objects.filter(pk=self.now().coordinator_id, until_at=None)
        return work.exists() and self.seated(membership_id=self.now().coordinator_id).exists()

    def proposed(self, colleague, kind="bw_provider"):
        work = self.people.by_name[colleague].membership
        return TeamMember.objects.create(
            case=self.case, kind=kind, organisation=work.organisation, membership=work,
            state="proposed", asked_at=self.people.at,
            proposed_by=self.people.by_name["Bea"].membership.pk,
        )  # fmt: skip

    def table(self, name="Casustafel", seated=("Petra",)):
        chair = self.people.by_name["Tina"].membership
        made = Table.objects.create(
            region=chair.region, kind="case_table", name=name, purpose="x", chair=chair,
            made_at=self.people.at,
        )  # fmt: skip
        for who in seated:
            TableSeat.objects.create(
                table=made, membership=self.people.by_name[who].membership, mandate="x",
                from_at=self.people.at,
            )  # fmt: skip
        return made

    def meeting(self, at):
        return Meeting.objects.create(
            case=self.case, begins_at=at, place="home", made_at=self.people.at,
            client_presence="present",
        )  # fmt: skip


def nothing(round_):
    pass


def colleague(round_, name, organisation, role):
    """Somebody who is not in the story, made in the first round that needs them."""
    people = round_.people
    if name in people.by_name:
        return
    user = User.objects.create(email=f"{name.lower()}@voorbeeld.nl", name=f"{name} Tester")
    at = people.organisations[organisation]
    work = Membership.objects.create(
        region_id=at.region_id, organisation=at, user=user, role=role, external_key=name.lower(),
        from_at=people.at - 2 * SOON,
    )  # fmt: skip
    people.by_name[name] = story.Person(name, user, work)


@dataclass(frozen=True)
class Pair:
    first: tuple  # who, which deed, and whether through the door of the case
    second: tuple
    holds: object
    before: object = nothing
    guards: tuple = ("case",)
    gate: int = 1  # before which of its writes the first deed stops

    def deeds(self, round_):
        return [self._deed(round_, *one) for one in (self.first, self.second)]

    @staticmethod
    def _deed(round_, who, make, where="case"):
        do = make(round_)
        if where == "account":
            return Deed(None, do)
        return (round_.deed if where == "case" else round_.work)(who, do)


def one_round(pair, people, race, *, forced=True, turned=False):
    """What came of both, and whether it holds."""
    with transaction.atomic():
        round_ = Round(people)
        with as_owner():
            pair.before(round_)
    deeds = pair.deeds(round_)
    outcomes = race(*(reversed(deeds) if turned else deeds), forced=forced, gate=pair.gate)
    with transaction.atomic(), as_owner():
        return outcomes, pair.holds(round_)

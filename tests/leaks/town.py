"""Samir's case and its strangers, with a bird in every box answer, note, reason and name."""

import datetime as dt
from dataclasses import dataclass, field

from huiswaarts.casework.boxes.models import (
    Box,
)
from huiswaarts.casework.cases.models import (
    TeamMember,
)
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.models import RecoveryRequest, SheetCode
from huiswaarts.foundation.events.models import AccessRecord
from huiswaarts.foundation.network.models import Offer, RoleProposal
from tests.database import as_owner
from tests.people import MONTH, make_people

from .canaries import canary
from .cards import add_cards
from .expected import AT_DIRKS, AT_STANS, DRENTHE, ZUIDVEEN, at_the_table, readers
from .town_case import add_case
from .town_tables import add_bottlenecks, add_tables


@dataclass
class Item:
    """Something with a bird: who may find it, and who must be able to."""

    token: str
    what: str
    may: set
    must: set
    case: int | None = None  # of whose case this is, when it is


@dataclass
class Town:
    people: object
    items: dict = field(default_factory=dict)  # token -> Item
    answers: dict = field(default_factory=dict)  # (whose, topic, label) -> Answer

    def put(self, *about, may, must=(), of=None):
        token = canary(*about)
        about_case = of and self.people.case_of[of].pk
        self.items[token] = Item(token, "/".join(map(str, about)), set(may), set(must), about_case)
        return token

    @property
    def tokens(self):
        return self.items.keys()


def make_town():
    town = Town(make_people())
    with as_owner():
        _staff(town)
        _names(town)
        _waiting(town)
        for whose, around in (("Samir", None), ("Stan", AT_STANS), ("Dirk", AT_DIRKS)):
            add_case(town, whose, around)
        _settled(town)
        add_tables(town)
        add_bottlenecks(town)
        add_cards(town)
    return town


def _staff(town):
    """Names of colleagues are no secret within the region; they do not cross its border."""
    clients = {"Stan": AT_STANS, "Dirk": AT_DIRKS}
    for region in (ZUIDVEEN, DRENTHE):
        for name in region:
            person = town.people.by_name[name]
            seen = region | (at_the_table() if region is ZUIDVEEN else set())
            for client, table in clients.items():
                seen = seen | ({client} if name in table else set())
            must = {name} | (readers(0) if name in ("Bea", "Wim", "Gerda", "Amir") else set())
            person.user.name = (
                f"{town.put('staff', name, may=seen, must=must)} "
                f"{town.put('staff', name, 'surname', may=seen)}"
            )
            person.user.save(update_fields=["name"])


def _names(town):
    tables = {"Samir": at_the_table(), "Stan": AT_STANS, "Dirk": AT_DIRKS}
    for whose, table in tables.items():
        case = town.people.case_of[whose]
        # A guest knows a first name; the pages of the client's own people need no surname.
        first = table if whose == "Samir" else ()
        last = {"Bea", "Amir", "Wim", "Gerda"} if whose == "Samir" else ()
        case.client_name = (
            f"{town.put(whose, 'first name', may=table, must=first, of=whose)} "
            f"{town.put(whose, 'surname', may=table, must=last, of=whose)}"
        )
        case.save(update_fields=["client_name"])
    for name in ("Mina", "Sofie"):
        seat = town.people.seat_of["Samir", name]
        token = town.put("seat", name, may=readers(0) | {name}, must=readers(0), of="Samir")
        TeamMember.objects.filter(pk=seat.pk).update(name=token)


def _waiting(town):
    """Bo is proposed, and De Luwte is asked for one more: neither sees anything yet."""
    people = town.people
    seat = {"case": people.case_of["Samir"], "organisation": people.bo.membership.organisation}
    TeamMember.objects.create(
        kind="bw_provider", state="proposed", membership=people.bo.membership, **seat,
        asked_at=people.at, proposed_by=people.bea.membership.pk,
    )  # fmt: skip
    TeamMember.objects.create(kind="guest", state="requested", asked_at=people.at, **seat)
    TeamMember.objects.create(
        case=people.case_of["Samir"], kind="relative", state="active", from_at=people.at,
        name=town.put("seat", "an aunt", may=readers(0), must={"Bea", "Samir"}),
    )  # fmt: skip
    asking = people.seat_of["Samir", "Bea"]
    TeamMember.objects.filter(pk=asking.pk).update(
        question="coordination", question_by=people.bea.membership.pk, question_at=people.at,
        question_why=town.put("question", may=readers(0), must={"Gerda"}, of="Samir"),
    )  # fmt: skip
    TeamMember.objects.create(
        case=people.case_of["Samir"], kind="ambulatory_provider", state="suspended",
        organisation=people.hans.membership.organisation, membership=people.hans.membership,
        from_at=people.at - MONTH, question="ending", question_by=people.gerda.membership.pk,
        question_at=people.at, question_until=people.at + dt.timedelta(days=2),
        question_why="Er wordt eerst gepraat.",
    )  # fmt: skip
    for whose in ("Samir", "Stan", "Dirk"):
        _recovery(town, whose)
        _death(town, whose)
    _offers(town)
    _proposals(town)


def _proposals(town):
    """A role over the region, proposed: for the region admins, and no admin works there."""
    people = town.people
    for region, told, by in (("zuidveen", {"Rob"}, people.rob), ("drenthe", set(), people.ria)):
        address = town.put("proposal", region, "address", may=told, must=told)
        RoleProposal.objects.create(
            region=people.regions[region], organisation=by.membership.organisation,
            name=town.put("proposal", region, "name", may=told, must=told),
            typed=f"{address}@elders.nl", address=f"{address.lower()}@elders.nl",
            role="help_desk", proposed_by=by.membership, proposed_by_user_id=by.user.pk,
            proposed_at=people.at,
        )  # fmt: skip


def _recovery(town, whose):
    """Two people are asked to let somebody in again."""
    case = town.people.case_of[whose]
    RecoveryRequest.objects.create(
        user=town.people.by_name[whose].user, kind="access", region_id=case.region_id,
        case_id=case.pk, asked_at=town.people.at, wide_from=town.people.at + dt.timedelta(days=2),
        expires_at=town.people.at + MONTH,
    )  # fmt: skip


def _death(town, whose):
    """Reported, by the coordinator alone: nothing ends yet."""
    case = town.people.case_of[whose]
    work = case.coordinator
    told = readers(0) if whose == "Samir" else AT_STANS if whose == "Stan" else AT_DIRKS
    told = {who for who in told if town.people.by_name[who].membership is not None}
    reason = town.put("death", whose, "reason", may=told, must=told)
    DeathReport.objects.create(
        case=case, region_id=case.region_id, user_id=town.people.by_name[whose].user.pk,
        reported_by=work.user_id, membership=work, organisation_id=work.organisation_id,
        reported_at=town.people.at, reason=reason,
    )  # fmt: skip


def _offers(town):
    """What waits for a yes or no: work at De Luwte and in Drenthe, and the seat of the aunt."""
    people = town.people
    seat = TeamMember.objects.get(case=people.case_of["Samir"], kind="relative", user=None)
    inviting = {"Samir", "Bea", "Amir", "Gerda"}
    Offer.objects.create(
        region=people.regions["zuidveen"], organisation=people.amir.membership.organisation,
        typed=people.bo.user.email, address=people.bo.user.email, role="support_worker",
        code_hash=print_of("of Bo"), invited_at=people.at, expires_at=people.at + MONTH,
    )  # fmt: skip
    SheetCode.objects.create(
        user=people.samir.user, code_hash=print_of("of Samir"), made_at=people.at
    )
    for region, told, what in (
        ("zuidveen", {"Olga"}, {"organisation": people.bea.membership.organisation}),
        ("drenthe", set(), {"organisation": people.ria.membership.organisation}),
        (
            "zuidveen",
            {"Rob"},
            {
                "organisation": people.gerda.membership.organisation,
                "role": "region_admin",
            },
        ),
        ("zuidveen", inviting, {"case_id": seat.case_id, "seat_id": seat.pk, "role": ""}),
    ):
        work = "organisation" in what
        which = what.get("role") or str(work)
        address = town.put("offer", region, "address", which, may=told, must=told)
        name = town.put("offer", region, "name", which, may=told, must=told if work else ())
        Offer.objects.create(
            region=people.regions[region], typed=f"{address}@elders.nl", name=name,
            address=f"{address.lower()}@elders.nl", code_hash=print_of(address),
            invited_at=people.at, expires_at=people.at + MONTH,
            **{"role": "support_worker"} | what,
        )  # fmt: skip


def _settled(town):
    """Boxes in other states, and somebody looked: something to open, confirm and review."""
    case = town.people.case_of["Samir"]
    for topic, state in ((4, "filled"), (5, "proposed"), (11, "not_needed")):
        Box.objects.filter(case=case, topic=topic).update(state=state)
    AccessRecord.objects.create(
        region_id=case.region_id, user_id=town.people.bea.user.pk, action="desk:case",
        membership_id=town.people.bea.membership.pk, outcome="shown", case_id=case.pk,
        items=[f"cases.case:{case.pk}"], rule="seat:bw_provider", at=town.people.at,
    )  # fmt: skip

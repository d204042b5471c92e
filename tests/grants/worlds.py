"""For each granting action a world in which it can be done for somebody, and who then does it.

`WORLDS` is written by hand. What stands in the database for it is made as the owner, for one
person; everybody of the story tries, and so does the clock.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from huiswaarts.casework.cases.actions.questions import Reply
from huiswaarts.casework.cases.models import Sharing, TeamMember
from huiswaarts.casework.tables.models import TableSeat
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.accounts.actions.recovery import Place, Seen
from huiswaarts.foundation.accounts.models import (
    RecoveryRequest,
    RecoveryStatement,
    User,
)
from huiswaarts.foundation.network.models import Membership, RoleProposal
from tests.database import as_owner

from .tries import TRIES

MONTH = dt.timedelta(days=30)
CLOCK = "the clock"
Make = Callable[..., dict | None]


@dataclass(frozen=True)
class World:
    """`who` gives it to `day`; and `ever` to anybody of the story, when those are more."""

    action: str
    day: str
    who: frozenset | set
    make: Make | None = None
    ever: frozenset | set | None = None

    def told(self, stage, target):
        """The arguments, with what must be there; None when there is nothing to give them."""
        with as_owner():
            return (self.make or TRIES[self.action])(stage, target)

    def __str__(self):
        how = f" ({self.make.__name__})" if self.make else ""
        return f"{self.action}{how}"


def _seat_of(stage, target, state="active"):
    """Where they sit at Samir's table, as it is in the database."""
    pk = getattr(stage.people.seat_of.get(("Samir", target.name)), "pk", None)
    return TeamMember.objects.select_related("case", "membership", "organisation", "user").filter(
        pk=pk, state=state
    ).first()  # fmt: skip


def _changed(seat, **facts):
    TeamMember.objects.filter(pk=seat.pk).update(**facts)
    seat.refresh_from_db()
    return seat


def _asks(stage, seat, question, by, **more):
    return _changed(
        seat, question=question, question_by=by.membership.pk, question_at=stage.at - MONTH,
        question_until=stage.at + dt.timedelta(days=2), question_why="Het loopt niet", **more,
    )  # fmt: skip


def at_the_table(stage, target):
    """A seat at the regional table, of which somebody may become the chair."""
    if target.membership is None:
        return None
    seat = TableSeat.objects.create(
        table=stage.table, membership=target.membership, mandate="Alles", from_at=stage.at - MONTH
    )
    return {"table": stage.table, "seat": seat, "version": 1}


def _proposed(stage, target, by):
    if target.membership is None or _seat_of(stage, target) is not None:
        return None
    seat = stage.seat(target, state="proposed", asked_at=stage.at, proposed_by=by.membership.pk)
    seat.save()
    return {"seat": seat, "at": stage.at}


def proposed_by_a_provider(stage, target):
    return _proposed(stage, target, stage.people.bea)


def proposed_by_the_coordinator(stage, target):
    return _proposed(stage, target, stage.people.gerda)


def sits_there(stage, target):
    """Whoever coordinates from then on; not who does so already."""
    seat = _seat_of(stage, target)
    if seat is None or target.name == "Gerda":
        return None
    return {"case": stage.fresh_case(), "to": seat, "version": 1}


def asks_to_coordinate(stage, target):
    seat = _seat_of(stage, target)
    if seat is None or target.membership is None:
        return None
    return {"seat": _asks(stage, seat, "coordination", target), "reply": Reply(yes=True)}


def asks_while_nobody_coordinates(stage, target):
    told = asks_to_coordinate(stage, target)
    if told is None or target.name == "Gerda":
        return None
    _changed(_seat_of(stage, stage.people.gerda), state="ended", until_at=stage.at - MONTH)
    return told


def stopped_by_the_coordinator(stage, target):
    seat = _seat_of(stage, target)
    if seat is None or target.name in ("Gerda", "Samir"):
        return None
    asked = _asks(stage, seat, "ending", stage.people.gerda, state="suspended")
    return {"seat": asked, "reply": Reply(yes=False)}


def stopped_and_taken_back(stage, target):
    told = stopped_by_the_coordinator(stage, target)
    return told and {"seat": told["seat"]}


def never_signed_in(stage, target):
    """An account without an address or a password, of who sits there for themself."""
    seat = _seat_of(stage, target)
    if seat is None or target.membership is not None:
        return None
    facts = {"email": None, "password": make_password(None), "last_login": None}
    User.objects.filter(pk=target.user.pk).update(**facts)
    return {"case": stage.fresh_case(), "seat": _changed(seat), "at": stage.at}


def never_signed_in_to_an_address(stage, target):
    told = never_signed_in(stage, target)
    return told and told | {"email": "x@y.example"}


def narrowed_by_the_client(stage, target):
    """A rule of the party of this person, which the client switched off."""
    seat = _seat_of(stage, target)
    rules = Sharing.objects.filter(case=stage.case, until_at=None, client_decides=True)
    if seat is None or seat.is_client:
        return None
    whose = (
        {"organisation": seat.organisation} if SEATS[seat.kind].professional else {"member": seat}
    )
    rule = rules.filter(seat_kind=seat.kind, ceiling__gte=Level.READ, **whose).first()
    if rule is None:
        return None
    rule.level = Level.NONE
    rule.save(update_fields=["level"])
    return {"rule": rule, "level": Level.READ, "at": stage.at}


def a_guest_of_the_case(stage, target):
    seat = _seat_of(stage, target)
    if target.membership is None:
        return None
    if seat is None or seat.kind != "guest":
        seat = stage.seat(target, state="active", from_at=stage.at - MONTH)
        seat.kind = "guest"
        seat.save()
    return {"item": stage.item, "seat": seat, "documents": ()}


def at_the_table_of_samir(stage, target):
    told = TRIES["foundation.accounts.actions.recovery:ask_recovery"](stage, target)
    return told | {"place": Place(case_id=stage.case.pk)}


def sits_for_themself(stage, target):
    seat = _seat_of(stage, target)
    if seat is None or target.membership is not None:
        return None
    return {"case": stage.fresh_case(), "seat": seat, "seen": Seen()}


def seen_by_the_provider(stage, target):
    """Bea saw them; a second person says the same."""
    if target.name not in ("Samir", "Mina", "Sofie"):
        return None
    bea = stage.people.bea
    request = RecoveryRequest.objects.create(
        user=target.user, kind="access", region_id=stage.case.region_id, case_id=stage.case.pk,
        asked_at=stage.at, wide_from=stage.at + MONTH, expires_at=stage.at + MONTH,
    )  # fmt: skip
    RecoveryStatement.objects.create(
        request=request, number=1, user_id=bea.user.pk, membership_id=bea.membership.pk,
        organisation_id=bea.membership.organisation_id, at=stage.at, half_hash="x",
        party=f"organisation:{bea.membership.organisation_id}",
    )  # fmt: skip
    return {"request": request, "seen": Seen()}


def proposed_by_another_admin(stage, target):
    """A region admin who is there as long as everybody else."""
    town = stage.people.organisations["Gemeente Zuidveen"]
    user = User.objects.create(email="regie@voorbeeld.nl", name="Rein Tester")
    work = Membership.objects.create(
        region=town.region, organisation=town, user=user, role="region_admin",
        external_key="rein", from_at=stage.at - 12 * MONTH,
    )  # fmt: skip
    proposal = RoleProposal.objects.create(
        address=target.user.email, typed=target.user.email, name="N", region=town.region,
        organisation=stage.people.organisations["De Luwte"], role="privacy_officer",
        proposed_at=stage.at, proposed_by_user_id=user.pk, proposed_by=work,
    )  # fmt: skip
    return {"proposal": proposal}


TABLE = {"Petra", "Tina"}
CARE = {"Bea", "Amir"}
HELPERS = CARE | {"Gerda"}
OTHERS = {"Amir", "Wim", "Samir"}  # of another party than Bea's and the coordinator's
SEATS_ = "casework.cases.actions.seats:"
ASKED = "casework.cases.actions.questions:"
PEOPLE = "casework.cases.actions.people:"
SHARING = "casework.cases.actions.sharing:"
TABLES = "casework.tables.actions.tables:"
ACCOUNTS = "foundation.accounts.actions."
ROLES = "foundation.network.region.actions.roles:"
# Asks only who acts; whose seat it is, asks the one module that calls it, in an action of its own.
INSIDE = {f"{ACCOUNTS}invitations:invite_on_paper": "casework.cases.actions.people"}
WORLDS = [
    World(f"{TABLES}make_table", "Bea", TABLE),
    World(f"{TABLES}seat_member", "Bea", TABLE),
    World(f"{TABLES}hand_over_chair", "Bea", TABLE, at_the_table),
    World(f"{SEATS_}propose_member", "Bo", {"Bea"}),
    World(f"{SEATS_}admit", "Bo", {"Gerda"}, proposed_by_a_provider),
    World(f"{SEATS_}admit", "Bo", CARE, proposed_by_the_coordinator),
    World(f"{SEATS_}hand_over", "Bea", {"Gerda"}, sits_there),
    World(f"{ASKED}pass_coordination", "Bea", {"Gerda"}, sits_there),
    World(f"{ASKED}answer_coordination", "Bea", {"Gerda"}, asks_to_coordinate),
    World(
        f"{ASKED}answer_coordination",
        "Bea",
        OTHERS,
        asks_while_nobody_coordinates,
        ever=OTHERS | {"Bea"},
    ),
    World(
        f"{ASKED}answer_ending", "Bea", OTHERS, stopped_by_the_coordinator, ever=OTHERS | {"Bea"}
    ),
    World(f"{ASKED}take_back", "Bea", {"Gerda"}, stopped_and_taken_back),
    World(f"{ASKED}open_again", "Bea", {CLOCK}, stopped_and_taken_back),
    World(f"{PEOPLE}invite_by_mail", "Mina", HELPERS | {"Samir"}, never_signed_in_to_an_address),
    World(f"{PEOPLE}invite_on_paper", "Mina", HELPERS | {"Samir"}, never_signed_in),
    World(f"{SHARING}set_level", "Wim", HELPERS | {"Samir"}, narrowed_by_the_client),
    World(f"{SHARING}resume_sharing", "Wim", HELPERS | {"Samir"}),
    World(
        "casework.meetings.actions.guests:invite_guest",
        "Gijs",
        HELPERS | {"Wim"},
        a_guest_of_the_case,
    ),
    World("casework.meetings.actions.leaving_out:welcome", "Mina", {"Samir"}),
    World(
        f"{ACCOUNTS}recovery:ask_recovery",
        "Samir",
        HELPERS | {"Hetty", "Sofie"},
        at_the_table_of_samir,
    ),
    World(
        f"{ACCOUNTS}recovery:second_recovery",
        "Samir",
        {"Amir", "Gerda", "Hetty", "Sofie"},
        seen_by_the_provider,
    ),
    World(
        "casework.cases.actions.recovery:ask_at_table",
        "Samir",
        HELPERS | {"Sofie"},
        sits_for_themself,
    ),
    World(
        "casework.cases.actions.recovery:ask_at_desk",
        "Samir",
        {"Gerda", "Hetty"},
        ever={"Gerda", "Hetty", "Ria"},
    ),
    World("foundation.network.actions_recovery:ask_reset", "Bea", {"Olga"}),
    World(f"{ROLES}propose_role", "Bea", {"Rob"}),
    World(f"{ROLES}agree_role", "Bea", {"Olga", "Rob"}, proposed_by_another_admin),
]

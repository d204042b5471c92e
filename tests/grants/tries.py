"""How each granting action is tried: for whom, as its keyword arguments.

A new action fails the matrix until it stands here, and in `worlds.py`.
"""

import datetime as dt
from copy import copy
from inspect import signature

from huiswaarts.casework.cases.actions.questions import Reply
from huiswaarts.casework.cases.actions.sharing import Party
from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.models import AgendaItem, Meeting
from huiswaarts.casework.tables.actions.tables import Plan
from huiswaarts.casework.tables.models import Table, TableSeat
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.accounts.actions.recovery import Place, Seen
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.network.models import RoleProposal
from tests.database import as_owner

LATER = dt.timedelta(days=7)  # the term of every question is over
PLAN = Plan("steering", "Regietafel", "Samen sturen", 6, "Andere mensen")
KIND_OF = {
    "support_worker": "bw_provider",
    "housing_consultant": "corporation",
    "access_worker": "municipality",
}


class Stage:
    """What the actions are about: a table, a meeting with a point, and the case of Samir."""

    def __init__(self, people):
        self.people, self.case = people, people.case_of["Samir"]
        self.at = people.at
        self.table = Table.objects.create(
            region=self.case.region, kind="steering", name="Tafel", purpose="x",
            chair=people.tina.membership, made_at=people.at,
        )  # fmt: skip
        self.meeting = Meeting.objects.create(
            case=self.case, begins_at=people.at, place="home", made_at=people.at
        )
        self.item = AgendaItem.objects.create(
            meeting=self.meeting, case=self.case, topic=25, what="Schulden", made_at=people.at,
            by_seat=people.seat_of["Samir", "Bea"],
        )  # fmt: skip

    def fresh_case(self):
        return Case.objects.get(pk=self.case.pk)

    def seat(self, target, **more):
        """A seat of this person at this table, not saved."""
        work = target.membership
        kind = KIND_OF.get(work.role, "guest") if work else "relative"
        told = {"membership": work, "organisation": work.organisation} if work else {}
        whose = {} if work else {"user": target.user}
        return TeamMember(case=self.case, kind=kind, **told, **whose, **more)

    def asked(self, target, question):
        """The same, with what is asked about it: to coordinate, or that it ends."""
        state = "suspended" if question == "ending" else "active"
        return self.seat(target, state=state, question=question)

    def proposal(self, target):
        """For the address of this person, by a region admin who is not in the story."""
        town = self.people.organisations["Gemeente Zuidveen"]
        with as_owner():
            found, _ = RoleProposal.objects.get_or_create(
                address=target.user.email, region=town.region, organisation=town, role="help_desk",
                defaults={
                    "typed": target.user.email, "name": "N", "proposed_at": self.at,
                    "proposed_by_user_id": 0, "proposed_by": self.people.tina.membership,
                },
            )  # fmt: skip
        return found


def _rule(stage, target):
    """The rule of the party where this person sits, raised from nothing."""
    seat = next((s for (w, n), s in stage.people.seat_of.items()
                 if w == "Samir" and n == target.name and s.state == "active"), None)  # fmt: skip
    if seat is None or seat.is_client:
        return None
    party = Party.of(seat)
    facts = {"organisation_id": party.organisation_id, "member_id": party.member_id}
    rule = Sharing(case=stage.case, seat_kind=seat.kind, topic=1, level=0, ceiling=3, **facts)
    return {"rule": rule, "level": Level.READ, "at": stage.at}


def _party(stage, target):
    told = _rule(stage, target)
    if told is None:
        return None
    rule = told["rule"]
    party = Party(rule.seat_kind, rule.organisation_id, rule.member_id)
    return {"case": stage.case, "party": party, "at": stage.at}


def work(make):
    """Only somebody who works for an organisation can be the target."""
    return lambda stage, target: make(stage, target) if target.membership else None


def at_home(make):
    return lambda stage, target: None if target.membership else make(stage, target)


# name: for this target, the arguments; None when this cannot be done for such a person.
TRIES = {
    "casework.tables.actions.tables:make_table": work(
        lambda _, target: {"plan": PLAN, "chair": target.membership}
    ),
    "casework.tables.actions.tables:seat_member": work(
        lambda stage, t: {"table": stage.table, "member": t.membership, "mandate": "Alles"}
    ),
    "casework.tables.actions.tables:hand_over_chair": work(
        lambda stage, t: {
            "table": stage.table, "seat": TableSeat(table=stage.table, membership=t.membership),
            "version": 1,
        }
    ),
    "casework.cases.actions.seats:propose_member": work(
        lambda stage, t: {"seat": stage.seat(t), "colleague": t.membership, "at": stage.at}
    ),
    "casework.cases.actions.seats:admit": work(
        lambda stage, t: {"seat": stage.seat(t, state="proposed"), "at": stage.at}
    ),
    "casework.cases.actions.seats:hand_over": work(
        lambda stage, t: {
            "case": copy(stage.case), "to": stage.seat(t, state="active"), "version": 1,
        }
    ),
    "casework.cases.actions.questions:pass_coordination": work(
        lambda stage, t: {
            "case": copy(stage.case), "to": stage.seat(t, state="active"), "version": 1
        }
    ),
    "casework.cases.actions.questions:answer_coordination": work(
        lambda stage, t: {"seat": stage.asked(t, "coordination"), "reply": Reply(yes=True)}
    ),
    "casework.cases.actions.questions:answer_ending": (
        lambda stage, t: {"seat": stage.asked(t, "ending"), "reply": Reply(yes=False)}
    ),
    "casework.cases.actions.questions:take_back": (
        lambda stage, t: {"seat": stage.asked(t, "ending")}
    ),
    "casework.cases.actions.questions:open_again": (
        lambda stage, t: {"seat": stage.asked(t, "ending")}
    ),
    "casework.cases.actions.people:invite_by_mail": at_home(
        lambda stage, t: {
            "case": stage.case, "seat": stage.seat(t), "email": "x@y.example", "at": stage.at
        }
    ),
    "casework.cases.actions.people:invite_on_paper": at_home(
        lambda stage, t: {"case": stage.case, "seat": stage.seat(t), "at": stage.at}
    ),
    "casework.cases.actions.sharing:set_level": _rule,
    "casework.cases.actions.sharing:resume_sharing": _party,
    "casework.meetings.actions.guests:invite_guest": work(
        lambda stage, t: {"item": stage.item, "seat": stage.seat(t), "documents": ()}
    ),
    "casework.meetings.actions.leaving_out:welcome": at_home(
        lambda stage, t: {"meeting": stage.meeting, "seat": stage.seat(t)}
    ),
    "foundation.accounts.actions.invitations:invite_on_paper": (
        lambda stage, t: {"user": t.user, "at": stage.at}
    ),
    "foundation.accounts.actions.recovery:ask_recovery": (
        lambda stage, t: {"user": t.user, "kind": "access", "place": Place(), "seen": Seen()}
    ),
    "foundation.accounts.actions.recovery:second_recovery": (
        lambda stage, t: {"request": RecoveryRequest(user=t.user), "seen": Seen()}
    ),
    "casework.cases.actions.recovery:ask_at_table": at_home(
        lambda stage, t: {"case": stage.case, "seat": stage.seat(t), "seen": Seen()}
    ),
    "casework.cases.actions.recovery:ask_at_desk": (
        lambda stage, t: {"user": t.user, "seen": Seen()}
    ),
    "foundation.network.actions_recovery:ask_reset": work(
        lambda stage, t: {"membership": t.membership}
    ),
    "foundation.network.region.actions.roles:propose_role": (
        lambda stage, t: {
            "email": t.user.email.upper(), "name": "N", "role": "privacy_officer",
            "organisation": stage.people.organisations["Gemeente Zuidveen"],
        }
    ),
    "foundation.network.region.actions.roles:agree_role": (
        lambda stage, t: {"proposal": stage.proposal(t)}
    ),
}  # fmt: skip
# Nobody gains yet, or only by one of the exceptions; with which.
APART = {
    "casework.cases.actions.seats:request_seat": None,
    "casework.cases.actions.questions:ask_coordination": None,
    "casework.cases.actions.people:add_person": None,
    "casework.cases.actions.register:register_case": "begins_case",
    "casework.journey.leaving:end_membership": "heir",
    "casework.journey.leaving:end_role": "heir",
    # an address is of nobody: who has it gains by a yes, and never to the own invitation
    "foundation.network.actions:invite_colleague": None,
    "foundation.network.region.actions.admins:appoint_region_admin": None,
    "foundation.network.actions:accept_work": "accepts_invitation",
    "casework.cases.actions.offers:accept": "accepts_invitation",
    "foundation.accounts.actions.invitations:accept_invitation": "accepts_invitation",
}
# A client, relative or supporter over what is their own: what they may do by the rule alone.
OWN_DATA = {
    "casework.cases.actions.sharing:set_level",
    "casework.cases.actions.sharing:resume_sharing",
}


def sight(action, by, stage):
    """The sight of the acting person, where the action asks for one."""
    wants = "sight" in signature(action).parameters
    return {"sight": sight_of(by, stage.case)} if wants else {}

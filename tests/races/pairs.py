"""The pairs of deeds that may not both have their way, and what must hold when they are over.

A row makes a fresh table of Samir's (`Round`) and gives two deeds and the question afterwards.
`guards` are the locks and constraints that hold it; test_mutants takes them away.
"""

import datetime as dt
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.db import transaction

from huiswaarts.casework.boxes.actions.boxes import mark_not_needed
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.actions import people as case_people
from huiswaarts.casework.cases.actions import questions, seats, sharing
from huiswaarts.casework.cases.actions.promises import Promise, make_promise
from huiswaarts.casework.cases.jobs import open_lapsed
from huiswaarts.casework.cases.models import Case, GuestPass, Sharing, TeamMember
from huiswaarts.casework.cases.policies_sharing import floor_of
from huiswaarts.casework.journey.actions import StatusChange, set_status
from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.casework.meetings.actions import guests, meetings, polls, reports
from huiswaarts.casework.meetings.models import AgendaItem, DatePoll, Meeting, PollDay, Report
from huiswaarts.casework.tables.actions import items, tables
from huiswaarts.casework.tables.models import Handoff, Table, TableItem, TableSeat
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.accounts.actions import remove_factor
from huiswaarts.foundation.accounts.adapter import SecondFactorAdapter
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Membership, Organisation
from tests import people as story
from tests.database import as_owner

from . import deaths
from .stage import Deed, GoneError

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


# --- deeds ---


def hand_over_to(name):
    def make(round_):
        def do(actor, case, sight):
            seats.hand_over(
                case=case, to=round_.seat(name), version=case.version, sight=sight, by=actor,
            )  # fmt: skip

        return do

    return make


def end_seat_of(name):
    def make(round_):
        def do(actor, case, sight):
            seats.end_seat(seat=round_.seat(name), reason="x", sight=sight, by=actor, at=actor.at)

        return do

    return make


def leave(name):
    """The admin ends the work of somebody."""

    def make(round_):
        def do(actor):
            work = Membership.objects.get(pk=round_.people.by_name[name].membership.pk)
            end_membership(membership=work, reason="x", by=actor)

        return do

    return make


def say(yes, deed, of):
    """An answer to what is asked about a seat."""

    def make(round_):
        def do(actor, case, sight):
            seat = TeamMember.objects.select_related("case__region", "membership").get(
                pk=round_.people.seat_of["Samir", of].pk
            )
            deed(seat=seat, reply=questions.Reply(yes, "x"), sight=sight, by=actor)

        return do

    return make


def ask_to_coordinate(round_):
    def do(actor, case, sight):
        seat = round_.seat("Bea")
        questions.ask_coordination(seat=seat, why="x", sight=sight, by=actor)

    return do


def clock_opens(round_):
    def do():
        until = round_.people.at + SOON
        if open_lapsed(at=until) != 1:
            raise GoneError("nothing to open")

    return do


def ask_gijs(round_):
    def do(actor, case, sight):
        of = Organisation.objects.get(name="Schuldwijzer")
        seats.request_seat(
            case=case, kind="guest", organisation=of, sight=sight, by=actor, at=actor.at
        )

    return do


def propose_bo(round_):
    def do(actor, case, sight):
        own = TeamMember(case=case, kind="bw_provider", organisation_id=actor.organisation_id)
        bo = Membership.objects.get(pk=round_.people.bo.membership.pk)
        seats.propose_member(seat=own, colleague=bo, sight=sight, by=actor, at=actor.at)

    return do


def admit_proposed(round_):
    def do(actor, case, sight):
        seat = TeamMember.objects.select_related("case", "membership").get(
            case=case, state="proposed"
        )
        seats.admit(seat=seat, sight=sight, by=actor, at=actor.at)

    return do


def stop_case(round_):
    def do(actor, case, sight):
        change = StatusChange("stopped", case.version, "x")
        set_status(case=case, change=change, sight=sight, by=actor, at=actor.at)

    return do


def promise(round_):
    def do(actor, case, sight):
        made = Promise("Bellen", round_.seat("Bea"), actor.today)
        make_promise(case=case, promise=made, sight=sight, by=actor)

    return do


def put_box_aside(round_):
    def do(actor, case, sight):
        box = Box.objects.filter(case=case, topic=2).first()
        mark_not_needed(
            box=box, sight=sight, why="not_at_play", version=box.version, by=actor, at=actor.at
        )

    return do


def add_mina(round_):
    def do(actor, case, sight):
        case_people.add_person(
            case=case, kind="relative", name="Mina", sight=sight, by=actor, at=actor.at
        )

    return do


def share_less(round_):
    def do(actor, case, sight):
        rule = rules_of_the_client(round_).get(until_at=None)
        sharing.set_level(rule=rule, level=floor_of(rule), sight=sight, by=actor, at=actor.at)

    return do


def rules_of_the_client(round_):
    """Of one topic with one party, that the client may narrow."""
    own = Sharing.objects.filter(case=round_.case, client_decides=True).order_by("pk")
    first = own.filter(level__gt=Level.STATUS)[0]
    return own.filter(seat_kind=first.seat_kind, topic=first.topic)


def choose_day(round_):
    def do(actor, case, sight):
        day = PollDay.objects.select_related("poll__case").filter(case=case).first()
        poll = day.poll
        polls.choose_day(poll=poll, day=day, version=poll.version, sight=sight, by=actor)

    return do


def write_report(round_):
    def do(actor, case, sight):
        meeting = Meeting.objects.select_related("case__region").get(case=case)
        reports.write_report(meeting=meeting, text="Na afloop.", base="", sight=sight, by=actor)

    return do


def close_meeting(round_):
    def do(actor, case, sight):
        meeting = Meeting.objects.select_related("case__region").get(case=case)
        closed = reports.close_meeting(
            meeting=meeting, version=meeting.version, sight=sight, by=actor
        )
        round_.handed_to_the_client = closed.text

    return do


def cancel_meeting(round_):
    def do(actor, case, sight):
        meeting = Meeting.objects.select_related("case__region").get(case=case)
        meetings.cancel_meeting(
            meeting=meeting, why="x", version=meeting.version, sight=sight, by=actor
        )

    return do


def invite_gijs(round_):
    def do(actor, case, sight):
        item = AgendaItem.objects.select_related("meeting__case", "guest_pass").get(case=case)
        guests.invite_guest(
            item=item, seat=round_.seat("Gijs"), documents=[], sight=sight, by=actor
        )

    return do


def bring_case(round_):
    def do(actor, case, sight):
        question = items.Question("x", "x", "knows")
        items.bring_case(case=case, table=round_.a_table, question=question, sight=sight, by=actor)

    return do


def stop_table(round_):
    def do(actor):
        found = Table.objects.get(pk=round_.a_table.pk)
        tables.stop_table(table=found, version=found.version, by=actor)

    return do


def chair_to_petra(round_):
    def do(actor):
        found = Table.objects.get(pk=round_.a_table.pk)
        seat = TableSeat.objects.get(table=found)
        tables.hand_over_chair(table=found, seat=seat, version=found.version, by=actor)

    return do


def end_table_seat(round_):
    def do(actor):
        seat = TableSeat.objects.select_related("table").get(table=round_.a_table)
        tables.end_table_seat(seat=seat, by=actor)

    return do


def seat_wim(round_):
    def do(actor):
        wim = Membership.objects.get(pk=round_.people.wim.membership.pk)
        found = Table.objects.get(pk=round_.a_table.pk)
        tables.seat_member(table=found, member=wim, mandate="x", by=actor)

    return do


def hand_on(round_):
    def do(actor):
        sender, receiver = (Table.objects.get(pk=one.pk) for one in round_.two_tables)
        tables.hand_off(sender=sender, receiver=receiver, kind="question", subject="x", by=actor)

    return do


def answer(words):
    def make(round_):
        def do(actor):
            handoff = Handoff.objects.select_related("to_table").get(pk=round_.handoff.pk)
            tables.answer_handoff(handoff=handoff, answer=words, by=actor)

        return do

    return make


def remove_passkey(round_):
    def do():
        factor = Authenticator.objects.get(user=round_.people.bea.user, type="webauthn")
        remove_factor(user=factor.user, factor=factor, at=round_.people.at)

    return do


def remove_app(round_):
    """As the page of allauth does: may it, and then it is gone."""

    def do():
        factor = Authenticator.objects.get(user=round_.people.bea.user, type="totp")
        if not SecondFactorAdapter().can_delete_authenticator(factor):
            raise PermissionError
        factor.delete()

    return do


# --- what is ready before ---


def nothing(round_):
    pass


def a_table(round_):
    round_.a_table = round_.table()


def a_receiving_table(round_):
    round_.two_tables = (round_.table("Een"), round_.table("Twee"))
    round_.a_table = round_.two_tables[1]


def a_handoff(round_):
    first, second = round_.table("Een"), round_.table("Twee")
    round_.handoff = Handoff.objects.create(
        from_table=first, to_table=second, kind="question", subject="x",
        due_on=round_.people.at.date(), made_by=first.chair, made_at=round_.people.at,
    )  # fmt: skip


def bea_asks(round_):
    TeamMember.objects.filter(pk=round_.seat("Bea").pk).update(
        question="coordination", question_by=round_.people.bea.membership.pk,
        question_at=round_.people.at,
    )  # fmt: skip


def amir_stopped(round_):
    TeamMember.objects.filter(state="suspended").update(state="active", answer="lapsed")
    TeamMember.objects.filter(pk=round_.seat("Amir").pk).update(
        state="suspended", question="ending", question_by=round_.people.gerda.membership.pk,
        question_at=round_.people.at, question_until=round_.people.at + SOON, question_why="x",
    )  # fmt: skip


def bo_proposed(round_):
    round_.proposed("Bo")


def a_poll(round_):
    poll = DatePoll.objects.create(
        case=round_.case, kind="regular", minutes=60, place="home", made_at=round_.people.at
    )
    PollDay.objects.create(case=round_.case, poll=poll, begins_at=round_.people.at + SOON)


def a_meeting_over(round_):
    round_.meeting(round_.people.at - SOON)


def a_meeting_with_a_point(round_):
    story_seats = round_.people.seat_of
    with_guest = {**SEATS, "Gijs": "guest"}
    story._table(round_.people, "Samir", "zuidveen", "Gerda", with_guest)
    round_.case = round_.people.case_of["Samir"]
    AgendaItem.objects.create(
        case=round_.case, topic=25, meeting=round_.meeting(round_.people.at + SOON), what="x",
        by_seat=story_seats["Samir", "Gerda"], made_at=round_.people.at,
    )  # fmt: skip


def two_factors(round_):
    user = round_.people.bea.user
    Authenticator.objects.filter(user=user).delete()
    for kind in ("totp", "webauthn"):
        Authenticator.objects.create(user=user, type=kind, data={})


# --- what must hold afterwards ---


def coordinator_sits(round_):
    return round_.has_coordinator()


def decided_once(round_):
    """It ended or it is open, and the timeline says which, once."""
    events = Event.objects.filter(subject=f"cases.teammember:{round_.seat('Amir').pk}")
    kinds = {"active": "cases.seat_opened", "ended": "cases.seat_ended"}
    told = events.filter(kind__in=kinds.values()).values_list("kind", flat=True)
    return list(told) == [kinds[round_.seat("Amir").state]]


def wished_once(round_):
    of_case = Event.objects.filter(case_id=round_.case.pk)
    return of_case.filter(kind="cases.coordination_asked").count() == 1


def asked_once(round_):
    asked = TeamMember.objects.filter(case=round_.case, state="requested")
    return asked.count() == 1


def nobody_gone_is_seated(round_):
    held = TeamMember.objects.filter(case=round_.case, state__in=("proposed", "active"))
    return not held.filter(membership__until_at__isnull=False).exists()


def sharing_follows_the_seats(round_):
    """What is shared with a party is shared while somebody of it sits there."""
    seated = round_.seated(kind="bw_provider").exists()
    shared = Sharing.objects.filter(case=round_.case, until_at=None, seat_kind="bw_provider")
    return shared.exists() == seated


def nothing_after_the_end(round_):
    of_case = Event.objects.filter(case_id=round_.case.pk)
    end = of_case.filter(kind="journey.status_changed").first()
    return end is None or not of_case.filter(pk__gt=end.pk).exists()


def one_mina(round_):
    return round_.seated(name="Mina").count() == 1


def one_rule(round_):
    return rules_of_the_client(round_).filter(until_at=None).count() == 1


def one_meeting(round_):
    return Meeting.objects.filter(case=round_.case).count() == 1


def report_is_as_the_client_reads_it(round_):
    """Nothing was written to it after it was handed to the client."""
    report = Report.objects.get(meeting__case=round_.case)
    return report.ready_at is None or report.text == round_.handed_to_the_client


def held_or_cancelled(round_):
    """Who came to a meeting that is off is nobody's guest."""
    off = Meeting.objects.filter(case=round_.case, status="cancelled").exists()
    guests_of_it = GuestPass.objects.filter(case=round_.case, ended_at=None)
    return not (off and guests_of_it.exists())


def no_case_waits_at_a_stopped_table(round_):
    waits = TableItem.objects.filter(table=round_.a_table, decided_at=None).exists()
    return not (waits and Table.objects.get(pk=round_.a_table.pk).closed_at)


def chair_sits_or_never_left(round_):
    found = Table.objects.get(pk=round_.a_table.pk)
    if found.chair_id == round_.people.tina.membership.pk:
        return True
    ended = TableSeat.objects.filter(table=found, until_at__isnull=False).exists()
    handed = Event.objects.filter(subject=f"tables.table:{found.pk}", kind__endswith="handed_over")
    left = Event.objects.filter(subject=f"tables.table:{found.pk}", kind="tables.member_left")
    return not ended or handed.get().pk < left.get().pk


def wim_sits_once(round_):
    return TableSeat.objects.filter(
        table=round_.a_table, membership=round_.people.wim.membership, until_at=None
    ).count() == 1  # fmt: skip


def nothing_handed_to_a_stopped_table(round_):
    stopped = Table.objects.get(pk=round_.a_table.pk).closed_at
    events = Event.objects.order_by("pk")
    stop = events.filter(kind="tables.table_stopped", subject=f"tables.table:{round_.a_table.pk}")
    handed = events.filter(
        kind="tables.handed_off", subject=f"tables.table:{round_.two_tables[0].pk}"
    )
    return not (stopped and handed) or handed[0].pk < stop[0].pk


def answered_once(round_):
    return Event.objects.filter(
        kind="tables.handoff_answered", subject=f"tables.table:{round_.handoff.to_table_id}"
    ).count() == 1  # fmt: skip


def a_factor_is_left(round_):
    return Authenticator.objects.filter(user=round_.people.bea.user).exists()


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


PAIRS = {
    # seats and coordination
    "asked twice": Pair(
        ("Gerda", ask_gijs), ("Gerda", ask_gijs), asked_once, guards=("case", "seat_asked_once")
    ),
    "handed over, seat ended": Pair(
        ("Gerda", hand_over_to("Bea")), ("Bea", end_seat_of("Bea")), coordinator_sits
    ),
    "handed over, work ended": Pair(
        ("Gerda", hand_over_to("Bea")), ("Olga", leave("Bea"), "work"), coordinator_sits,
        guards=("case", "member"),
    ),
    "coordination admitted, seat ended": Pair(
        ("Gerda", say(True, questions.answer_coordination, "Bea")), ("Bea", end_seat_of("Bea")),
        coordinator_sits, bea_asks,
    ),
    "coordination asked twice": Pair(
        ("Bea", ask_to_coordinate), ("Bea", ask_to_coordinate), wished_once,
        guards=("case", "version"),
    ),
    "agreed, refused": Pair(
        ("Bea", say(True, questions.answer_ending, "Amir")),
        ("Samir", say(False, questions.answer_ending, "Amir")), decided_once, amir_stopped,
        ("case", "version"),
    ),
    "agreed, opened by the clock": Pair(
        ("Bea", say(True, questions.answer_ending, "Amir")), ("Bea", clock_opens, "account"),
        decided_once, amir_stopped, ("case", "version"),
    ),
    "proposed, work ended": Pair(
        ("Bea", propose_bo), ("Olga", leave("Bo"), "work"), nobody_gone_is_seated,
        guards=("member",),
    ),
    "admitted, work ended": Pair(
        ("Gerda", admit_proposed), ("Olga", leave("Bo"), "work"), nobody_gone_is_seated,
        bo_proposed, ("case", "member", "version"),
    ),
    "admitted, last of the party ended": Pair(
        ("Gerda", admit_proposed), ("Bea", end_seat_of("Bea")), sharing_follows_the_seats,
        bo_proposed, gate=2,
    ),
    "added twice": Pair(("Bea", add_mina), ("Samir", add_mina), one_mina),
    "shared less twice": Pair(
        ("Samir", share_less), ("Bea", share_less), one_rule,
        guards=("case", "version", "sharing_once"),
    ),
    # the end of a case
    "promised, stopped": Pair(("Bea", promise), ("Gerda", stop_case), nothing_after_the_end),
    "boxed, stopped": Pair(("Bea", put_box_aside), ("Gerda", stop_case), nothing_after_the_end),
    "asked, stopped": Pair(("Gerda", ask_gijs), ("Gerda", stop_case), nothing_after_the_end),
    # meetings
    "chosen twice": Pair(
        ("Gerda", choose_day), ("Bea", choose_day), one_meeting, a_poll, ("case", "version")
    ),
    "written, closed": Pair(
        ("Bea", write_report), ("Gerda", close_meeting), report_is_as_the_client_reads_it,
        a_meeting_over,
    ),
    "guest invited, cancelled": Pair(
        ("Gerda", invite_gijs), ("Bea", cancel_meeting), held_or_cancelled, a_meeting_with_a_point
    ),
    # tables of the region
    "brought, stopped": Pair(
        ("Gerda", bring_case), ("Tina", stop_table, "work"), no_case_waits_at_a_stopped_table,
        a_table, ("table",),
    ),
    "chair handed over, seat ended": Pair(
        ("Tina", chair_to_petra, "work"), ("Petra", end_table_seat, "work"),
        chair_sits_or_never_left, a_table, ("table",),
    ),
    "seated twice": Pair(
        ("Tina", seat_wim, "work"), ("Petra", seat_wim, "work"), wim_sits_once, a_table,
        ("table", "table_seat_once"),
    ),
    "handed on, stopped": Pair(
        ("Tina", hand_on, "work"), ("Petra", stop_table, "work"),
        nothing_handed_to_a_stopped_table, a_receiving_table, ("table",),
    ),
    "answered twice": Pair(
        ("Tina", answer("Ja"), "work"), ("Petra", answer("Nee"), "work"), answered_once,
        a_handoff, ("table",),
    ),
    # a death, by two
    "death confirmed twice": Pair(
        ("Bea", deaths.confirm, "work"), ("Amir", deaths.confirm, "work"),
        deaths.confirmed_once, deaths.reported, ("report",),
    ),
    "death confirmed, undone": Pair(
        ("Bea", deaths.confirm, "work"), ("Gerda", deaths.undo, "work"),
        deaths.of_one_mind, deaths.reported, ("report",),
    ),
    # accounts
    "both factors removed": Pair(
        ("Bea", remove_passkey, "account"), ("Bea", remove_app, "account"), a_factor_is_left,
        two_factors, ("account",),
    ),
}  # fmt: skip


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

"""Who sits at the table of a case, and who coordinates it."""

from huiswaarts.casework.cases.actions import people as case_people
from huiswaarts.casework.cases.actions import questions, seats, sharing
from huiswaarts.casework.cases.jobs import open_lapsed
from huiswaarts.casework.cases.models import Sharing, TeamMember
from huiswaarts.casework.cases.policies_sharing import floor_of
from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Membership, Organisation

from .rounds import SOON, Pair
from .stage import GoneError


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
        proposed = TeamMember.objects.select_related("case", "membership")
        seat = proposed.filter(case=case, state="proposed").first()
        if seat is None:
            raise GoneError("no longer proposed")
        seats.admit(seat=seat, sight=sight, by=actor, at=actor.at)

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


def one_mina(round_):
    return round_.seated(name="Mina").count() == 1


def one_rule(round_):
    return rules_of_the_client(round_).filter(until_at=None).count() == 1


ROWS = {
    "asked twice": Pair(
        ("Gerda", ask_gijs), ("Gerda", ask_gijs), asked_once, guards=("case", "seat_asked_once")
    ),
    "handed over, seat ended": Pair(
        ("Gerda", hand_over_to("Bea")), ("Bea", end_seat_of("Bea")), coordinator_sits,
        guards=("case", "passes"),
    ),
    "handed over, work ended": Pair(
        ("Gerda", hand_over_to("Bea")), ("Olga", leave("Bea"), "work"), coordinator_sits,
        guards=("case", "member", "passes"),
    ),
    "coordination admitted, seat ended": Pair(
        ("Gerda", say(True, questions.answer_coordination, "Bea")), ("Bea", end_seat_of("Bea")),
        coordinator_sits, bea_asks, ("case", "answer"),
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
}  # fmt: skip

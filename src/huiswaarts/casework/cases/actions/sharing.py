"""Who may see what: opening a party's view, narrowing it, opening it again, closing it."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from huiswaarts.casework.cases import policies_sharing as policies
from huiswaarts.casework.cases.content.matrix import SharingRule, default_matrix
from huiswaarts.casework.cases.models import Case, Consent, RegionRule, Sharing, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import Own, granting
from huiswaarts.foundation.access.seats import SEATS, Label
from huiswaarts.foundation.access.topics import Level, Topic
from huiswaarts.foundation.events import actions as events


@dataclass(frozen=True)
class Party:
    """Organisation and seat kind, or one named relative: what sharing is with."""

    seat_kind: str
    organisation_id: int | None = None
    member_id: int | None = None

    @classmethod
    def of(cls, seat: TeamMember) -> "Party":
        if SEATS[seat.kind].professional:
            return cls(seat.kind, organisation_id=seat.organisation_id)
        return cls(seat.kind, member_id=seat.pk)

    def rows(self) -> Q:
        return Q(
            seat_kind=self.seat_kind,
            organisation_id=self.organisation_id,
            member_id=self.member_id,
        )


def _sitting(seat_kind: str, organisation_id: int | None, member_id: int | None) -> Q:
    if member_id is not None:
        return Q(pk=member_id)
    return Q(kind=seat_kind, organisation_id=organisation_id)


def _users(case_id: int, which: Q) -> set[int | None]:
    seats = TeamMember.objects.filter(which, case_id=case_id, state=TeamMember.State.ACTIVE)
    rows = seats.values_list("user_id", "membership__user_id")
    return {user for row in rows for user in row}


def _who_reads_more(*, rule: Sharing, level: Level, **_: object) -> set[int | None]:
    """Narrowing gives nobody anything."""
    if level <= rule.level:
        return set()
    return _users(rule.case_id, _sitting(rule.seat_kind, rule.organisation_id, rule.member_id))


def _who_reads_again(*, case: Case, party: Party, **_: object) -> set[int | None]:
    return _users(case.pk, _sitting(party.seat_kind, party.organisation_id, party.member_id))


@transaction.atomic
def open_party(*, case: Case, seat: TeamMember, by: Actor, at: dt.datetime) -> None:
    """Give the party of a new seat what matrix and region allow. The client needs no rules.

    What the client narrowed for this party before stays narrowed: rows that exist are kept.
    """
    if seat.is_client:
        return
    party = Party.of(seat)
    known = set(
        Sharing.objects.filter(party.rows(), case=case, until_at=None).values_list(
            "topic", flat=True
        )
    )
    caps = region_caps(case.region_id, seat.kind)
    rows = [
        make_rule(case, party, default, caps.get(default.topic, Level.WRITE), at)
        for default in default_matrix().for_seat(seat.kind)
        if default.topic not in known
    ]
    Sharing.objects.bulk_create([row for row in rows if row is not None])
    events.record(
        kind="cases.party_opened", by=by, case_id=case.pk, subject=f"cases.teammember:{seat.pk}"
    )


def region_caps(region_id: int, seat_kind: str) -> dict[int, Level]:
    rules = RegionRule.objects.filter(region_id=region_id, seat_kind=seat_kind)
    return {rule.topic: Level(rule.ceiling) for rule in rules}


def make_rule(
    case: Case, party: Party, default: SharingRule, cap: Level, at: dt.datetime
) -> Sharing | None:
    """The least of matrix and region; nothing to store when that is nothing."""
    ceiling = min(Level(default.ceiling), cap)
    if ceiling == Level.NONE:
        return None
    narrowed = ceiling < default.ceiling
    return Sharing(
        case=case,
        seat_kind=party.seat_kind,
        organisation_id=party.organisation_id,
        member_id=party.member_id,
        topic=default.topic,
        level=min(Level(default.level), ceiling),
        ceiling=ceiling,
        ground=default.ground,
        purpose=default.purpose,
        client_decides=default.client_can_switch,
        set_by=Sharing.SetBy.REGION if narrowed else Sharing.SetBy.DEFAULT,
        from_at=at,
    )


@transaction.atomic
def close_party(*, case: Case, seat: TeamMember, by: Actor) -> None:
    """When the last seat of a party ends, so does what was shared with it.

    After the seat ended. In the database, since whoever ends a seat may not change sharing,
    or has no seat any more.
    """
    with connection.cursor() as cursor:
        cursor.execute("select app_close_party(%s)", [seat.pk])
        if not cursor.fetchone()[0]:
            return
    events.record(
        kind="cases.party_closed", by=by, case_id=case.pk, subject=f"cases.teammember:{seat.pk}"
    )


@granting(to=_who_reads_more, own=Own.OWN_DATA, reason=policies.NOT_FOR_OWN)
@transaction.atomic
def set_level(*, rule: Sharing, level: Level, sight: Sight, by: Actor, at: dt.datetime) -> None:
    """The client moves a party up or down under its ceiling; counts on the very next request.

    What is derived from a box moves along with the box. Raises `RuleEndedError` when somebody
    changed the rule in between.
    """
    require(policies.change_sharing(sight, rule, level))
    replace_rule(rule=rule, level=level, at=at)
    for follower in _followers(rule):
        replace_rule(rule=follower, level=min(level, Level(follower.ceiling)), at=at)
    said = Consent.Said.YES if level > Level.NONE else Consent.Said.WITHDRAWN
    record_consent(rule=rule, said=said, by=by, at=at)
    events.record(
        kind="cases.sharing_changed",
        by=by,
        case_id=rule.case_id,
        subject=f"cases.sharing:{rule.pk}",
        about=rule.topic,
        level=int(level),
    )


@transaction.atomic
def stop_sharing(
    *, case: Case, party: Party, sight: Sight, by: Actor, at: dt.datetime
) -> list[Sharing]:
    """The client stops sharing with a party: all but what the law asks of it ends now.

    Returns the rules that stay, with their reason in the matrix. The seat stays too.
    """
    require(policies.stop_sharing(sight))
    rules = list(Sharing.objects.filter(party.rows(), case=case, until_at=None))
    for rule in rules:
        if policies.ends_when_stopped(rule) and rule.level > Level.NONE:
            replace_rule(rule=rule, level=Level.NONE, at=at)
            record_consent(rule=rule, said=Consent.Said.WITHDRAWN, by=by, at=at)
    events.record(kind="cases.sharing_stopped", by=by, case_id=case.pk, seat=party.seat_kind)
    return [rule for rule in rules if not policies.ends_when_stopped(rule)]


@granting(to=_who_reads_again, own=Own.OWN_DATA, reason=policies.NOT_FOR_OWN)
@transaction.atomic
def resume_sharing(*, case: Case, party: Party, sight: Sight, by: Actor, at: dt.datetime) -> None:
    """Back to where matrix and region begin; only the client can say so, alone or with help."""
    require(policies.stop_sharing(sight))
    matrix = default_matrix()
    for rule in Sharing.objects.filter(party.rows(), case=case, until_at=None):
        default = matrix.rule(rule.seat_kind, rule.topic)
        level = min(default.level, Level(rule.ceiling)) if default else Level.NONE
        if level > rule.level:
            replace_rule(rule=rule, level=level, at=at)
            record_consent(rule=rule, said=Consent.Said.YES, by=by, at=at)
    events.record(kind="cases.sharing_resumed", by=by, case_id=case.pk, seat=party.seat_kind)


class RuleEndedError(Exception):
    """This sharing rule was changed or ended meanwhile: look again before choosing."""


def replace_rule(
    *, rule: Sharing, level: Level, at: dt.datetime, set_by: str = Sharing.SetBy.CLIENT
) -> Sharing:
    """The old rule ends and a new one begins, so that who could see what stays known."""
    if not Sharing.objects.filter(pk=rule.pk, until_at=None).update(until_at=at):
        raise RuleEndedError
    same = ("case_id", "seat_kind", "organisation_id", "member_id", "topic", "ceiling")
    facts = {name: getattr(rule, name) for name in (*same, "ground", "purpose", "client_decides")}
    return Sharing.objects.create(**facts, level=level, set_by=set_by, from_at=at)


def _followers(rule: Sharing) -> list[Sharing]:
    """Rules of what is derived from this box, for a party that writes the box itself."""
    matrix = default_matrix()
    rows = Sharing.objects.filter(
        case_id=rule.case_id,
        seat_kind=rule.seat_kind,
        organisation_id=rule.organisation_id,  # type: ignore[misc]  # none: of a person
        member_id=rule.member_id,
        until_at=None,
    ).exclude(pk=rule.pk)
    defaults = ((row, matrix.rule(row.seat_kind, row.topic)) for row in rows)
    return [row for row, default in defaults if default and default.follows == rule.topic]


def record_consent(*, rule: Sharing, said: str, by: Actor, at: dt.datetime) -> Consent:
    """A choice about sharing with one party, in the ledger of what the client said."""
    return Consent.objects.create(
        case_id=rule.case_id,
        topic=Topic.COMMON,
        label=Label.CARE_CIRCLE,
        kind=Consent.Kind.GDPR,
        said=said,
        organisation_id=rule.organisation_id,
        member_id=rule.member_id,
        about_topic=rule.topic,
        text_shown="sharing",
        by_user=by.user_id,
        by_membership=by.membership_id,
        at=at,
    )

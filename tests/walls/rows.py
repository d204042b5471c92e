"""The rows around the cases of a random world: promises, documents, talks, tables, bottlenecks."""

import datetime as dt
import uuid

from huiswaarts.casework.cases.models import Commitment, Document, GuestPass
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.casework.meetings.models import (
    AgendaItem,
    Attendance,
    DatePoll,
    Meeting,
    MeetingDocument,
    MeetingPromise,
    PollAnswer,
    PollDay,
    Report,
)
from huiswaarts.casework.tables.models import Table, TableItem, TableSeat
from huiswaarts.foundation.accounts.models import RecoveryRequest, RecoveryStatement
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Offer, RoleProposal
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
TOPICS = (1, 2, 3)
REGIONS, ORGANISATIONS = 2, 3


def promises(world, drawn):
    """Of somebody at the table, or of whom once sat there."""
    Commitment.objects.bulk_create(
        Commitment(
            case=seat.case, topic=TOPICS[topic], label=label, owner=seat, what="x", made_at=NOW,
            due_on=NOW.date() + (slot - 1) * DAY,
        )
        for place, topic, label, organisation, slot in drawn
        if world.seats and (seat := world.seats[(place * 7 + organisation) % len(world.seats)])
    )  # fmt: skip


def documents(world, drawn):
    """Put by somebody at the table, or who once sat there."""
    Document.objects.bulk_create(
        Document(
            case=seat.case, topic=TOPICS[topic], label=label, put_by=seat, put_at=NOW, name="x",
            what="other", kind="txt", size=1, sha256="x", storage_key=str(number),
            state=("ready", "quarantine", "ready")[slot],
            withdrawn_at=NOW if slot == 2 else None,
        )
        for number, (place, topic, label, organisation, slot) in enumerate(drawn)
        if world.seats and (seat := world.seats[(place * 3 + organisation) % len(world.seats)])
    )  # fmt: skip


def meetings(world, drawn):
    """In every case one, with what was said there in random circles; reports public or not yet."""
    meetings = {
        case.pk: Meeting.objects.create(case=case, begins_at=NOW, place="home", made_at=NOW)
        for case in world.cases
    }
    for place, topic, label, organisation, slot in drawn:
        if not world.seats:
            return
        seat = world.seats[(place * 5 + organisation) % len(world.seats)]
        said = {
            "case": seat.case, "topic": TOPICS[topic], "label": label,
            "meeting": meetings[seat.case_id],
        }  # fmt: skip
        AgendaItem.objects.create(by_seat=seat, what="x", made_at=NOW, **said)
        public = (None, NOW - DAY, NOW + 9 * DAY)[slot]
        document = Document.objects.filter(case=seat.case, meetings=None).first()
        rows = (
            Attendance(seat=seat, how=_how(seat, slot), **said),
            Report(public_from=public, **said),
            MeetingPromise(promise=seat.promises.first(), **said)
            if seat.promises.first()
            else None,
            MeetingDocument(document=document, **said) if document else None,
        )
        for row in filter(None, rows):
            type(row).objects.bulk_create([row], ignore_conflicts=True)


def _how(seat, slot):
    """Some relatives and supporters are left out, and some are welcome again."""
    own = seat.kind in {"relative", "supporter"}
    return ("left_out", "here", "welcome")[slot] if own else "here"


def polls(world, drawn):
    """In some cases a day is looked for; answered by whoever sits there, or once sat."""
    for place, _topic, _label, organisation, slot in drawn:
        if not world.seats:
            return
        seat = world.seats[(place * 7 + organisation + slot) % len(world.seats)]
        poll = DatePoll.objects.filter(case=seat.case).first() or DatePoll.objects.create(
            case=seat.case, kind="regular", minutes=60, place="home", made_at=NOW,
            ended_at=NOW if slot == 2 else None,
        )  # fmt: skip
        told = {"case": seat.case, "begins_at": NOW + slot * DAY}
        day, _ = PollDay.objects.get_or_create(poll=poll, **told)
        answer = {"case": seat.case, "can": "yes", "answered_at": NOW}
        PollAnswer.objects.get_or_create(day=day, seat=seat, defaults=answer)


def guests(world, drawn):
    """Around meetings long past, now, soon and far ahead; some taken back."""
    for place, topic, label, organisation, slot in drawn:
        seats = [seat for seat in world.seats if seat.kind == "guest"]
        if not seats:
            return
        seat = seats[(place * 3 + organisation) % len(seats)]
        told = {"case": seat.case, "topic": TOPICS[topic], "label": label}
        given = GuestPass.objects.create(
            seat=seat, begins_at=NOW + (-9, 0, 3, 9)[(organisation + slot) % 4] * DAY, minutes=60,
            place="x", given_at=NOW, ended_at=NOW if (label, slot) == (3, 2) else None, **told,
        )  # fmt: skip
        for rows in (AgendaItem.objects, Document.objects):
            of_case = rows.filter(case=seat.case, guest_pass=None).order_by("pk")
            rows.filter(pk__in=of_case.values("pk")[:1]).update(guest_pass=given)


def tables(world, drawn):
    """A case table per region, at which some of the workers sit; with an item of some cases."""
    tables = [
        Table.objects.create(
            region=region, kind="case_table", name="x", purpose="x", made_at=NOW,
            chair=next(one for one in world.work if one.region_id == region.pk),
        )
        for region in world.ground.regions
    ]  # fmt: skip
    for n, work in enumerate(world.work):
        table = tables[world.ground.regions.index(work.region)]
        TableSeat.objects.create(
            table=table, membership=work, mandate="x", from_at=NOW - DAY,
            until_at=(None, NOW, NOW + DAY)[n % 3],
        )  # fmt: skip
    for n, (place, topic, _label, _organisation, slot) in enumerate(drawn[:6]):
        case = world.cases[place]
        decided = (None, NOW - DAY, NOW - 15 * DAY)[slot]
        said = {"decision": "x", "pattern": "one_off"} if decided else {}
        TableItem.objects.bulk_create(
            [
                TableItem(
                    table=tables[(place + topic) % REGIONS], case=case, who="x", tried="x",
                    question=str(n), client_knows="knows", brought_by=world.work[0],
                    brought_at=NOW, due_on=NOW.date(), decided_at=decided, **said,
                )
            ],
            ignore_conflicts=True,
        )  # fmt: skip


def bottlenecks(world, drawn):
    """In each region one and what was drawn, said and taken back by organisations of the region."""
    for n, (place, _topic, _label, organisation, slot) in enumerate([(0,) * 5, (1,) * 5, *drawn]):
        region = world.ground.regions[place % REGIONS]
        by = world.ground.organisations[place % REGIONS][organisation % ORGANISATIONS]
        work = next(one for one in world.work if one.region_id == region.pk)
        said = {"organisation": by, "membership": work}
        made = Bottleneck.objects.create(
            region=region, category="home", title=str(n), description="x", reach="region",
            noted_at=NOW, **said,
        )  # fmt: skip
        withdrawn = NOW if slot == 2 else None
        Recognition.objects.create(bottleneck=made, at=NOW, withdrawn_at=withdrawn, **said)


def offers(world, drawn):
    """To the addresses of people in this world and of nobody: work, or a seat."""
    users = [*world.ground.workers, *world.ground.others]
    for n, (place, topic, label, organisation, slot) in enumerate(drawn):
        user = users[(place * 5 + topic * 3 + n) % len(users)]
        work = world.work[(place + organisation) % len(world.work)]
        seat = world.seats[(place + n) % len(world.seats)] if world.seats and label else None
        what = (
            {"seat_id": seat.pk, "case_id": seat.case_id, "region": seat.case.region}
            if seat
            else {"organisation": work.organisation, "role": work.role, "region": work.region}
        )
        Offer.objects.bulk_create(
            [
                Offer(
                    typed="x@x.nl", address=user.email if slot else f"nobody{n}@x.nl",
                    code_hash=uuid.uuid4().hex, invited_at=NOW - DAY, expires_at=NOW + slot * DAY,
                    state=("open", "declined", "open", "accepted")[(n + slot) % 4],
                    claimed_by_user_id=user.pk if n % 7 == 0 else None, **what,
                )
            ],
            ignore_conflicts=True,
        )  # fmt: skip


def proposals(world, drawn):
    """Of roles over the region, in every organisation where somebody works; some answered."""
    for n, work in enumerate(world.work):
        RoleProposal.objects.create(
            region=work.region, organisation=work.organisation, typed="x@x.nl", name="x",
            address=f"proposed{n}@x.nl", role="help_desk", proposed_by=work, proposed_at=NOW,
            proposed_by_user_id=work.user_id, state=("open", "withdrawn")[(n + len(drawn)) % 2],
        )  # fmt: skip


def message(world, ids, slot):
    """To somebody at work, in the work of somebody else, or at home."""
    works = (None, world.work[0].pk, world.work[-1].pk)
    ids = {**ids, "membership_id": works[slot]}
    Notification.objects.create(kind="help_asked", once_key=uuid.uuid4().hex, **ids)


def deaths(world, drawn):
    """Of clients and of cases without one; one a case."""
    for case in world.cases[:3]:
        sitting = [s for s in world.seats if s.case_id == case.pk and s.kind == "client"]
        work = next((w for w in world.work if w.region_id == case.region_id), None)
        if work is None or not drawn:
            continue
        DeathReport.objects.create(
            case=case, region_id=case.region_id, reported_by=work.user_id, membership=work,
            user_id=sitting[0].user_id if sitting else None,
            organisation_id=work.organisation_id, reported_at=NOW,
        )  # fmt: skip


def recoveries(world, drawn):
    """Of clients and relatives at a table, and of workers; some with a statement."""
    sitting = [seat for seat in world.seats if seat.user_id]
    for place, _topic, _label, organisation, slot in drawn[:8]:
        work = world.work[(place * 3 + organisation) % len(world.work)]
        seat = sitting[place % len(sitting)] if sitting and slot else None
        told = (
            {"user_id": seat.user_id, "kind": "access", "case_id": seat.case_id,
             "region_id": seat.case.region_id}
            if seat else
            {"user_id": work.user_id, "kind": "second_factor", "region_id": work.region_id,
             "organisation_id": work.organisation_id}
        )  # fmt: skip
        if RecoveryRequest.objects.filter(user_id=told["user_id"], kind=told["kind"]).exists():
            continue
        asked = RecoveryRequest.objects.create(
            asked_at=NOW, wide_from=NOW + 2 * DAY, expires_at=NOW + 30 * DAY, **told
        )
        if slot != 1:
            RecoveryStatement.objects.create(
                request=asked, number=1, user_id=work.user_id + 1, party="x", at=NOW
            )

"""Samir's case and its strangers, with a bird in every box answer, note, reason and name."""

import datetime as dt
from dataclasses import dataclass, field

from huiswaarts.casework.boxes.models import (
    Answer,
    Box,
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
    Check,
    Confirmation,
    DerivedAnswer,
)
from huiswaarts.casework.cases.files import store
from huiswaarts.casework.cases.models import (
    Commitment,
    Document,
    GateOverride,
    GuestPass,
    PhaseMove,
    TeamMember,
)
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.casework.meetings.models import (
    AgendaItem,
    Attendance,
    CalendarFeed,
    DatePoll,
    Meeting,
    MeetingDocument,
    MeetingPromise,
    PollAnswer,
    PollDay,
    Report,
)
from huiswaarts.casework.tables.models import (
    Handoff,
    Table,
    TableItem,
    TableMeeting,
    TableSeat,
)
from huiswaarts.foundation.access.topics import DERIVED
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.models import RecoveryRequest, SheetCode
from huiswaarts.foundation.events.models import AccessRecord, Notification
from huiswaarts.foundation.network.models import Offer, RoleProposal
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition
from tests.database import as_owner
from tests.people import MONTH, make_people

from .canaries import canary
from .cards import add_cards
from .expected import AT_DIRKS, AT_STANS, DRENTHE, ZUIDVEEN, at_the_table, readers

WORDY = ("text", "choice_text", "date_text", "month_text")
LABELS = (0, 1, 2, 3)
TICKED_ON = dt.date(2025, 2, 3)


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
            _case(town, whose, around)
        _settled(town)
        _tables(town)
        _told_of_tables(town)
        _bottlenecks(town)
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
    DeathReport.objects.create(
        case=case, region_id=case.region_id, user_id=town.people.by_name[whose].user.pk,
        reported_by=work.user_id, membership=work, organisation_id=work.organisation_id,
        reported_at=town.people.at,
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
        ("zuidveen", inviting, {"case_id": seat.case_id, "seat_id": seat.pk}),
    ):
        work = "organisation" in what
        address = town.put("offer", region, "address", str(work), may=told, must=told)
        name = town.put("offer", region, "name", str(work), may=told, must=told if work else ())
        Offer.objects.create(
            region=people.regions[region], typed=f"{address}@elders.nl", name=name,
            address=f"{address.lower()}@elders.nl", role="support_worker" if work else "",
            code_hash=print_of(address), invited_at=people.at,
            expires_at=people.at + MONTH, **what,
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


def _case(town, whose, around):
    """`around`: the whole table of a stranger's case, where nobody else may find anything."""
    case, people = town.people.case_of[whose], town.people
    on_card = around or readers(0)

    def put(*about, may, must=()):
        must = () if around else must
        return town.put(whose, *about, may=around or may, must=must, of=whose)

    case.follow_up_what = put("next step", may=at_the_table(), must={"Bea", "Gerda"})
    case.follow_up_on = case.registered_on + 6 * MONTH
    case.kickoff_late_reason = put("late kick-off", may=on_card)
    case.status_reason = put("status", may=on_card)
    case.save()
    override = GateOverride.objects.create(
        case=case, gate="register_for_home", by_membership=case.coordinator, at=people.at - MONTH,
        why=put("override", may=on_card, must=on_card - {"Samir", "Mina", "Sofie"}),
        review_on=case.registered_on + 6 * MONTH,
    )  # fmt: skip
    PhaseMove.objects.create(
        case=case, from_phase="kickoff", to_phase="preparation", from_status="active",
        to_status="active", override=override, by_membership=case.coordinator,
        at=people.at - MONTH, reason=put("move", may=on_card),
    )  # fmt: skip
    _promises(town, whose, put)
    _meetings(town, whose, put)
    _messages(town, whose)
    _feed(town, whose)
    _documents(town, whose, put)
    for box in Box.objects.filter(case=case).select_related("box_type"):
        _box(town, whose, box, put)


def _promises(town, whose, put):
    """Of the client: about the whole plan, about health, and what is done; all late or settled."""
    case, people = town.people.case_of[whose], town.people
    owner = people.seat_of[whose, whose]
    long_ago = case.registered_on
    for topic, state in ((25, "open"), (25, "kept"), (6, "open"), (6, "withdrawn")):
        may = readers(topic)
        said = {"settled_at": people.at - MONTH} if state != "open" else {}
        Commitment.objects.create(
            case=case, topic=topic, owner=owner, state=state, due_on=long_ago,
            what=put(topic, "promise", state, may=may, must=may),
            why=put(topic, "promise", state, "why", may=may), made_by=case.coordinator,
            made_at=people.at - 2 * MONTH, **said,
        )  # fmt: skip


def _meetings(town, whose, put):
    """One that is to come, with points; and one that was, of which the report is public."""
    case, people = town.people.case_of[whose], town.people
    may, card = readers(25), readers(0)
    for status, at, presence in (
        ("planned", people.at - dt.timedelta(hours=1), "not_asked"),
        ("held", people.at - MONTH, "present"),
    ):  # fmt: skip
        meeting = Meeting.objects.create(
            case=case, begins_at=at, place="home", status=status, client_presence=presence,
            made_by=case.coordinator, made_at=people.at - 2 * MONTH,
        )  # fmt: skip
        said = {"case": case, "topic": 25, "meeting": meeting}
        AgendaItem.objects.create(
            by_seat=people.seat_of[whose, whose], is_demand=True, made_at=people.at,
            what=put("point", status, may=may, must=may if status == "planned" else ()),
            behind=put("behind", status, may=may), **said,
        )  # fmt: skip
        held = {"ready_at": at, "public_from": at} if status == "held" else {}
        Report.objects.create(
            text=put("report", status, may=may, must=may if held else ()),
            client_view=put("view", status, may=may), **held, **said,
        )  # fmt: skip
    _poll(case, people)
    if whose == "Samir":
        _guests(town, case, put)
        _left_out(town, case, put)
    Meeting.objects.create(
        case=case, begins_at=people.at, place="home", status="cancelled", made_at=people.at,
        why=put("meeting off", may=card, must=card - {"Samir", "Mina", "Sofie"}),
    )  # fmt: skip


def _poll(case, people):
    """No words in it: a day is looked for, and the client said something."""
    poll = DatePoll.objects.create(
        case=case, kind="regular", minutes=60, place="home", made_at=people.at
    )
    day = PollDay.objects.create(case=case, poll=poll, begins_at=people.at + MONTH)
    seat = TeamMember.objects.get(case=case, kind="client")
    PollAnswer.objects.create(case=case, day=day, seat=seat, can="yes", answered_at=people.at)


def _guests(town, case, put):
    """Gijs comes for one point of what is to come; of what was long ago he reads nothing more."""
    people, may = town.people, readers(25)
    for meeting in Meeting.objects.filter(case=case, status__in=("planned", "held")):
        now = meeting.status == "planned"
        told = {"case": case, "topic": 25}
        given = GuestPass.objects.create(
            seat=people.seat_of["Samir", "Gijs"], begins_at=meeting.begins_at, minutes=60,
            given_at=people.at, place="home", **told,
        )  # fmt: skip
        reads = may | ({"Gijs"} if now else set())
        AgendaItem.objects.create(
            meeting=meeting, by_seat=people.seat_of["Samir", "Bea"], guest_pass=given,
            what=put("guest point", meeting.status, may=reads, must=reads if now else ()),
            made_at=people.at, **told,
        )  # fmt: skip
        data = put("guest document", meeting.status, "content", may=reads).encode()
        document = Document.objects.create(
            what="letter", kind="txt", state="ready", size=len(data), guest_pass=given,
            name=put("guest document", meeting.status, may=reads, must={"Gijs"} if now else ()),
            sha256=store.print_of(data), storage_key=store.keep(data), put_at=people.at,
            put_by=people.seat_of["Samir", "Bea"], **told,
        )  # fmt: skip
        MeetingDocument.objects.create(document=document, meeting=meeting, **told)


def _left_out(town, case, put):
    """Mina reads about the home, but not what was promised and put there when she was left out."""
    people, may = town.people, readers(1) - {"Mina"}
    meeting = Meeting.objects.create(
        case=case, begins_at=people.at, place="home", status="cancelled", made_at=people.at
    )
    told = {"case": case, "topic": 1}
    promise = Commitment.objects.create(
        owner=people.seat_of["Samir", "Bea"], due_on=case.registered_on, made_at=people.at,
        what=put("left out", "promise", may=may), **told,
    )  # fmt: skip
    data = put("left out", "document", "content", may=may).encode()
    document = Document.objects.create(
        what="letter", kind="txt", state="ready", size=len(data), storage_key=store.keep(data),
        sha256=store.print_of(data), name=put("left out", "document", may=may, must=may),
        put_by=people.seat_of["Samir", "Bea"], put_at=people.at, **told,
    )  # fmt: skip
    said = {"case": case, "topic": 25, "meeting": meeting}
    MeetingPromise.objects.create(promise=promise, **said)
    MeetingDocument.objects.create(document=document, **said)
    Attendance.objects.create(seat=people.seat_of["Samir", "Mina"], how="left_out", **said)


def _tables(town):
    """A case table and a steering table in each region: Tina chairs, Wim sits; Ria far away. What
    lies there is for who sits there, and of a case for its table too.
    """
    people = town.people
    for chair, member, whose in (("Tina", "Wim", "Samir"), ("Ria", "Dora", "Dirk")):
        case, here = people.case_of[whose], ZUIDVEEN if whose == "Samir" else DRENTHE
        region, at = case.region, {"made_at": people.at, "chair": people.by_name[chair].membership}
        tables = [
            Table.objects.create(
                region=region, kind=kind,
                name=town.put(whose, kind, "name", may=here | {whose}),
                purpose=town.put(whose, kind, "purpose", may=here), **at,
            )
            for kind in ("case_table", "steering")
        ]  # fmt: skip
        sits, must = {chair, member}, {chair, member} if whose == "Samir" else set()
        TableSeat.objects.create(
            table=tables[0], membership=people.by_name[member].membership,
            from_at=people.at - MONTH, mandate=town.put(whose, "mandate", may=here),
        )  # fmt: skip
        TableMeeting.objects.create(
            table=tables[0], begins_at=people.at + MONTH,
            place=town.put(whose, "table place", may=sits, must=must),
        )  # fmt: skip
        Handoff.objects.create(
            from_table=tables[0], to_table=tables[1], kind="question", due_on=people.at,
            subject=town.put(whose, "handoff", may=sits, must=must & {chair}), made_at=people.at,
            made_by=people.by_name[chair].membership,
        )  # fmt: skip
        reads = readers(25) if whose == "Samir" else AT_DIRKS
        TableItem.objects.create(
            table=tables[0], case=case, brought_at=people.at, due_on=people.at,
            who=town.put(whose, "item who", may=sits | reads, of=whose), client_knows="joins",
            tried=town.put(whose, "item tried", may=sits | reads, must=must, of=whose),
            question=town.put(whose, "item question", may=sits | reads, must=must, of=whose),
            brought_by=case.coordinator,
        )  # fmt: skip


def _told_of_tables(town):
    """To everybody, also who sits at no table: a message shows no more than its reader may see."""
    people = town.people
    news = [
        (kind, f"{thing._meta.label_lower}:{thing.pk}", case_id)
        for item in TableItem.objects.all()
        for handoff in Handoff.objects.filter(from_table=item.table)
        for kind, thing, case_id in (
            ("handoff_waits", handoff, None),
            ("handoff_answered", handoff, None),
            ("item_waits", item, None),
            ("item_decided", item, item.case_id),
        )
    ]
    for person in people.by_name.values():
        Notification.objects.bulk_create(
            Notification(
                region_id=people.case_of["Samir"].region_id, user_id=person.user.pk, kind=kind,
                membership_id=person.membership and person.membership.pk, subject=subject,
                case_id=case_id, once_key=f"{kind}:{subject}:{person.user.pk}", at=people.at,
            )
            for kind, subject, case_id in news
        )  # fmt: skip


def _bottlenecks(town):
    """One in each region, of Wim and of Ria; a region's own business."""
    for name, whose, here in (("Wim", "Samir", ZUIDVEEN), ("Ria", "Dirk", DRENTHE)):
        work, region = town.people.by_name[name].membership, town.people.case_of[whose].region
        must = here - {"Samir", "Mina", "Sofie", "Stan", "Dirk"} if whose == "Samir" else set()
        told = {"organisation": work.organisation, "membership": work}
        made = Bottleneck.objects.create(
            region=region, category="home", reach="region", noted_at=town.people.at, **told,
            title=town.put(whose, "bottleneck", may=here, must=must),
            description=town.put(whose, "bottleneck", "description", may=here),
        )  # fmt: skip
        Recognition.objects.create(bottleneck=made, at=town.people.at, **told)


def _feed(town, whose):
    """The own calendar of the client follows."""
    CalendarFeed.objects.create(
        user=town.people.by_name[whose].user, token_hash=print_of(f"agenda-van-{whose}"),
        made_at=town.people.at,
    )  # fmt: skip


def _messages(town, whose):
    """To everybody at the table, also about what they may not read, and to who left it."""
    case, people = town.people.case_of[whose], town.people
    about = {
        "meeting_planned": Meeting.objects.get(case=case, status="planned"),
        "promise_late": Commitment.objects.get(case=case, topic=6, state="open"),
        "box_waits": Box.objects.get(case=case, topic=6),
    }
    for (host, name), seat in people.seat_of.items():
        if host != whose:
            continue
        person = people.by_name[name]
        for kind, thing in about.items():
            Notification.objects.create(
                region_id=case.region_id, user_id=person.user.pk, case_id=case.pk, kind=kind,
                membership_id=seat.membership_id, subject=f"{thing._meta.label_lower}:{thing.pk}",
                once_key=f"{kind}:{seat.pk}", at=people.at, number=7,
            )  # fmt: skip


def _documents(town, whose, put):
    """In a box in every circle, about money, and at a meeting; a bird in the name and inside."""
    case = town.people.case_of[whose]
    meeting = Meeting.objects.get(case=case, status="held")
    for topic, label in ((1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (25, 0)):
        may = readers(topic, label)
        data = put(topic, label, "document", "content", may=may).encode()
        seat = town.people.seat_of[whose, whose]
        document = Document.objects.create(
            case=case, topic=topic, label=label, what="letter", kind="txt", state="ready",
            name=put(topic, label, "document", may=may, must=may), size=len(data),
            sha256=store.print_of(data), storage_key=store.keep(data), put_by=seat,
            put_at=town.people.at - MONTH,
        )  # fmt: skip
        if topic == 25:
            told = {"case": case, "topic": topic, "meeting": meeting}
            MeetingDocument.objects.create(document=document, **told)
    waiting = {"what": "other", "kind": "txt", "size": 1, "sha256": "x", "put_at": town.people.at}
    Document.objects.create(
        case=case, topic=2, state="quarantine", storage_key=f"{whose}-waits", put_by=seat,
        name=put(2, "document waits", may=readers(2)), **waiting,
    )  # fmt: skip
    Document.objects.create(
        case=case, topic=2, state="ready", storage_key=f"{whose}-withdrawn", put_by=seat,
        withdrawn_at=town.people.at, **waiting,
        name=put(2, "document withdrawn", may=readers(2) & {"Samir", "Gerda"}),
    )  # fmt: skip


def _box(town, whose, box, put):
    who = town.people.by_name[whose].user
    told = {"case": box.case, "box": box, "topic": box.topic, "at": town.people.at - MONTH}
    questions = list(
        BoxQuestion.objects.filter(box_type=box.box_type, kind__in=WORDY).order_by("order")
    )
    for label, question in zip(LABELS, questions, strict=False):
        may = readers(box.topic, label)
        for version, current in ((1, False), (2, True)):
            town.answers[whose, box.topic, label] = Answer.objects.create(
                question=question, label=label, version=version, is_current=current, how="alone",
                user=who, text=put(box.topic, label, "answer", version, may=may,
                                   must=may if current else ()), **told,
            )  # fmt: skip
    for question in BoxQuestion.objects.filter(box_type=box.box_type, kind="tick")[:2]:
        # of the conversation about health no word is kept, only that it was and when
        Answer.objects.create(
            question=question, choice="yes", on_date=TICKED_ON, how="together", user=who, **told
        )
    _around(town, whose, box, put, told)


def _around(town, whose, box, put, told):
    """What stands beside the answers: notes, reasons, and what others get instead."""
    may = readers(box.topic)
    for rule in BoxCheckRule.objects.filter(box_type=box.box_type)[:1]:
        Check.objects.create(rule=rule, note=put(box.topic, "check", may=may), **told)
    # nobody said anything yet about box five, which waits for it
    rules = BoxConfirmRule.objects.filter(box_type=box.box_type).exclude(box_type__topic=5)
    for rule in rules[:1]:
        Confirmation.objects.create(
            rule=rule, said="no", seat_kind="client", how="alone",
            user=town.people.by_name[whose].user, reason=put(box.topic, "no", may=may), **told,
        )  # fmt: skip
    told["topic"] = box.topic + DERIVED
    for rule in BoxDerivation.objects.filter(box_type=box.box_type):
        may = readers(rule.topic) if rule.topic in (34, 35, 37, 40, 41, 42, 43) else set()
        value = put(box.topic, "derived", rule.code, may=may, must=may & {"Wim"})
        DerivedAnswer.objects.create(derivation=rule, value=value, **told)

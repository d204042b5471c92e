"""What lies in one case of the town: promises, meetings, documents, messages and boxes."""

import datetime as dt

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
from huiswaarts.foundation.access.topics import DERIVED
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.events.models import Notification
from tests.people import MONTH

from .expected import at_the_table, readers

WORDY = ("text", "choice_text", "date_text", "month_text")
LABELS = (0, 1, 2, 3)
TICKED_ON = dt.date(2025, 2, 3)


def add_case(town, whose, around):
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


def _feed(town, whose):
    """The own calendar of the client follows."""
    CalendarFeed.objects.create(
        user=town.people.by_name[whose].user, token_hash=print_of(f"agenda-van-{whose}"),
        made_at=town.people.at,
    )  # fmt: skip


def _messages(town, whose):
    """To everybody at the table, also about what they may not read, and to whoever left it."""
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

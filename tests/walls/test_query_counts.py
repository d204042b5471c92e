"""A page asks the database the same number of questions for few rows as for many."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiswaarts.casework.boxes.models import Answer, Box, BoxQuestion
from huiswaarts.casework.cases.models import Case, Commitment, Document, Sharing, TeamMember
from huiswaarts.casework.meetings.models import AgendaItem, Meeting, MeetingDocument, Report
from tests.database import as_owner
from tests.people import sign_in

MANY = 60


def questions(client, url):
    client.get(url)  # content and formats are read once per process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def more_cases(people, number):
    """Cases at whose table Gerda and Bea sit, like Samir's."""
    like = people.case_of["Samir"]
    for _ in range(number):
        case = Case.objects.get(pk=like.pk)
        case.pk, case.number = None, Case._meta.get_field("number").default()
        case.save()
        for name in ("Gerda", "Bea"):
            seat = TeamMember.objects.get(pk=people.seat_of["Samir", name].pk)
            seat.pk, seat.case = None, case
            seat.public_id = TeamMember._meta.get_field("public_id").default()
            seat.save()
        rules = Sharing.objects.filter(case=like, seat_kind__in=("municipality", "bw_provider"))
        for rule in rules:
            rule.pk, rule.case = None, case
        Sharing.objects.bulk_create(rules)


def more_answers(people):
    """Every question of a box answered and added to, with a history."""
    case = people.case_of["Samir"]
    box = Box.objects.get(case=case, box_type__code="suitable_home")
    rows = []
    for question in BoxQuestion.objects.filter(box_type=box.box_type):
        rows += [_answer(people, box, question, n, Answer.CLIENT_SLOT) for n in range(1, 6)]
        rows.append(_answer(people, box, question, 5, "org:1"))
    Answer.objects.bulk_create(rows)


def more_promises(people, case, number):
    seats = [people.seat_of["Samir", name] for name in ("Samir", "Bea", "Wim", "Eva")]
    Commitment.objects.bulk_create(
        Commitment(
            case=case, topic=25, what=f"Iets {n}", owner=seats[n % 4], made_at=people.at,
            due_on=people.at.date() - dt.timedelta(days=n % 5),
            **({"state": "kept", "settled_at": people.at} if n % 3 == 0 else {}),
        )
        for n in range(number)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "page"),
    [("Bea", "/"), ("Bea", "/casussen/{}/"), ("Bea", "/casussen/{}/afspraken/"),
     ("Samir", "/mijn/{}/afspraken/"), ("Samir", "/mijn/{}/gegevens/vast/")],
)  # fmt: skip
def test_promises(people, the_case, who, page):
    browser = sign_in(Client(), people.by_name[who])
    with as_owner():
        more_promises(people, the_case, 4)
    few = questions(browser, page.format(the_case.number))
    with as_owner():
        more_promises(people, the_case, MANY)
    assert questions(browser, page.format(the_case.number)) == few


def more_meetings(people, case, number):
    seat = people.seat_of["Samir", "Bea"]
    for n in range(number):
        at = people.at - dt.timedelta(days=n + 1)
        meeting = Meeting.objects.create(
            case=case, begins_at=at, place="home", status="held", client_presence="present",
            made_at=at,
        )  # fmt: skip
        told = {"case": case, "topic": 25, "meeting": meeting}
        AgendaItem.objects.create(by_seat=seat, what="Iets", made_at=at, **told)
        Report.objects.create(text="Iets", ready_at=at, public_from=at, **told)


@pytest.mark.parametrize(
    ("who", "page"),
    [("Bea", "/casussen/{}/overleg/"), ("Samir", "/mijn/{}/overleg/"),
     ("Samir", "/mijn/{}/gegevens/vast/")],
)  # fmt: skip
def test_meetings(people, the_case, who, page):
    browser = sign_in(Client(), people.by_name[who])
    with as_owner():
        more_meetings(people, the_case, 2)
    few = questions(browser, page.format(the_case.number))
    with as_owner():
        more_meetings(people, the_case, MANY)
    assert questions(browser, page.format(the_case.number)) == few


def more_points(people, meeting, number):
    for n in range(number):
        seat = people.seat_of["Samir", ("Samir", "Bea", "Wim")[n % 3]]
        AgendaItem.objects.create(
            case=meeting.case, topic=25, meeting=meeting, by_seat=seat, what="x", made_at=people.at
        )


@pytest.mark.parametrize(
    ("who", "page"),
    [("Bea", "/casussen/{}/overleg/{}/"), ("Bea", "/casussen/{}/overleg/{}/nu/"),
     ("Samir", "/mijn/{}/overleg/{}/")],
)  # fmt: skip
def test_one_meeting(people, the_case, who, page):
    browser = sign_in(Client(), people.by_name[who])
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at, place="home", made_at=people.at
        )
        more_points(people, meeting, 3)
        more_promises(people, the_case, 4)
    address = page.format(the_case.number, meeting.public_id)
    few = questions(browser, address)
    with as_owner():
        more_points(people, meeting, MANY)
        more_promises(people, the_case, MANY)
    assert questions(browser, address) == few


def more_documents(people, case, topic, number, meeting=None):
    seats = [people.seat_of["Samir", name] for name in ("Samir", "Bea", "Gerda", "Eva")]
    for n in range(number):
        document = Document.objects.create(
            case=case, topic=topic, name=f"Brief {n}", what="letter", kind="pdf", size=9,
            sha256="x", storage_key=f"{topic}-{n}-{number}", put_by=seats[n % 4], put_at=people.at,
            state="quarantine" if n % 3 == 0 else "ready",
        )  # fmt: skip
        if meeting:
            MeetingDocument.objects.create(
                case=case, topic=topic, meeting=meeting, document=document
            )


@pytest.mark.parametrize(
    ("who", "page"),
    [("Bea", "/casussen/{}/dozen/finances/"), ("Samir", "/mijn/{}/dozen/finances/"),
     ("Samir", "/mijn/{}/gegevens/vast/")],
)  # fmt: skip
def test_documents_of_a_box(people, the_case, who, page):
    """None costs nothing, few cost as much as many."""
    browser = sign_in(Client(), people.by_name[who])
    address = page.format(the_case.number)
    none = questions(browser, address)
    with as_owner():
        more_documents(people, the_case, 2, 3)
    few = questions(browser, address)
    assert few - none in (0, 1)
    with as_owner():
        more_documents(people, the_case, 2, MANY)
    assert questions(browser, address) == few


@pytest.mark.parametrize(
    ("who", "page"), [("Bea", "/casussen/{}/overleg/{}/"), ("Samir", "/mijn/{}/overleg/{}/")]
)
def test_documents_of_a_meeting(people, the_case, who, page):
    browser = sign_in(Client(), people.by_name[who])
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at, place="home", made_at=people.at
        )
    address = page.format(the_case.number, meeting.public_id)
    few = questions(browser, address)
    with as_owner():
        more_documents(people, the_case, 25, MANY, meeting)
    assert questions(browser, address) == few


def _answer(people, box, question, version, slot):
    return Answer(
        case=box.case, box=box, question=question, topic=box.topic, label=question.label,
        slot=slot, version=version, is_current=version == 5, text=f"Tekst {version}",
        how="alone", user=people.samir.user, at=people.at + dt.timedelta(minutes=version),
    )  # fmt: skip


@pytest.mark.parametrize("url", ["/", "/casussen/", "/casussen/?als=csv"])
def test_lists(people, url):
    browser = sign_in(Client(), people.gerda)
    with as_owner():
        more_cases(people, 2)
    few = questions(browser, url)
    with as_owner():
        more_cases(people, MANY)
    assert questions(browser, url) == few


@pytest.mark.parametrize(
    "page", ["", "dozen/", "dozen/suitable_home/", "dozen/suitable_home/vraag/1/geschiedenis/"]
)
def test_pages_of_a_case(people, the_case, page):
    browser = sign_in(Client(), people.bea)
    url = f"/casussen/{the_case.number}/{page}"
    few = questions(browser, url)
    with as_owner():
        more_answers(people)
    assert questions(browser, url) == few


@pytest.mark.parametrize("page", ["", "dozen/", "dozen/suitable_home/", "gegevens/vast/"])
def test_pages_of_the_client(people, the_case, page):
    browser = sign_in(Client(), people.samir)
    url = f"/mijn/{the_case.number}/{page}"
    few = questions(browser, url)
    with as_owner():
        more_answers(people)
    assert questions(browser, url) == few

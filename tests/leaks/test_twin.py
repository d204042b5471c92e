"""Two worlds that differ only in what is hidden: every answer must be the same, byte by byte.

Finds what a bird cannot: a count, an order, a total, a page number that gives something away.
"""

import copy

import pytest
from django.db import transaction

from huiswaarts.casework.boxes.models import Answer, Box, BoxQuestion
from huiswaarts.casework.cases.models import Case, Commitment, Document, TeamMember
from huiswaarts.casework.meetings.models import Meeting, MeetingDocument
from tests.database import as_owner

from .expected import SEAT
from .harvest import PEOPLE
from .rows import ROWS
from .town_case import WORDY
from .visitor import NOBODY

pytestmark = pytest.mark.timeout(600)
OUTSIDE = {"Bo", "Hans", "Ria", "Olga", "Eva"}


def elsewhere(town):
    """Strangers get other names, other answers, another colleague; and there are more of them."""
    people = town.people
    for whose in ("Stan", "Dirk"):
        case = copy.copy(people.case_of[whose])
        Answer.objects.filter(case=case).update(text="Iets heel anders")
        _add(people, case, topics=range(1, 12), label=0)
        Commitment.objects.filter(case=case).update(what="Iets heel anders", due_on="2020-01-01")
        Document.objects.filter(case=case).update(name="Iets heel anders", size=5_000_000)
        _document(people, case, topic=1, label=0)
        Case.objects.filter(pk=case.pk).update(
            client_name="Een Ander", birth_year=1955, follow_up_what="", version=7
        )
        for number in ("2222-333", "2222-444"):
            case.pk, case.number = None, f"{number}{whose[0]}"
            case.save(force_insert=True)


def health(town):
    """Another day in the box about health; other words about relapse and family, and more."""
    case = town.people.case_of["Samir"]
    ticks = Answer.objects.filter(case=case, topic=6)
    assert ticks.update(on_date="2024-08-09", choice="no")
    words = Answer.objects.filter(case=case, topic__in=(10, 11))
    assert words.update(text="Iets heel anders")
    promises = Commitment.objects.filter(case=case, topic=6)
    assert promises.update(what="Iets heel anders", due_on="2020-01-01", state="open",
                           settled_at=None)  # fmt: skip
    _add(town.people, case, topics=(10, 11), label=0)
    _document(town.people, case, topic=10, label=0)


def kept(town):
    """What Samir keeps to himself."""
    case = town.people.case_of["Samir"]
    Answer.objects.filter(case=case, label=3).update(text="Iets heel anders")
    _add(town.people, case, topics=range(1, 12), label=3)
    Document.objects.filter(case=case, label=3).update(name="Iets heel anders", size=5_000_000)
    for topic in (1, 2, 9, 25):
        _document(town.people, case, topic=topic, label=3)


def without_the_corporation(town):
    case = town.people.case_of["Samir"]
    Answer.objects.filter(case=case, label__in=(1, 2, 3)).update(text="Iets heel anders")
    _add(town.people, case, topics=range(1, 12), label=1)
    Document.objects.filter(case=case, label__gt=0).update(name="Iets heel anders", what="photo")
    for topic in (1, 7, 25):
        _document(town.people, case, topic=topic, label=1)


def _add(people, case, *, topics, label):
    """Another voice in each box, on a question of its own."""
    for box in Box.objects.filter(case=case, topic__in=topics):
        question = BoxQuestion.objects.filter(box_type=box.box_type, kind__in=WORDY).last()
        if question is None:
            continue
        Answer.objects.create(
            case=case, box=box, topic=box.topic, question=question, label=label, slot="client",
            text="Nog iets", how="alone", user_id=_client(people, case), at=people.at,
            is_current=not Answer.objects.filter(
                box=box, question=question, slot="client", label=label, is_current=True
            ).exists(),
        )  # fmt: skip


def _document(people, case, *, topic, label):
    """One more; of the report, at every meeting."""
    seat = TeamMember.objects.get(case=case, kind="client")
    for meeting in Meeting.objects.filter(case=case) if topic == 25 else (None,):
        document = Document.objects.create(
            case=case, topic=topic, label=label, name="Nog een brief", what="letter", kind="pdf",
            size=9, sha256="x", storage_key=f"{case.pk}-{topic}-{label}-{meeting and meeting.pk}",
            state="ready", put_by=seat, put_at=people.at,
        )  # fmt: skip
        if meeting:
            told = {"case": case, "topic": topic, "label": label, "meeting": meeting}
            MeetingDocument.objects.create(document=document, **told)


def _client(people, case):
    return TeamMember.objects.get(case=case, kind="client").user_id


# what differs, and for whom that must make no difference
WORLDS = {
    elsewhere: (set(SEAT) | OUTSIDE) - {"Hans", "Ria"},
    health: {"Wim", "Gerda", "Gijs", "Mina", "Sofie"} | OUTSIDE,
    kept: (set(SEAT) | OUTSIDE) - {"Samir"},
    without_the_corporation: {"Wim", "Gijs"},
}


@pytest.mark.parametrize("change", WORLDS, ids=lambda f: f.__name__)
def test_what_is_hidden_makes_no_difference(town, visitors, harvest, change):
    assert WORLDS[change] <= set(PEOPLE) - {NOBODY}
    before = {
        (who, name): harvest[who, name, "get"]
        for who in sorted(WORLDS[change])
        for name in ROWS
        if harvest[who, name, "get"].status == 200
    }
    different = []
    with transaction.atomic():
        with as_owner():
            change(town)
        for (who, name), first in before.items():
            second = visitors.ask(who, ROWS[name].path(name, town))
            if second.same != first.same:
                different.append(f"{name} for {who}: {where(first.same, second.same)}")
        transaction.set_rollback(True)
    assert not different, "\n".join(different)
    assert len(before) > len(WORLDS[change])


def where(first, second):
    place = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first)
    )
    return f"{first[place - 60 : place + 60]!r} became {second[place - 20 : place + 60]!r}"

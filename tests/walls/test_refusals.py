"""What the wall refuses, also to code that forgot to ask."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.cases.models import (
    Case,
    Consent,
    Document,
    PhaseMove,
    Sharing,
    TeamMember,
)
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import AccessRecord, Event
from tests.database import as_owner
from tests.people import actor_of

HOUR = dt.timedelta(hours=1)


def refused(deed):
    """By an error, or by touching nothing at all."""
    try:
        with transaction.atomic():
            return deed() == 0
    except DatabaseError:
        return True


def seat(case, person, **more):
    return TeamMember(
        case=case, membership=person.membership,
        organisation=person.membership and person.membership.organisation,
        user=None if person.membership else person.user, **more,
    )  # fmt: skip


OUTSIDE = (
    "Bo",
    "Hans",
    "Ria",
    "Olga",
    "Petra",
    "Fred",
    "Tina",
    "Rob",
    "Hetty",
    "Eva",
    "Stan",
    "Dirk",
)
AT_THE_EDGE = ("Wim", "Gijs", "Mina", "Sofie")


@pytest.mark.parametrize("state", ["active", "proposed", "requested"])
def test_nobody_gives_themselves_a_seat(people, the_case, state):
    for who in OUTSIDE:
        person = people.by_name[who]
        with acting(actor_of(person)):
            mine = seat(the_case, person, kind="bw_provider", state=state, from_at=people.at)
            assert refused(lambda mine=mine: TeamMember.objects.bulk_create([mine])), who
            rows = TeamMember.objects.filter(case=the_case)
            assert refused(lambda rows=rows: rows.update(state="active", until_at=None)), who


def test_who_sits_there_without_steering_gives_nobody_a_seat(people, the_case):
    for who in AT_THE_EDGE:
        with acting(actor_of(people.by_name[who])):
            friend = seat(the_case, people.bo, kind="guest", state="active", from_at=people.at)
            assert refused(lambda friend=friend: TeamMember.objects.bulk_create([friend])), who


def proposed(people, case, colleague, *, by):
    with as_owner():
        row = seat(
            case, people.by_name[colleague], kind="bw_provider", state="proposed",
            proposed_by=people.by_name[by].membership.pk,
        )  # fmt: skip
        row.save()
    return TeamMember.objects.filter(pk=row.pk)


def admits(people, rows, who, **more):
    actor = actor_of(people.by_name[who])
    with acting(actor):
        facts = {"state": "active", "from_at": actor.at, "admitted_by": actor.membership_id}
        return not refused(lambda: rows.update(**(facts | more)))


@pytest.mark.parametrize(
    ("by", "who", "may"),
    [
        ("Bea", "Gerda", True),  # the coordinator admits
        ("Bea", "Amir", False),  # another seat of the table does not
        ("Bea", "Bea", False),  # nor who proposed
        ("Gerda", "Gerda", False),
        ("Gerda", "Amir", True),  # what the coordinator proposed, a second admits
        ("Gerda", "Wim", False),
        ("Gerda", "Gijs", False),
        ("Gerda", "Bo", False),  # nor the colleague
    ],
)
def test_who_admits_a_colleague(people, the_case, by, who, may):
    assert admits(people, proposed(people, the_case, "Bo", by=by), who) is may


def test_an_admission_says_who_and_from_now(people, the_case):
    rows = proposed(people, the_case, "Bo", by="Bea")
    assert not admits(people, rows, "Gerda", admitted_by=people.by_name["Amir"].membership.pk)
    assert not admits(people, rows, "Gerda", from_at=people.at - HOUR)
    assert not admits(people, rows, "Gerda", proposed_by=None)
    assert admits(people, rows, "Gerda")


def test_nobody_shares_with_themselves(people, the_case):
    for who in (*OUTSIDE, *AT_THE_EDGE):
        person = people.by_name[who]
        with acting(actor_of(person)):
            organisation = person.membership and person.membership.organisation
            rule = Sharing(
                case=the_case, seat_kind="guest", topic=6, level=2, ceiling=3, ground="vital",
                purpose="x", set_by="default", from_at=people.at,
                organisation=organisation or people.organisations["Woonstee"],
            )  # fmt: skip
            assert refused(lambda rule=rule: Sharing.objects.bulk_create([rule])), who
            rows = Sharing.objects.filter(case=the_case)
            assert refused(lambda rows=rows: rows.update(level=3, ceiling=3)), who


def test_a_case_moves_to_no_other_region_and_to_no_stranger(people, the_case, gerda, hans):
    with acting(actor_of(gerda)):
        away = people.regions["drenthe"]
        assert refused(lambda: Case.objects.filter(pk=the_case.pk).update(region=away))
        assert refused(lambda: Case.objects.filter(pk=people.case_of["Stan"].pk).update(version=9))
    with acting(actor_of(hans)):
        assert refused(lambda: Case.objects.filter(pk=the_case.pk).update(version=9))


def test_a_case_begins_through_its_one_door(people, bea):
    with acting(actor_of(bea)):
        copy = Case.objects.get()
        copy.pk, copy.number = None, "2222-2222"
        assert refused(lambda: Case.objects.bulk_create([copy]))


def _answer(people, box, person, **more):
    return Answer(
        case=box.case, box=box, topic=box.topic, question=box.box_type.boxquestions.first(),
        text="x", how="alone", user=person.user, membership=person.membership,
        organisation=person.membership and person.membership.organisation, at=people.at, **more,
    )  # fmt: skip


def test_nobody_answers_in_a_box_that_they_may_only_see_the_state_of(people, the_case, wim, bea):
    with as_owner():
        health = Box.objects.get(case=the_case, topic=6)
        home = Box.objects.get(case=the_case, topic=1)
    with acting(actor_of(wim)):
        assert refused(lambda: Answer.objects.bulk_create([_answer(people, health, wim)]))
        Answer.objects.bulk_create([_answer(people, home, wim, slot="org:1")])
    with acting(actor_of(bea)):
        other = _answer(people, health, bea)
        other.organisation = wim.membership.organisation
        assert refused(lambda: Answer.objects.bulk_create([other])), "not in another's name"


@pytest.fixture
def written(people, the_case, gerda):
    """One row in each table that is only added to."""
    ids = {"region_id": the_case.region_id, "case_id": the_case.pk, "user_id": gerda.user.pk}
    with as_owner():
        PhaseMove.objects.create(
            case=the_case, from_phase="", to_phase="x", from_status="", to_status="", at=people.at
        )
        Consent.objects.create(
            case=the_case, topic=0, kind="gdpr", said="yes", text_shown="x", by_user=1, at=people.at
        )
        Event.objects.create(kind="x.y", at=people.at, **ids)
        AccessRecord.objects.create(action="x", outcome="shown", rule="x", at=people.at, **ids)


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("model", [PhaseMove, Consent, Event, AccessRecord])
def test_what_was_recorded_stays(gerda, model):
    with acting(actor_of(gerda)):
        rows = model.objects.all()
        assert rows.exists(), "the row is there to be tried"
        assert refused(lambda: rows.update(at=timezone.now()))
        assert refused(rows.delete)


def test_nothing_about_a_person_can_be_deleted(people, the_case, gerda, samir):
    for person in (gerda, samir):
        with acting(actor_of(person)), connection.cursor() as cursor:
            for table in ("cases_case", "cases_teammember", "boxes_answer", "events_event"):
                with pytest.raises(DatabaseError), transaction.atomic():
                    cursor.execute(f"delete from {table}")


def test_nobody_records_in_the_name_of_another(people, the_case, bea, wim):
    with acting(actor_of(bea)):
        for model, more in ((Event, {"kind": "x"}), (AccessRecord, {"action": "x", "rule": "x"})):
            row = model(
                region_id=the_case.region_id, case_id=the_case.pk, user_id=wim.user.pk,
                at=people.at, **more,
            )  # fmt: skip
            assert refused(lambda model=model, row=row: model.objects.bulk_create([row]))


def test_before_it_begins_and_after_it_ends_there_is_nothing(people, the_case, bea):
    with as_owner():
        mine = TeamMember.objects.get(case=the_case, membership=bea.membership)
        mine.until_at = people.at + HOUR
        mine.save()
    moments = {
        mine.from_at - HOUR: 0,
        mine.from_at: 1,
        people.at: 1,
        mine.until_at - HOUR / 2: 1,
        mine.until_at: 0,
        mine.until_at + HOUR: 0,
    }
    for at, cases in moments.items():
        with acting(actor_of(bea, at=at)):
            assert Case.objects.count() == cases, at
            assert Case.objects.visible_to(actor_of(bea, at=at)).count() == cases


def test_a_sharing_that_ended_shows_nothing(people, the_case, wim):
    with acting(actor_of(wim)):
        assert Box.objects.filter(topic=1).exists()
    with as_owner():
        rules = Sharing.objects.filter(case=the_case, seat_kind="corporation", topic=1)
        rules.update(until_at=people.at)
    with acting(actor_of(wim)):
        assert not Box.objects.filter(topic=1).exists()


def test_nobody_set_is_nothing_seen(people):
    session.leave()
    for model in (Case, TeamMember, Sharing, Box, Answer, Event, AccessRecord):
        assert not model.objects.exists()


def test_who_alone_is_not_enough_without_the_time(people, bea):
    session.enter(actor_of(bea))
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.at', '', true)")
    assert not Case.objects.exists()


def test_a_second_membership_does_not_lend_its_seats(people, bea, the_case):
    """An actor has exactly one membership: what the other one sees is not there."""
    from huiswaarts.foundation.network.models import Membership

    with as_owner():
        second = Membership.objects.create(
            region=people.regions["drenthe"], user=bea.user, role="support_worker",
            organisation=people.organisations["Gemeente Veenmeer"], from_at=people.at - HOUR,
        )  # fmt: skip
    elsewhere = type(bea)("Bea", bea.user, second)
    with acting(actor_of(elsewhere)):
        assert not Case.objects.exists()


def file_of(case, seat, **more):
    told = {"name": "x", "what": "other", "kind": "txt", "size": 1, "sha256": "x"}
    where = {"case": case, "topic": 1, "put_by": seat, "put_at": None}
    return Document(**(told | where | {"storage_key": "x", "state": "ready"} | more))


def adds(people, case, who, **more):
    person = people.by_name[who]
    the_seat = people.seat_of.get(("Samir", who)) or people.seat_of["Samir", "Bea"]
    with acting(actor_of(person)):
        row = file_of(case, the_seat, **({"put_at": people.at} | more))
        return not refused(lambda: Document.objects.bulk_create([row]))


@pytest.mark.parametrize(
    ("who", "more", "may"),
    [
        ("Bea", {}, True),
        ("Bea", {"label": 2}, True),
        ("Bea", {"label": 3}, False),  # past the own circle
        ("Samir", {"label": 3}, True),
        ("Wim", {"topic": 2}, False),  # a box that is not shared
        ("Wim", {"topic": 25}, True),
        ("Gerda", {"topic": 6}, False),
        ("Mina", {}, False),  # reads only
        ("Sofie", {}, False),
        ("Gijs", {}, False),
        ("Bo", {}, False),
        ("Eva", {}, False),
        ("Hans", {}, False),
        ("Ria", {}, False),
        ("Bea", {"state": "refused", "why": "virus"}, False),
    ],
)
def test_who_puts_a_document(people, the_case, who, more, may):
    assert adds(people, the_case, who, **more) is may


def test_nobody_puts_a_document_in_the_name_of_another(people, the_case):
    assert not adds(people, the_case, "Bea", put_by=people.seat_of["Samir", "Amir"])
    assert not adds(people, the_case, "Bea", put_by=None)


def test_of_a_document_only_that_it_is_withdrawn_changes(people, the_case):
    with as_owner():
        row = file_of(the_case, people.seat_of["Samir", "Bea"], put_at=people.at)
        row.save()
    rows = Document.objects.filter(pk=row.pk)
    with acting(actor_of(people.by_name["Bea"])):
        assert not refused(lambda: rows.update(withdrawn_at=people.at))
        for change in (
            {"state": "quarantine"}, {"name": "y"}, {"sha256": "y"}, {"storage_key": "y"},
            {"topic": 25}, {"label": 1}, {"put_by": people.seat_of["Samir", "Amir"]},
        ):  # fmt: skip
            assert refused(lambda change=change: rows.update(**change)), change
        assert refused(rows.delete)
    for who in ("Mina", "Bo", "Hans", "Eva"):
        with acting(actor_of(people.by_name[who])):
            assert refused(lambda: rows.update(withdrawn_at=None)), who

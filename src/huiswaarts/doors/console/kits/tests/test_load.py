"""Loading: whole or not at all, and a second time nothing."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from huiswaarts.casework.boxes.models import Answer, Box, Check, Confirmation, DerivedAnswer
from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.doors.console.kits import aside, load_path
from huiswaarts.doors.console.kits.bulk import rows_of, run
from huiswaarts.doors.console.kits.check import check
from huiswaarts.doors.console.kits.load import load as bulk_load
from huiswaarts.doors.console.kits.load_welcome import welcome_everybody
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Event, OutboxMessage
from huiswaarts.foundation.network.models import Membership, Offer, Organisation, Region
from tests.database import as_owner

from .small import SmallKit

pytestmark = pytest.mark.django_db

TABLES = (Region, Organisation, User, Membership, Case, TeamMember, Sharing, Box, Answer)
TABLES = (*TABLES, Check, Confirmation, DerivedAnswer, Event, Offer, OutboxMessage)


@pytest.fixture(autouse=True)
def owner(db):
    with as_owner():
        yield


@pytest.fixture
def kit():
    return SmallKit()


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def load(kit, tmp_path, name="kit"):
    return load_path(kit.write(tmp_path / name))


def state(case, code):
    return Box.objects.get(case__external_key=case, box_type__code=code).state


def test_a_kit_becomes_a_region(kit, tmp_path, capsys):
    assert load(kit, tmp_path) == 0
    assert "De kit van Testregio is geladen." in capsys.readouterr().out
    case = Case.objects.get(external_key="c1")
    assert (case.client_name, case.birth_year, case.phase) == ("Femke Fluit", 1990, "preparation")
    assert case.coordinator.user.name == "Dina Duin"
    assert str(case.expected_outflow_on) == "2027-06-01"
    assert case.kickoff_late_reason == ""
    client = TeamMember.objects.get(case=case, kind="client")
    assert (client.user.email, client.user.name) == (None, "")
    relative = TeamMember.objects.get(case=case, kind="relative")
    assert (relative.name, relative.user) == ("Ien Fluit", None)


def test_a_client_without_an_address_has_an_account_without_one(kit, tmp_path):
    load(kit, tmp_path)
    client = TeamMember.objects.get(case__external_key="c2", kind="client").user
    assert client.email is None
    assert not client.has_usable_password()


def test_loading_twice_changes_nothing(kit, tmp_path, capsys):
    load(kit, tmp_path)
    before = everything()
    capsys.readouterr()
    assert load(kit, tmp_path, "again") == 0
    assert everything() == before
    assert "was al geladen; er is niets veranderd" in capsys.readouterr().out


def test_a_workbook_is_the_same_kit(kit, tmp_path, capsys):
    load(kit, tmp_path)
    before = everything()
    assert load_path(kit.save(tmp_path / "kit.xlsx")) == 0
    assert everything() == before


def test_what_is_missing_is_added_and_what_differs_is_told(kit, tmp_path, capsys):
    load(kit, tmp_path)
    before = everything()
    capsys.readouterr()
    kit.set("organisations", 1, "name", "Heel anders").set("people", 1, "role", "table_chair")
    kit.set("people", 1, "role", "support_worker").set("cases", 1, "client_name", "Fem Fluit")
    kit.set("box_answers", 1, "answer", "In de stad.")
    kit.add("box_answers", "c1", "suitable_home", "2", "In Aadorp.", "client", "2026-11-01")
    assert load(kit, tmp_path, "again") == 0
    told = capsys.readouterr().out
    assert "nieuw: 1 antwoord" in told
    for line in ("organisations: bw: name", "cases: c1: client_name", "c1 suitable_home 1: answer"):
        assert line in told
    after = everything()
    assert [one for one in after["Answer"] if one in before["Answer"]] == before["Answer"]
    assert len(after["Answer"]) == len(before["Answer"]) + 1
    for name in ("Organisation", "Case", "User", "TeamMember", "Sharing"):
        assert after[name] == before[name]


def test_a_fault_writes_nothing(kit, tmp_path, capsys):
    before = everything()
    kit.set("box_answers", 5, "question", "99")
    assert load(kit, tmp_path) == 1
    assert everything() == before
    assert "box_answers.csv:6: question" in capsys.readouterr().out


def test_a_client_who_works_elsewhere_is_invited_and_the_kit_loads(kit, tmp_path):
    other = SmallKit()
    other.region |= {"code": "ander", "name": "Andere regio"}
    other.set("people", 1, "email", "c1@tst.example").set("cases", 1, "client_email", "")
    assert load(other, tmp_path, "other") == 0
    welcome_everybody()
    worker = User.objects.filter(email="c1@tst.example")
    before = worker.values().get()
    assert load(kit, tmp_path) == 0
    assert worker.values().get() == before
    seat = TeamMember.objects.get(case__external_key="c1", case__region__code="tst", kind="client")
    assert (seat.user.email, seat.user.has_usable_password()) == (None, False)
    offer = Offer.objects.get(seat_id=seat.pk)
    assert (offer.address, offer.state) == ("c1@tst.example", "open")


def test_a_worker_and_a_client_of_one_kit_may_be_one_person(kit, tmp_path):
    kit.set("people", 1, "email", "c1@tst.example")
    assert load(kit, tmp_path) == 0
    work, seat = Offer.objects.filter(address="c1@tst.example").order_by("pk")
    assert work.membership.external_key == "p1"
    assert TeamMember.objects.get(pk=seat.seat_id).kind == "client"
    assert not User.objects.exclude(email=None).exists()


def test_a_kit_brings_the_known_and_the_unknown_in_the_same_way(kit, tmp_path):
    """What an admin can see of both is equal: the rows, and the mail that leaves."""
    User.objects.create_user("p1@tst.example", "geheim-en-lang", name="Anna A.")
    load(kit, tmp_path)
    offers = Offer.objects.filter(membership__isnull=False)
    seen = {
        (one.state, one.membership.user.email, one.membership.user.has_usable_password())
        for one in offers.select_related("membership__user")
    }
    assert seen == {("open", None, False)}
    assert offers.count() == Membership.objects.exclude(external_key="").count()
    letters = OutboxMessage.objects.filter(kind="invitation", user_id=None)
    assert set(letters.values_list("address", flat=True)) == set(
        Offer.objects.values_list("typed", flat=True)
    )


def test_prepared_work_that_ended_is_offered_no_longer(kit, tmp_path):
    load(kit, tmp_path)
    work = Membership.objects.get(external_key="p1")
    Membership.objects.filter(pk=work.pk).update(until_at=timezone.now())
    assert Offer.objects.get(membership=work).state == "withdrawn"


def test_a_known_account_is_left_alone_and_its_work_waits_for_a_yes(kit, tmp_path):
    known = User.objects.create_user("P1@tst.example", "geheim-en-lang", name="Anna A.")
    before = User.objects.filter(pk=known.pk).values().get()
    load(kit, tmp_path)
    assert User.objects.filter(pk=known.pk).values().get() == before
    work = Membership.objects.get(external_key="p1")
    assert not Membership.objects.filter(user=known).exists()
    assert (work.user.email, work.user.has_usable_password()) == (None, False)
    offer = Offer.objects.get(membership=work)
    assert (offer.address, offer.role) == (known.email, work.role)
    assert OutboxMessage.objects.filter(kind="invitation", address__iexact=known.email).exists()
    before = everything()
    assert load(kit, tmp_path, "again") == 0
    assert everything() == before


def test_boxes_behind_a_passed_gate_are_full(kit, tmp_path):
    load(kit, tmp_path)
    assert state("c1", "suitable_home") == "in_progress"
    assert state("c1", "papers") == "empty"
    assert not Box.objects.filter(case__external_key="c3").exists()
    boxes = Box.objects.filter(case__external_key="c2")
    assert set(boxes.values_list("state", flat=True)) == {"filled"}
    box = boxes.get(box_type__code="finances")
    assert set(Check.objects.filter(box=box).values_list("met", "note")) == {
        (True, "Overgenomen uit de kit")
    }
    said = Confirmation.objects.filter(box=box, is_current=True)
    assert {one.seat_kind for one in said} == {"client", "municipality", "corporation"}
    case = Case.objects.get(external_key="c2")
    assert (case.boxes_filled, case.boxes_needed) == (11, 11)


def test_a_full_box_that_misses_somebody_is_proposed(kit, tmp_path):
    del kit.tables["case_team"][6]
    load(kit, tmp_path)
    assert state("c2", "support") == "proposed"
    assert state("c2", "finances") == "filled"


def test_children_are_not_asked_of_who_has_none(kit, tmp_path):
    load(kit, tmp_path)
    assert state("c1", "family_children") == "not_needed"
    assert state("c2", "family_children") == "filled"


def test_a_case_that_stopped_on_the_way_has_no_full_boxes(kit, tmp_path):
    kit.set("cases", 2, "phase", "closed").set("cases", 2, "status", "stopped")
    kit.set("cases", 2, "status_reason", "Wil niet meer")
    kit.set("cases", 2, "outcome", "stopped_by_client")
    load(kit, tmp_path)
    assert state("c2", "suitable_home") == "in_progress"
    assert not Confirmation.objects.filter(case__external_key="c2").exists()


def test_answers_keep_the_words_and_know_their_choice(kit, tmp_path):
    load(kit, tmp_path)
    paying = Answer.objects.get(case__external_key="c1", question__code="payment_method")
    assert (paying.choice, paying.text, paying.how) == ("direct_debit", "De 1e.", "on_behalf")
    assert paying.organisation.external_key == "bw"
    when = Answer.objects.get(case__external_key="c2", question__code="move_from")
    assert (str(when.on_date), when.text, when.how) == (
        "2025-12-01",
        "Vanaf december 2025.",
        "alone",
    )
    tick = Answer.objects.get(question__code="gp_and_pharmacy")
    assert (tick.choice, tick.text, str(tick.on_date)) == ("yes", "", "2025-05-01")
    told = DerivedAnswer.objects.get(case__external_key="c2", derivation__code="payment_method")
    assert told.value == "cliënt betaalt zelf"


def test_seats_share_what_the_matrix_says(kit, tmp_path):
    load(kit, tmp_path)
    rows = Sharing.objects.filter(case__external_key="c1")
    levels = {(one.seat_kind, one.topic): one.level for one in rows}
    assert levels["corporation", 2] == 1
    assert levels["corporation", 34] == 2
    assert levels["bw_provider", 2] == 3
    assert levels["relative", 0] == 2
    assert levels["relative", 1] == 0
    assert ("client", 0) not in levels


def test_what_the_kit_tells_of_the_past_is_in_the_timeline(kit, tmp_path):
    load(kit, tmp_path)
    events = Event.objects.filter(case_id=Case.objects.get(external_key="c1").pk)
    assert {one.kind: str(one.at.date()) for one in events} == {
        "cases.case_registered": "2026-09-01",
        "journey.kickoff_held": "2026-09-20",
        "boxes.boxes_opened": "2026-09-20",
    }
    assert all(one.codes["from_kit"] for one in events)


def test_a_seat_that_ended_is_kept_as_ended(kit, tmp_path):
    load(kit, tmp_path)
    seat = TeamMember.objects.get(case__external_key="c2", kind="bw_provider")
    assert (seat.state, seat.until_at.isoformat()) == ("ended", "2026-01-31T23:00:00+00:00")
    assert not Sharing.objects.filter(case__external_key="c2", seat_kind="bw_provider").exists()


def test_a_late_kickoff_is_counted_as_late(kit, tmp_path):
    kit.set("cases", 1, "target_month", "2027-02")
    load(kit, tmp_path)
    assert Case.objects.get(external_key="c1").kickoff_late_reason


def test_two_regions_do_not_meet(kit, tmp_path):
    load(kit, tmp_path)
    other = SmallKit()
    other.region |= {"code": "ander", "name": "Andere regio"}
    for number in range(1, 6):
        other.set("people", number, "email", f"p{number}@ander.example")
    other.set("cases", 1, "client_email", "c1@ander.example")
    assert load(other, tmp_path, "other") == 0
    for case in Case.objects.select_related("region", "coordinator"):
        assert case.coordinator.region_id == case.region_id
        boxes = Box.objects.filter(case=case).select_related("box_type")
        assert all(one.box_type.region_id == case.region_id for one in boxes)
    assert Case.objects.filter(external_key="c1").count() == 2


def test_keys_and_indexes_that_were_set_aside_come_back(kit, tmp_path):
    def built():
        tables = (list(aside.TABLES),)
        return rows_of(aside.FOREIGN_KEYS, tables), rows_of(aside.INDEXES, tables)

    before = built()
    checked = check(kit.write(tmp_path / "kit"))
    bulk_load(checked.kit, {"cases": 3, "box_answers": 1_000_000})
    assert built() == before
    run("set constraints all immediate")
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(question_id=-1)
    assert Answer.objects.count() == 5

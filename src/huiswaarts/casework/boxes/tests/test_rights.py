"""Who may do what in a box, and the reason that who may not gets."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.actions.answers import NoSuchQuestionError, ask_help, skip_question
from huiswaarts.casework.boxes.actions.boxes import mark_not_needed, open_boxes, reopen
from huiswaarts.casework.boxes.entries import InvalidEntryError, MedicalDetailError
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.boxes.queries import boxes_of, find_box, gate_state, open_gates
from huiswaarts.casework.cases.models import Case, Consent
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.access.topics import Topic
from tests.database import as_owner

from .table import How, at


def refused(match):
    return pytest.raises(PermissionDenied, match=match)


def test_a_worker_writes_down_what_the_client_says(bea, the_case):
    with at(bea, the_case) as box:
        answer = box.answers(1, how=How.TOGETHER, choice="stable")
        assert answer.organisation.name == "De Luwte"
        assert answer.slot == "client"


def test_a_worker_does_not_say_that_the_client_filled_it_in_alone(bea, the_case):
    with at(bea, the_case) as box, refused("samen, of namens de cliënt"):
        box.answers(1, how=How.ALONE, choice="stable")


def test_nobody_writes_over_the_words_of_the_client(samir, bea, the_case):
    with at(samir, the_case) as box:
        box.answers(8, text="Bel mij eerst.")
    with at(bea, the_case) as box:
        with refused("Dit zijn de woorden van de cliënt"):
            box.answers(8, how=How.ON_BEHALF, text="Bel De Luwte.")
        box.adds(8, "De Luwte belt ook.")
        assert box.current(8).text == "Bel mij eerst."
        added = box.contents.additions(box.question_id(8))
        assert [one.text for one in added] == ["De Luwte belt ook."]


def test_each_organisation_has_one_voice_below_the_answer(bea, amir, the_case):
    for person, text in ((bea, "De Luwte belt."), (amir, "Wij bellen ook.")):
        with at(person, the_case) as box:
            box.adds(8, text)
    with at(bea, the_case) as box:
        first = box.contents.additions(box.question_id(8))[0]
        box.adds(8, "De Luwte belt op maandag.", seen=first.public_id)
        texts = {one.text for one in box.contents.additions(box.question_id(8))}
        assert texts == {"De Luwte belt op maandag.", "Wij bellen ook."}


def test_the_corporation_adds_but_does_not_answer(wim, the_case):
    with at(wim, the_case, "suitable_home") as box:
        with refused("Het antwoord is van de cliënt"):
            box.answers(1, text="In het centrum.")
        box.adds(2, "In Zuidveen komt veel vrij.")


def test_the_corporation_does_not_read_about_money(wim, the_case):
    with at(wim, the_case) as box, refused("alleen of die klaar is"):
        box.answers(1, choice="stable")


def test_the_municipality_reads_about_daily_life_and_does_not_write(gerda, the_case):
    with at(gerda, the_case, "daily_life") as box, refused("U kunt deze doos lezen"):
        box.answers(1, text="Iets.")


def test_a_relative_reads_what_was_opened_and_writes_nothing(mina, the_case):
    with at(mina, the_case, "suitable_home") as box, refused("U kunt deze doos lezen"):
        box.answers(1, how=How.ALONE, text="Bij mij in de buurt.")


def test_a_relative_sees_no_box_that_was_not_opened(mina, the_case):
    with at(mina, the_case) as box:
        assert find_box(the_case, "finances", box.actor) is None
        assert find_box(the_case, "finances", box.actor, box.sight) is None


def test_a_stranger_finds_no_box(stan, hans, the_case):
    for person in (stan, hans):
        with at(person, the_case) as box:
            assert find_box(the_case, "finances", box.actor) is None


def test_a_closed_case_changes_no_more(samir, bea, the_case):
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(phase="closed")
        the_case.refresh_from_db()
    with at(samir, the_case) as box, refused("Deze casus is voorbij"):
        box.answers(1, choice="stable")
    with at(bea, the_case) as box:
        assert find_box(the_case, "finances", box.actor) is None


def test_before_it_begins_there_is_the_contact_card_only(samir, the_case):
    the_case.phase = "in_view"
    decision = policies.in_use(the_case)
    assert not decision
    assert "nog niet begonnen" in decision.reason


def test_when_the_client_takes_back_secrecy_the_worker_adds_nothing_new(samir, bea, the_case):
    with as_owner():
        Consent.objects.create(
            case=the_case, topic=Topic.COMMON, label=Label.CARE_CIRCLE, kind="secrecy",
            said="withdrawn", organisation=bea.membership.organisation, text_shown="x",
            by_user=samir.user.pk, at=the_case.boxes.first().state_at,
        )  # fmt: skip
    with at(bea, the_case) as box:
        with refused("De cliënt wil niet meer"):
            box.answers(1, choice="stable")
        with refused("De cliënt wil niet meer"):
            box.adds(1, "Nog iets.")


def test_a_box_that_is_not_needed_is_opened_first(samir, the_case):
    with at(samir, the_case) as box:
        mark_not_needed(
            box=box.box, sight=box.sight, why="client_choice", version=box.box.version,
            by=box.actor, at=box.actor.at,
        )  # fmt: skip
        assert box.state == "not_needed"
        with refused("Open de doos eerst weer"):
            box.answers(1, choice="stable")
        reopen(
            box=box.box, sight=box.sight, why="needed_after_all", version=box.box.version,
            by=box.actor, at=box.actor.at,
        )  # fmt: skip
        assert box.state == "empty"


def test_the_corporation_puts_no_box_aside(wim, the_case):
    with at(wim, the_case, "suitable_home") as box, refused("Dit beslist de cliënt"):
        mark_not_needed(
            box=box.box, sight=box.sight, why="not_at_play", version=1, by=box.actor,
            at=box.actor.at,
        )  # fmt: skip


def test_an_open_box_is_not_opened_again(samir, the_case):
    with at(samir, the_case) as box, refused("al open"):
        reopen(
            box=box.box, sight=box.sight, why="too_old", version=1, by=box.actor, at=box.actor.at
        )


def test_a_reason_that_is_not_on_the_list_is_no_reason(samir, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
        with pytest.raises(InvalidEntryError, match="Kies een reden"):
            reopen(
                box=box.box, sight=box.sight, why="omdat", version=box.box.version,
                by=box.actor, at=box.actor.at,
            )  # fmt: skip


def test_who_opened_it_again_and_why_stays_with_the_box(samir, bea, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
    with at(bea, the_case) as box:
        reopen(
            box=box.box, sight=box.sight, why="too_old", version=box.box.version, by=box.actor,
            at=box.actor.at,
        )  # fmt: skip
        again = box.box
        assert (again.state, again.state_reason) == ("reopened", "too_old")
        assert again.state_by == bea.user


def test_the_right_party_ticks_a_point(wim, bea, the_case):
    with at(bea, the_case, "suitable_home") as box, refused("Dit vinkt een ander af"):
        box.ticks("max_rent_fits")
    with at(wim, the_case, "suitable_home") as box:
        assert box.ticks("max_rent_fits").met
        assert not box.ticks("max_rent_fits", yes=False).met


def test_a_point_that_follows_from_the_answers_is_ticked_by_nobody(samir, the_case):
    with at(samir, the_case) as box, refused("volgt vanzelf"):
        box.ticks("balance")


def test_a_helper_ticks_and_agrees_with_the_client(bea, the_case):
    with at(bea, the_case) as box:
        box.fills_all()
        said = box.confirms("client")
        assert (said.seat_kind, said.how) == ("client", "together")


def test_the_corporation_does_not_agree_for_the_client(wim, the_case):
    with at(wim, the_case, "tenancy_skills") as box, refused("Dit zegt een ander"):
        box.confirms("client")


def test_the_corporation_agrees_to_how_the_rent_is_paid_when_that_is_known(samir, wim, the_case):
    with at(wim, the_case) as box, refused("Dit kan nog niet: één punt"):
        box.confirms("payment")
    with at(samir, the_case) as box:
        box.answers(5, choice="self")
    with at(wim, the_case) as box:
        box.confirms("payment")
        # and of the others it sees nothing
        assert [w.seat_kind for ws in box.contents.words.values() for w in ws] == ["corporation"]


def test_saying_that_it_is_not_right_asks_why(samir, the_case):
    with at(samir, the_case) as box, pytest.raises(InvalidEntryError, match="Vertel waarom"):
        box.disagrees("client", reason="  ")


def test_a_worker_sees_no_answer_that_the_client_keeps_to_themself(samir, bea, the_case):
    with at(samir, the_case) as box:
        box.answers(1, choice="none", text="Geheim.", label=Label.CLIENT_ONLY)
    with at(bea, the_case) as box:
        assert box.current(1) is None
        assert box.contents.answers == {}


def test_a_worker_widens_no_circle_and_the_client_may(samir, bea, the_case):
    with at(samir, the_case) as box:
        box.answers(1, choice="none", label=Label.CARE_CIRCLE)
    with at(bea, the_case) as box:
        with refused("kan alleen kleiner worden"):
            box.answers(1, choice="stable", label=Label.TEAM)
        with refused("Zo klein"):
            box.answers(1, choice="stable", label=Label.CLIENT_ONLY)
        assert box.answers(1, choice="stable").label == Label.CARE_CIRCLE
    with at(samir, the_case) as box:
        assert box.answers(1, choice="stable", label=Label.TEAM).label == Label.TEAM


def test_the_reason_of_an_excluded_area_does_not_exist_for_the_corporation(samir, wim, the_case):
    with at(samir, the_case, "suitable_home") as box:
        assert box.answers(8, text="Daar woont iemand.").label == Label.TEAM_MINUS_CORPORATION
    with at(wim, the_case, "suitable_home") as box:
        assert box.contents.answers == {}
        with pytest.raises(NoSuchQuestionError):
            box.adds(8, "Waarom?")


def test_an_addition_stays_in_the_circle_of_the_answer_above_it(samir, bea, gerda, the_case):
    with at(samir, the_case) as box:
        box.answers(8, text="Bel mij.", label=Label.CARE_CIRCLE)
    with at(bea, the_case) as box:
        assert box.adds(8, "Ik bel.").label == Label.CARE_CIRCLE
    with at(gerda, the_case) as box:
        assert box.contents.answers == {}


def test_skipping_loses_nothing(samir, the_case):
    with at(samir, the_case) as box:
        where = {"box": box.box, "sight": box.sight, "by": box.actor, "at": box.actor.at}
        assert skip_question(question=3, **where).how == How.SKIPPED
        assert box.state == "empty"
        box.answers(3, choice="none")
        assert skip_question(question=3, **where) is None
        assert box.contents.mark(box.question_id(3)) is None


def test_asking_for_help_is_seen_by_who_works_along(samir, bea, the_case):
    with at(samir, the_case) as box:
        ask_help(
            box=box.box, sight=box.sight, question=6, by=box.actor, at=box.actor.at
        )  # fmt: skip
    with at(bea, the_case) as box:
        assert box.contents.mark(box.question_id(6)).how == How.HELP


@pytest.mark.parametrize(
    ("number", "said", "reason"),
    [
        (8, {"text": "Zijn nummer is 111222333."}, "burgerservicenummer"),
        (8, {"text": "x" * 4001}, "te lang"),
        (8, {"text": "links\u202erechts"}, "leesrichting"),
        (8, {"text": "  "}, "Vul een antwoord in"),
        (1, {"choice": "rijk"}, "Kies een van de antwoorden"),
        (13, {"number": -1}, "Vul een getal in"),
        (13, {"number": 10**9}, "Vul een getal in"),
        (13, {"text": "vijf"}, "geen tekst"),
        (9, {"on": dt.date(1066, 1, 1)}, "tussen 1900"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(samir, the_case, number, said, reason):
    with at(samir, the_case) as box, pytest.raises(InvalidEntryError, match=reason):
        box.answers(number, **said)


def test_medical_detail_is_pointed_out_and_kept_only_on_purpose(samir, the_case):
    text = "Als ik psychotisch ben kan ik niet betalen."
    with at(samir, the_case) as box:
        with pytest.raises(MedicalDetailError) as pointed_out:
            box.answers(8, text=text)
        assert pointed_out.value.words == ["psychotisch"]
        assert box.answers(8, text=text, anyway=True).text == text


def test_the_health_box_takes_ticks_and_dates_and_no_word(samir, bea, the_case):
    with at(samir, the_case, "health") as box:
        box.answers(1, choice="yes", on=dt.date(2026, 11, 1))
        with pytest.raises(InvalidEntryError, match="geen tekst"):
            box.answers(2, choice="yes", text="Rust.", anyway=True)
        with pytest.raises(InvalidEntryError, match="Vul een antwoord in"):
            box.answers(2, on=dt.date(2026, 11, 1))
    with at(bea, the_case, "health") as box, pytest.raises(InvalidEntryError, match="geen tekst"):
        box.adds(1, "Dokter Jansen.")


def test_a_question_that_is_not_there_is_not_answered(samir, the_case):
    with at(samir, the_case) as box, pytest.raises(NoSuchQuestionError):
        box.answers(99, text="x", seen="")


def test_only_the_coordinator_opens_the_boxes(bea, gerda, the_case):
    with as_owner():
        Box.objects.filter(case=the_case).delete()
        Case.objects.filter(pk=the_case.pk).update(household="single_parent", boxes_needed=0)
        the_case.refresh_from_db()
    with at(bea, the_case) as box, refused("Alleen de coördinator"):
        open_boxes(case=the_case, sight=box.sight, by=box.actor, at=box.actor.at)
    with at(gerda, the_case) as box:
        where = {"case": the_case, "sight": box.sight, "by": box.actor, "at": box.actor.at}
        assert open_boxes(**where) == 11
        assert open_boxes(**where) == 0
        the_case.refresh_from_db()
        # there are children, so that box counts too
        assert the_case.boxes_needed == 11


def test_a_box_that_is_optional_waits_until_someone_needs_it(gerda, the_case):
    with as_owner():
        Box.objects.filter(case=the_case).delete()
    with at(gerda, the_case, "family_children") as box:
        open_boxes(case=the_case, sight=box.sight, by=box.actor, at=box.actor.at)
        states = dict(Box.objects.values_list("box_type__code", "state"))
        assert states["family_children"] == "not_needed"
        assert states["finances"] == "empty"


def test_a_gate_waits_for_its_own_boxes_and_those_before_it(wim, the_case):
    with at(wim, the_case) as box:
        codes = [one.code for one in gate_state(the_case, "register_for_home").blocking]
        assert codes == ["suitable_home", "finances", "papers"]
        assert len(gate_state(the_case, "key").blocking) == 11
        assert open_gates(the_case) == frozenset()
    with as_owner():
        Box.objects.filter(case=the_case, box_type__gate="register_for_home").update(state="filled")
    with at(wim, the_case) as box:
        assert open_gates(the_case) == {"register_for_home"}
        assert len(gate_state(the_case, "sign").blocking) == 5
        assert box.state == "filled"


def test_a_case_without_boxes_passes_no_gate(bea, the_case):
    with as_owner():
        Box.objects.filter(case=the_case).delete()
    with at(bea, the_case):
        assert not gate_state(the_case, "key").is_open


def test_the_fronts_say_how_far_it_is_as_far_as_one_may_know(samir, wim, bea, the_case):
    with at(samir, the_case) as box:
        box.answers(1, choice="stable")
        box.answers(3, choice="none", label=Label.CLIENT_ONLY)
    counts = {}
    for person in (samir, bea, wim):
        with at(person, the_case) as box:
            fronts = {one.code: one for one in boxes_of(the_case, box.sight)}
            counts[person.name] = (fronts["finances"].answered, fronts["finances"].total)
    assert counts == {"Samir": (2, 13), "Bea": (1, 13), "Wim": (None, None)}


def test_it_says_who_reads_along_and_what_the_others_get(bea, the_case):
    with at(bea, the_case) as box:
        fronts = {one.code: one for one in boxes_of(the_case, box.sight)}
        money = fronts["finances"].visible_for
        assert money.summary.startswith("Samir, De Luwte")
        assert "Sofie" in money.summary
        assert "Woonstee" not in money.summary
        assert "Woonstee leest de antwoorden niet, en ziet alleen: geld en huur geregeld" in (
            money.reason
        )
        health = fronts["health"].visible_for
        assert "Woonstee ziet alleen of de doos klaar is." in health.reason

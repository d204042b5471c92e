"""Asking to coordinate, and ending the seat of another party: always with a second person."""

import datetime as dt

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone

from huiswaarts.casework.cases.actions import questions, seats
from huiswaarts.casework.cases.jobs import open_lapsed
from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access import session
from huiswaarts.foundation.common.dates import long_date
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.models import Event, Notification
from huiswaarts.foundation.network.models import Membership, Region
from tests.database import as_owner
from tests.people import actor_of, sign_in

YES, NO = questions.Reply(yes=True), questions.Reply(yes=False, why="Nu niet")


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


class Table:
    """Samir's: Gerda coordinates, Bea, Amir, Wim, Gijs the guest, Mina and Sofie."""

    def __init__(self, people, case):
        self.people, self.case = people, case

    def seat(self, name):
        with as_owner():
            return TeamMember.objects.get(pk=self.people.seat_of["Samir", name].pk)

    def does(self, name, deed, of, at=None, **more):
        with session.acting(actor_of(self.people.by_name[name], at=at)) as actor:
            case = Case.objects.visible_to(actor).select_related("region").get(pk=self.case.pk)
            seat = TeamMember.objects.select_related("case__region", "membership").get(
                pk=self.people.seat_of["Samir", of].pk
            )
            if deed is not questions.take_back:
                more["sight"] = sight_of(actor, case)
            return deed(seat=seat, by=actor, **more)

    def asks(self, name):
        return self.does(name, questions.ask_coordination, name, why="Ik doe de meeste uren")

    def stops(self, of, by="Gerda", at=None):
        at = at or timezone.now()
        with session.acting(actor_of(self.people.by_name[by], at=at)) as actor:
            case = Case.objects.visible_to(actor).select_related("region").get(pk=self.case.pk)
            seat = TeamMember.objects.get(pk=self.people.seat_of["Samir", of].pk)
            sight = sight_of(actor, case)
            return seats.end_seat(seat=seat, reason="Andere baan", sight=sight, by=actor, at=at)

    def sees(self, name, at=None):
        with session.acting(actor_of(self.people.by_name[name], at=at)) as actor:
            first_lock = Case.objects.visible_to(actor).filter(pk=self.case.pk).exists()
            second_lock = Case.objects.filter(pk=self.case.pk).exists()
        assert first_lock == second_lock
        return first_lock

    def coordinator(self):
        with as_owner():
            return Case.objects.get(pk=self.case.pk).coordinator.user.name.split()[0]

    def told(self):
        with as_owner():
            rows = Notification.objects.values_list("user_id", "kind")
            names = {one.user.pk: one.name for one in self.people}
            return {(names[user], kind) for user, kind in rows}


def test_bea_asks_gerda_says_yes_and_all_three_are_told(table):
    table.asks("Bea")
    assert table.coordinator() == "Gerda"
    assert table.told() == {("Gerda", "coordination_asked")}
    table.does("Gerda", questions.answer_coordination, "Bea", reply=YES)
    assert table.coordinator() == "Bea"
    passed = {who for who, kind in table.told() if kind == "coordination_passed"}
    assert passed == {"Bea", "Samir"}  # and Gerda, who did it


def test_no_with_a_reason_and_bea_reads_why(table, client, people):
    table.asks("Bea")
    table.does("Gerda", questions.answer_coordination, "Bea", reply=NO)
    assert table.coordinator() == "Gerda"
    page = sign_in(client, people.bea).get("/berichten/").content.decode()
    assert "U gaat niet coördineren" in page
    assert "Nu niet" in page


def test_bea_does_not_answer_her_own_question(table):
    table.asks("Bea")
    with pytest.raises(PermissionDenied, match="eigen vraag"):
        table.does("Bea", questions.answer_coordination, "Bea", reply=YES)


def test_nor_does_amir_while_there_is_a_coordinator(table):
    table.asks("Bea")
    with pytest.raises(PermissionDenied, match="antwoordt de coördinator"):
        table.does("Amir", questions.answer_coordination, "Bea", reply=YES)


def test_when_the_coordinator_is_gone_another_party_answers(table, people):
    with as_owner():
        Membership.objects.filter(pk=people.gerda.membership.pk).update(
            until_at=timezone.now() - dt.timedelta(days=1)
        )
    table.asks("Bea")
    assert {who for who, _ in table.told()} == {"Amir", "Wim", "Samir"}
    table.does("Amir", questions.answer_coordination, "Bea", reply=YES)
    assert table.coordinator() == "Bea"


def test_bea_takes_her_question_back_and_may_ask_again(table):
    table.asks("Bea")
    with pytest.raises(PermissionDenied, match="nog geen antwoord"):
        table.asks("Bea")
    table.does("Bea", questions.take_back, "Bea")
    with pytest.raises(PermissionDenied, match="al beslist"):
        table.does("Gerda", questions.answer_coordination, "Bea", reply=YES)
    table.asks("Bea")


def test_a_corporation_asks_only_where_the_region_says_so(table):
    with pytest.raises(PermissionDenied, match="woningcorporatie niet"):
        table.asks("Wim")
    with as_owner():
        Region.objects.update(corporation_coordinates=True)
    table.asks("Wim")


def test_nor_is_it_given_to_a_corporation_or_a_guest(table, people):
    for name, why in (("Wim", "woningcorporatie"), ("Gijs", "gast")):
        with session.acting(actor_of(people.gerda)) as gerda:
            case = Case.objects.visible_to(gerda).select_related("region").get(pk=table.case.pk)
            to = TeamMember.objects.select_related("membership").get(
                pk=people.seat_of["Samir", name].pk
            )
            with pytest.raises(PermissionDenied, match=why):
                seats.hand_over(
                    case=case, to=to, version=case.version, sight=sight_of(gerda, case), by=gerda,
                )  # fmt: skip


def test_access_stops_at_once_and_the_right_people_hear_of_it(table):
    seat = table.stops("Amir")
    assert seat.is_suspended
    assert not table.sees("Amir")
    told = table.told()
    assert ("Amir", "seat_stopped") in told
    assert {who for who, kind in told if kind == "seat_end_asked"} == {"Bea", "Wim", "Samir"}


def test_the_admin_of_the_organisation_hears_of_it_and_reads_no_case(table, client, people):
    table.stops("Bea")
    page = sign_in(client, people.olga).get("/berichten/").content.decode()
    assert "De toegang van Bea Tester tot een casus staat stil" in page
    assert table.case.number not in page


@pytest.mark.parametrize("second", ["Bea", "Wim", "Samir"])
def test_with_a_second_person_it_ends(table, second):
    table.stops("Amir")
    table.does(second, questions.answer_ending, "Amir", reply=YES)
    assert table.seat("Amir").state == "ended"
    with as_owner():
        shared = Sharing.objects.filter(case=table.case, seat_kind="ambulatory_provider")
        assert not shared.filter(until_at=None).exists()
    assert ("Amir", "seat_ended") in table.told()


def test_with_a_no_access_opens_again_at_once(table):
    table.stops("Amir")
    table.does("Bea", questions.answer_ending, "Amir", reply=NO)
    assert table.sees("Amir")
    assert {("Amir", "seat_opened"), ("Gerda", "seat_opened")} <= table.told()


def test_who_asked_is_no_second_nor_a_guest_nor_a_relative(table):
    table.stops("Amir")
    for name in ("Gerda", "Gijs", "Mina"):
        with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
            table.does(name, questions.answer_ending, "Amir", reply=YES)
    assert table.seat("Amir").state == "suspended"


def test_who_asked_takes_it_back(table):
    table.stops("Amir")
    with pytest.raises(PermissionDenied, match="wie het vroeg"):
        table.does("Bea", questions.take_back, "Amir")
    table.does("Gerda", questions.take_back, "Amir")
    assert table.sees("Amir")


def test_after_two_working_days_it_opens_by_itself_and_once(table):
    table.stops("Amir")
    until = table.seat("Amir").question_until
    assert open_lapsed(at=until - dt.timedelta(minutes=1)) == 0
    assert open_lapsed(at=until) == 1
    assert open_lapsed(at=until) == 0
    assert table.sees("Amir", at=until)
    assert {("Amir", "seat_opened"), ("Gerda", "seat_opened"), ("Samir", "seat_opened")} <= (
        table.told()
    )
    with as_owner():
        assert Event.objects.filter(kind="cases.seat_opened", case_id=table.case.pk).count() == 1


def test_and_is_not_stopped_again_the_next_day(table):
    table.stops("Amir")
    until = table.seat("Amir").question_until
    open_lapsed(at=until)
    with pytest.raises(PermissionDenied, match="kort geleden"):
        table.stops("Amir", at=until + dt.timedelta(days=1))


def test_an_answer_that_comes_too_late_changes_nothing(table):
    table.stops("Amir")
    open_lapsed(at=table.seat("Amir").question_until)
    with pytest.raises(PermissionDenied, match="al beslist"):
        table.does("Bea", questions.answer_ending, "Amir", reply=YES)


def test_of_two_answers_the_second_is_told(table):
    table.stops("Amir")
    old = table.seat("Amir")
    with as_owner():
        TeamMember.objects.filter(pk=old.pk).update(version=old.version + 1)
    with session.acting(actor_of(table.people.bea)) as bea:
        case = Case.objects.visible_to(bea).get(pk=table.case.pk)
        with pytest.raises(StaleError):
            questions.answer_ending(seat=old, reply=YES, sight=sight_of(bea, case), by=bea)


@pytest.mark.parametrize(("of", "by"), [("Mina", "Samir"), ("Bea", "Bea")])
def test_the_client_and_oneself_end_without_a_second(table, of, by):
    assert table.stops(of, by=by).state == "ended"


def test_the_own_organisation_ends_it_also_while_it_stands_still(table, client, people):
    table.stops("Bea")
    seat = table.seat("Bea")
    browser = sign_in(client, people.olga)
    address = f"/casussen/stoelen/{seat.public_id}/beeindigen/"
    form = browser.get(address).context["form"]
    sent = {"key": form["key"].value(), "version": seat.version, "reason": "Uit dienst"}
    assert browser.post(address, sent).status_code == 302
    assert table.seat("Bea").state == "ended"


def test_and_who_asked_and_the_client_hear_that_it_ended(table, client, people):
    table.stops("Bea")
    seat = table.seat("Bea")
    with session.acting(actor_of(people.olga)) as olga:
        seats.end_seat_as_admin(seat=seat, reason="Uit dienst", by=olga, at=olga.at)
        assert Membership.objects.filter(pk=olga.membership_id).exists()  # Olga acts on
    ended = {who for who, kind in table.told() if kind == "seat_ended"}
    assert ended == {"Bea", "Gerda", "Samir", "Amir", "Wim"}
    assert ("Olga", "colleague_settled") not in table.told()
    page = sign_in(client, people.bea).get("/berichten/").content.decode()
    assert "Uw stoel bij een casus is beëindigd" in page
    assert "tweede persoon" not in page


def test_the_client_hears_that_a_guest_is_asked(table, client, people):
    with session.acting(actor_of(people.gerda)) as gerda:
        case = Case.objects.visible_to(gerda).select_related("region").get(pk=table.case.pk)
        seats.request_seat(
            case=case,
            kind="guest",
            organisation=people.tina.membership.organisation,
            sight=sight_of(gerda, case),
            by=gerda,
            at=gerda.at,
        )
    party = people.tina.membership.organisation.name
    page = sign_in(client, people.samir).get("/mijn/berichten/").content.decode()
    assert f"Je team vraagt iemand van {party} om mee te denken, als gast" in page


def test_a_worker_who_ends_the_seat_of_a_relative_waits_for_a_second(table):
    assert table.stops("Mina", by="Bea").is_suspended
    assert not table.sees("Mina")
    table.does("Samir", questions.answer_ending, "Mina", reply=NO)
    assert table.sees("Mina")


def test_the_team_page_tells_what_is_going_on(table, client, people):
    table.stops("Amir")
    table.asks("Bea")
    page = sign_in(client, people.gerda).get(f"/casussen/{table.case.number}/team/")
    text = page.content.decode()
    assert "Toegang staat stil" in text
    assert "Wil coördineren" in text
    assert "Trek uw vraag in" in text
    work = sign_in(client, people.wim).get("/").content.decode()
    assert "Mag de stoel van Amir Tester eindigen?" in work
    mine = sign_in(client, people.samir).get(f"/mijn/{table.case.number}/team/").content.decode()
    assert "Amir Tester ziet nu even niets" in mine


def test_samir_answers_from_his_own_page(table, client, people):
    table.stops("Amir")
    address = f"/mijn/{table.case.number}/team/{table.seat('Amir').public_id}/antwoord/"
    browser = sign_in(client, people.samir)
    assert "Mag Amir Tester stoppen" in browser.get(address).content.decode()
    version = table.seat("Amir").version
    assert browser.post(address, {"answer": "no", "version": version}).status_code == 302
    assert table.sees("Amir")


def test_samir_says_why_and_who_asked_reads_it(table, client, people):
    table.stops("Amir")
    address = f"/mijn/{table.case.number}/team/{table.seat('Amir').public_id}/antwoord/"
    browser = sign_in(client, people.samir)
    assert "Wil je zeggen waarom?" in browser.get(address).content.decode()
    too_long = browser.post(address, {"answer": "no", "why": "x" * 201}).content.decode()
    assert "Deze tekst is te lang" in too_long
    assert not table.sees("Amir")
    version = table.seat("Amir").version
    browser.post(address, {"answer": "no", "why": "Hij kent mij het best", "version": version})
    gerda = sign_in(client, people.gerda)
    told = gerda.get("/berichten/").content.decode()
    assert "weer open. Waarom: Hij kent mij het best" in told
    team = gerda.get(f"/casussen/{table.case.number}/team/").content.decode()
    assert "Het antwoord was nee: Hij kent mij het best." in team


def test_through_the_pages_bea_asks_and_gerda_answers(table, client, people):
    team = f"/casussen/{table.case.number}/team/{table.seat('Bea').public_id}"
    for name, end, answers in (
        ("bea", "vraag", {"reason": "Ik ben er elke dag"}),
        ("gerda", "antwoord", {"answer": "ja", "reason": ""}),
    ):
        browser = sign_in(client, getattr(people, name))
        form = browser.get(f"{team}/{end}/").context["form"]
        sent = {"key": form["key"].value(), "version": form["version"].value()} | answers
        assert browser.post(f"{team}/{end}/", sent).status_code == 302
    assert table.coordinator() == "Bea"


def test_stopping_again_is_not_offered_and_says_from_when(table, client, people):
    table.stops("Amir")
    table.does("Bea", questions.answer_ending, "Amir", reply=NO)
    gerda = sign_in(client, people.gerda)
    team = gerda.get(f"/casussen/{table.case.number}/team/").content.decode()
    again = long_date(table.seat("Amir").question_at + dt.timedelta(days=30))
    for page in (team, gerda.get(ending(table, "Amir")).content.decode()):
        assert f"Stilzetten kan weer na {again}" in page
        assert "beheerder van de eigen organisatie de stoel wel beëindigen" in page
    assert ending(table, "Amir") not in team
    assert ending(table, "Bea") in team


def ending(table, of):
    return f"/casussen/{table.case.number}/team/{table.seat(of).public_id}/beeindigen/"


@pytest.mark.parametrize(
    ("who", "of", "words"),
    [
        ("gerda", "Amir", ("Zet de toegang van Amir Tester stil", "Zet de toegang stil")),
        ("amir", "Amir", ("Verlaat de tafel", "Verlaat de tafel")),
        ("olga", "Bea", ("Beëindig een stoel van Bea Tester", "Beëindig de stoel")),
    ],
)
def test_the_title_says_what_the_button_does(table, client, people, who, of, words):
    at = ending(table, of)
    if who == "olga":
        at = f"/casussen/stoelen/{table.seat(of).public_id}/beeindigen/"
    page = sign_in(client, getattr(people, who)).get(at).context["page"]
    assert (page.title, page.verb) == words

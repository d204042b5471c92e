"""Who sees what, over the real pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import Consent, Sharing
from huiswaarts.foundation.access.topics import Level
from tests.database import as_owner
from tests.people import sign_in


@pytest.fixture
def browser(client):
    return client


def rule_of(case, seat_kind, topic):
    with as_owner():
        return Sharing.objects.get(case=case, seat_kind=seat_kind, topic=topic, until_at=None)


def test_bea_sees_who_sees_what(client, bea, the_case):
    page = sign_in(client, bea).get(reverse("desk:sharing", args=[the_case.number]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Woonstee" in text
    assert "Thuis Erbij" in text


def test_bea_switches_off_a_box_for_the_corporation_with_samir(client, bea, the_case, people):
    seat = people.seat_of["Samir", "Wim"]
    rule = rule_of(the_case, "corporation", 1)
    url = reverse("desk:sharing_switch", args=[the_case.number, seat.public_id, "suitable_home"])
    answer = sign_in(client, bea).post(url, {"rule": rule.pk, "to": "off"})
    assert answer.status_code == 302
    after = rule_of(the_case, "corporation", 1)
    assert after.pk != rule.pk
    assert after.level == Level.STATUS
    with as_owner():
        assert Consent.objects.get(case=the_case).said == "yes"


def test_the_corporation_cannot_widen_its_own_view(client, wim, the_case, people):
    seat = people.seat_of["Samir", "Wim"]
    rule = rule_of(the_case, "corporation", 1)
    url = reverse("desk:sharing_switch", args=[the_case.number, seat.public_id, "suitable_home"])
    assert sign_in(client, wim).post(url, {"rule": rule.pk, "to": "off"}).status_code == 403
    assert rule_of(the_case, "corporation", 1).pk == rule.pk


def test_an_old_form_changes_nothing(client, bea, the_case, people):
    seat = people.seat_of["Samir", "Wim"]
    rule = rule_of(the_case, "corporation", 1)
    url = reverse("desk:sharing_switch", args=[the_case.number, seat.public_id, "suitable_home"])
    sign_in(client, bea).post(url, {"rule": rule.pk, "to": "off"})
    second = rule_of(the_case, "corporation", 1)
    sign_in(client, bea).post(url, {"rule": rule.pk, "to": "on"})
    assert rule_of(the_case, "corporation", 1).pk == second.pk


def test_what_the_law_asks_cannot_be_switched_off(client, bea, the_case, people):
    seat = people.seat_of["Samir", "Gerda"]
    rule = rule_of(the_case, "municipality", 3)
    url = reverse("desk:sharing_switch", args=[the_case.number, seat.public_id, "support"])
    assert sign_in(client, bea).post(url, {"rule": rule.pk, "to": "off"}).status_code == 403


def test_stopping_shows_first_what_stays(client, bea, the_case, people):
    seat = people.seat_of["Samir", "Wim"]
    url = reverse("desk:sharing_stop", args=[the_case.number, seat.public_id])
    page = sign_in(client, bea).get(url).content.decode()
    assert "Dit kan niet ongedaan worden" in page
    client.post(url, {"stop": "1"})
    assert rule_of(the_case, "corporation", 1).level == Level.NONE
    assert rule_of(the_case, "corporation", 0).level == Level.READ


def test_bea_is_not_offered_to_open_more_for_her_own_party(client, bea, the_case, people):
    own, other = people.seat_of["Samir", "Bea"], people.seat_of["Samir", "Wim"]
    stop = {seat: reverse("desk:sharing_stop", args=[the_case.number, seat.public_id])
            for seat in (own, other)}  # fmt: skip
    sign_in(client, bea)
    assert 'name="resume"' in client.get(stop[other]).content.decode()
    page = client.get(stop[own]).content.decode()
    assert 'name="resume"' not in page
    assert "kiest de cliënt zelf, of met hulp van iemand anders" in page
    assert client.post(stop[own], {"resume": "1"}).status_code == 403
    client.post(stop[own], {"stop": "1"})
    table = client.get(reverse("desk:sharing", args=[the_case.number])).content.decode()
    forms = re.findall(rf"<form[^>]+/{own.public_id}/.*?</form>", table)
    assert not [one for one in forms if 'name="to" value="on"' in one]


def test_after_stopping_the_corporation_finds_the_box_shut_on_the_next_request(
    bea, wim, the_case, people
):
    at_wims = sign_in(Client(), wim)
    box = reverse("boxes:box", args=[the_case.number, "tenancy_skills"])
    assert at_wims.get(box).status_code == 200
    seat = people.seat_of["Samir", "Wim"]
    stop = reverse("desk:sharing_stop", args=[the_case.number, seat.public_id])
    sign_in(Client(), bea).post(stop, {"stop": "1"})
    assert at_wims.get(box).status_code == 404


def test_samir_takes_back_that_bea_may_tell(client, bea, the_case, people):
    seat = people.seat_of["Samir", "Bea"]
    url = reverse("desk:consent", args=[the_case.number, seat.public_id])
    sign_in(client, bea)
    assert client.post(url, {"kind": "secrecy", "said": "yes"}).status_code == 302
    assert client.post(url, {"kind": "secrecy", "said": "withdrawn"}).status_code == 302
    with as_owner():
        said = Consent.objects.filter(case=the_case).order_by("id").values_list("said", flat=True)
        assert list(said) == ["yes", "withdrawn"]


@pytest.mark.parametrize("data", [{"kind": "gdpr", "said": "yes"}, {"kind": "x"}, {}])
def test_other_words_are_refused(client, bea, the_case, people, data):
    seat = people.seat_of["Samir", "Bea"]
    url = reverse("desk:consent", args=[the_case.number, seat.public_id])
    assert sign_in(client, bea).post(url, data).status_code in {403, 404}

"""The pages of the policy officer, the organisation's admin and the privacy officer."""

import uuid

import pytest
from django.urls import reverse

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import mark_mail_failed, queue_mail
from huiswaarts.foundation.events.models import AccessRecord, LookReview
from huiswaarts.foundation.network.models import Offer, Region
from tests.database import as_owner
from tests.people import sign_in


def test_petra_sees_the_region_without_small_numbers(client, petra):
    page = sign_in(client, petra).get(reverse("desk:region"))
    assert page.status_code == 200
    assert "niet getoond" in page.content.decode()
    assert "Samir" not in page.content.decode()


def test_the_region_says_who_may_coordinate(client, petra):
    for allowed, word in ((False, "niet"), (True, "ook")):
        with as_owner():
            Region.objects.update(corporation_coordinates=allowed)
        page = sign_in(client, petra).get(reverse("desk:region")).content.decode()
        assert f"Een woningcorporatie coördineert in deze regio {word}." in page


@pytest.mark.parametrize("who", ["bea", "olga", "fred", "samir"])
def test_who_has_other_work_finds_no_counts(client, request, who):
    person = request.getfixturevalue(who)
    assert sign_in(client, person).get(reverse("desk:region")).status_code == 404


def test_olga_sees_people_and_seats_but_no_client(client, olga):
    page = sign_in(client, olga).get(reverse("desk:people"))
    text = page.content.decode()
    assert "Bea Tester" in text
    assert "1 stoel" in text
    assert "Samir" not in text


def test_olga_invites_a_colleague_once(client, olga):
    form = {
        "name": "Noor de Wit",
        "email": "noor@voorbeeld.nl",
        "role": "support_worker",
        "key": uuid.uuid4(),
    }
    url = reverse("desk:people_invite")
    sign_in(client, olga)
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    with as_owner():
        assert Offer.objects.filter(address="noor@voorbeeld.nl").count() == 1
    assert not User.objects.filter(email="noor@voorbeeld.nl").exists()
    page = client.get(reverse("desk:people")).content.decode()
    assert "noor@voorbeeld.nl: <strong>wacht op antwoord</strong>" in page


def test_bea_leaves_and_her_seat_and_access_end_at_once(client, olga, bea, the_case):
    at_beas = sign_in(client.__class__(), bea)
    front = reverse("desk:case", args=[the_case.number])
    assert at_beas.get(front).status_code == 200
    url = reverse("desk:people_end", args=[bea.membership.public_id])
    assert sign_in(client, olga).post(url, {"reason": "andere baan"}).status_code == 302
    assert at_beas.get(front).status_code in {302, 404}
    with as_owner():
        assert TeamMember.objects.get(membership=bea.membership).state == "ended"


def test_when_the_coordinator_leaves_somebody_else_coordinates(client, people, stans_case):
    with as_owner():
        boss = people.olga.membership
        boss.organisation = people.hans.membership.organisation
        boss.save()
    url = reverse("desk:people_end", args=[people.hans.membership.public_id])
    answer = sign_in(client, people.olga).post(url, {"reason": "weg"})
    assert answer.status_code == 400
    assert "niemand anders" in answer.content.decode()
    with as_owner():
        TeamMember.objects.create(
            case=stans_case,
            kind="municipality",
            membership=people.gerda.membership,
            organisation=people.gerda.membership.organisation,
            state="active",
            from_at=people.at,
        )
    assert client.post(url, {"reason": "weg"}).status_code == 302
    with as_owner():
        case = Case.objects.get(pk=stans_case.pk)
    assert case.coordinator_id == people.gerda.membership.pk


def test_olga_cannot_touch_her_own_rights_or_those_of_others(client, olga, wim):
    sign_in(client, olga)
    own = reverse("desk:people_end", args=[olga.membership.public_id])
    assert "andere beheerder" in client.get(own).content.decode()
    assert client.post(own, {"reason": "x"}).status_code == 400
    other = reverse("desk:people_end", args=[wim.membership.public_id])
    assert client.get(other).status_code == 404


def test_fred_reviews_who_looked_without_seeing_a_client(client, fred, bea, the_case):
    sign_in(client.__class__(), bea).get(reverse("desk:case", args=[the_case.number]))
    page = sign_in(client, fred).get(reverse("desk:access_log"))
    text = page.content.decode()
    assert the_case.number in text
    assert "Bea Tester" in text
    assert "Samir" not in text
    with as_owner():
        look = AccessRecord.objects.filter(case_id=the_case.pk).latest("id")
    answer = client.post(reverse("desk:look_review"), {"look": look.pk, "verdict": "question"})
    assert answer.status_code == 302
    with as_owner():
        assert LookReview.objects.get(record=look).verdict == "question"
    later = client.get(reverse("desk:access_log"), {"state": "question"}).content.decode()
    assert "Navragen" in later


def test_dora_of_another_region_reviews_nothing_of_this_one(client, people, the_case):
    sign_in(client.__class__(), people.bea).get(reverse("desk:case", args=[the_case.number]))
    text = sign_in(client, people.dora).get(reverse("desk:access_log")).content.decode()
    assert the_case.number not in text
    with as_owner():
        look = AccessRecord.objects.filter(case_id=the_case.pk).latest("id")
    url = reverse("desk:look_review")
    assert client.post(url, {"look": look.pk, "verdict": "question"}).status_code == 404


def test_the_admin_sees_that_mail_cannot_leave(client, people, olga):
    sign_in(client, olga)
    assert "komt nu niet aan" not in client.get("/beheer/mensen/").content.decode()
    waits = queue_mail(kind="account_notice", user_id=people.bea.user.pk, at=people.at)
    mark_mail_failed(message=waits, error="ConnectionRefusedError", at=people.at)
    page = client.get("/beheer/mensen/").content.decode()
    assert "E-mail komt nu niet aan" in page
    assert "ConnectionRefused" not in page

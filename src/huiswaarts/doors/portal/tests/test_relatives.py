"""A relative reads what the client switched on, and nothing else exists."""

import uuid

import pytest

from huiswaarts.casework.cases.models import Sharing, TeamMember
from huiswaarts.foundation.accounts.models import Invitation
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner
from tests.people import sign_in

from .conftest import answer

CLIENT_ONLY = (
    "gegevens/", "gegevens/gekeken/", "gegevens/vast/", "team/erbij/", "dozen/suitable_home/1/",
)  # fmt: skip


def test_mina_reads_the_boxes_that_samir_opened_and_no_other(visit, mina, samir, the_case):
    answer(samir, the_case, "suitable_home", 1, text="Met een balkon.")
    answer(samir, the_case, "finances", 1, text="Dit is van mij.")
    page = visit(mina).read("dozen/suitable_home/")
    assert "Met een balkon." in page
    assert "Een passende woning" in page
    assert "Mijn nieuwe huis" not in page
    assert visit(mina).get("dozen/finances/").status_code == 404
    assert "Dit is van mij." not in visit(mina).read("dozen/op-papier/")


def test_mina_has_no_buttons_to_fill_in(visit, mina):
    page = visit(mina).read("dozen/suitable_home/")
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    assert visit(mina).post("dozen/suitable_home/1/", {"text": "x"}).status_code == 404


@pytest.mark.parametrize("path", CLIENT_ONLY)
def test_what_is_of_the_client_does_not_exist_for_mina(visit, mina, path):
    assert visit(mina).get(path).status_code == 404


def test_mina_takes_nothing_along(visit, mina):
    assert visit(mina).post("gegevens/meenemen/").status_code == 404


def test_mina_changes_nothing_of_who_sees_what(visit, mina, people):
    seat = people.seat_of["Samir", "Wim"]
    for path in (f"team/{seat.public_id}/", f"team/{seat.public_id}/stop/"):
        assert visit(mina).get(path).status_code == 404
    assert visit(mina).post(f"team/{seat.public_id}/stop/", {"stop": "1"}).status_code == 404


def test_when_nothing_is_shared_mina_has_a_page_worth_landing_on(visit, mina, people, the_case):
    with as_owner():
        seat = people.seat_of["Samir", "Mina"]
        Sharing.objects.filter(member=seat).update(level=0)
    page = visit(mina).read()
    assert "Er staat nu niets voor je open" in page
    assert "Zo kun je Samir helpen" in page
    for hidden in ("Bea Tester", "Dozen vullen", "wilt verhuizen"):
        assert hidden not in page
    assert visit(mina).get("dozen/suitable_home/").status_code == 403


def test_samir_brings_his_brother_along_who_sees_nothing_yet(home, people, the_case):
    said = {"name": "Karim", "kind": "relative", "way": "later", "key": key()}
    response = home.post("team/erbij/", said)
    with as_owner():
        seat = TeamMember.objects.get(case=the_case, name="Karim")
        levels = set(Sharing.objects.filter(member=seat).values_list("level", flat=True))
    assert response["Location"] == home.url(f"team/{seat.public_id}/")
    assert levels == {0}


def test_asking_twice_brings_one_brother(home, the_case):
    said = {"name": "Karim", "kind": "relative", "way": "later", "key": key()}
    assert home.post("team/erbij/", said)["Location"] == home.post("team/erbij/", said)["Location"]
    with as_owner():
        assert TeamMember.objects.filter(case=the_case, name="Karim").count() == 1


def test_the_invitation_by_mail_is_on_its_way(home, the_case):
    said = {"name": "Karim", "kind": "relative", "way": "email", "key": key(),
            "email": "karim@voorbeeld.nl"}  # fmt: skip
    assert home.post("team/erbij/", said).status_code == 302
    with as_owner():
        seat = TeamMember.objects.get(case=the_case, name="Karim")
        assert seat.user is None
        assert Offer.objects.get(seat_id=seat.pk).address == "karim@voorbeeld.nl"
    page = home.get(f"team/{seat.public_id}/uitnodigen/").content.decode()
    assert "karim@voorbeeld.nl" in page
    assert "wacht op antwoord" in page
    home.post(f"team/{seat.public_id}/uitnodiging-intrekken/")
    with as_owner():
        assert Offer.objects.get(seat_id=seat.pk).state == "withdrawn"


def test_the_letter_shows_the_code_this_once(home, the_case):
    home.post("team/erbij/", {"name": "Karim", "kind": "relative", "way": "later", "key": key()})
    with as_owner():
        seat = TeamMember.objects.get(case=the_case, name="Karim")
    response = home.post(f"team/{seat.public_id}/uitnodigen/", {"way": "paper", "key": key()})
    assert response.context["code"] in response.content.decode()
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("way", ["paper", "email"])
def test_samir_makes_no_new_way_into_the_account_of_mina(home, mina, people, way):
    with as_owner():
        mina.user.set_password("een lang wachtwoord van Mina")
        mina.user.save()
    seat = people.seat_of["Samir", "Mina"]
    said = {"way": way, "email": mina.user.email, "key": key()}
    page = home.post(f"team/{seat.public_id}/uitnodigen/", said).content.decode()
    assert "logt al zelf in" in page
    with as_owner():
        assert not Invitation.objects.filter(user=mina.user).exists()


def test_samir_ends_the_seat_of_mina_who_is_out_at_once(home, client, mina, people):
    open_session = sign_in(client.__class__(), mina)
    assert open_session.get(home.url()).status_code == 200
    seat = people.seat_of["Samir", "Mina"]
    home.post(f"team/{seat.public_id}/weg/")
    assert open_session.get(home.url()).status_code in (302, 404)
    home.read("team/")  # says that she is gone
    assert "Mina" not in home.read("team/")


def test_samir_cannot_end_the_seat_of_bea(home, people):
    seat = people.seat_of["Samir", "Bea"]
    assert home.post(f"team/{seat.public_id}/weg/").status_code == 404


def key():
    return str(uuid.uuid4())


def test_the_letter_comes_at_once_and_a_second_press_does_not_ask_twice(home, the_case):
    said = {"name": "Karim", "kind": "relative", "way": "paper", "key": key()}
    assert "Vul deze code in" in home.post("team/erbij/", said).content.decode()
    with as_owner():
        seat = TeamMember.objects.get(case=the_case, name="Karim")
    assert home.post("team/erbij/", said)["Location"] == home.url(
        f"team/{seat.public_id}/uitnodigen/"
    )

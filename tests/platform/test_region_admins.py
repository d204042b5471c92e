"""The operator appoints region admins: named, logged, two at most, and no account is touched."""

import datetime as dt

import pytest
from django.db import transaction

from huiswaarts.casework.cases.actions.offers import accept
from huiswaarts.doors.console.region_admins import appoint, take_back
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import (
    Membership,
    Municipality,
    Offer,
    Organisation,
    ServiceArea,
)
from tests.database import as_owner
from tests.people import actor_of

TWO = ["Anna Jansen <anna@regio.example>", "Bert Smit <bert@regio.example>"]


@pytest.fixture
def run(people):
    with as_owner():
        Membership.objects.filter(role="region_admin").update(until_at=people.at)
        town = Organisation.objects.get(name="Gemeente Zuidveen")
        place = Municipality.objects.get(region=town.region)
        ServiceArea.objects.create(organisation=town, municipality=place)

    def act(admin=TWO, operator="Otto de Operator", region="zuidveen"):
        with as_owner():
            return appoint(region=region, operator=operator, admin=admin)

    return act


def invited():
    with as_owner():
        found = Offer.objects.filter(role="region_admin", state="open")
        return sorted(found.values_list("name", "organisation__name"))


def test_the_first_two_are_invited_and_who_did_it_is_logged(run, people):
    assert run() == 0
    town = "Gemeente Zuidveen"
    assert invited() == [("Anna Jansen", town), ("Bert Smit", town)]
    with as_owner():
        said = Event.objects.filter(kind="network.region_admin_appointed")
        assert [one.codes["operator"] for one in said] == ["Otto de Operator"] * 2
        assert not User.objects.filter(email="anna@regio.example").exists()


def test_no_third_while_there_are_two(run, capsys):
    run()
    assert run(["Cor Vos <cor@regio.example>"]) == 1
    assert "al twee regiobeheerders" in capsys.readouterr().err
    assert len(invited()) == 2


def test_what_waits_is_named(run, capsys):
    run(TWO[:1])
    assert run(["Cor Vos <cor@regio.example>", "Dan Vos <dan@regio.example>"]) == 1
    assert "op antwoord wacht: anna@regio.example, cor@regio.example" in capsys.readouterr().err


def test_one_person_is_not_both_region_admins(run, people, rob, capsys):
    """Nor does an invitation to whoever is one already fill the place of the second."""
    with as_owner():
        Membership.objects.filter(pk=rob.membership.pk).update(until_at=None)
    assert run([f"Rob <{rob.user.email.upper()}>"]) == 1
    assert "De tweede is iemand anders" in capsys.readouterr().err
    with as_owner():
        town = rob.membership.organisation
        Offer.objects.create(
            region=town.region, organisation=town, role="region_admin", name="Rob", code_hash="x",
            typed=rob.user.email, address=rob.user.email, invited_at=people.at,
            expires_at=people.at + dt.timedelta(days=7),
        )  # fmt: skip
    assert run(TWO[:1]) == 0


def test_the_same_address_again_is_the_same_invitation(run):
    run()
    assert run(TWO[:1]) == 0
    assert len(invited()) == 2


def test_again_when_there_are_fewer_and_then_one_only(run):
    run()
    with as_owner():
        Offer.objects.filter(address="bert@regio.example").update(state="declined")
    assert run([f"N{n} X <n{n}@regio.example>" for n in (1, 2)]) == 1, "all or none"
    assert len(invited()) == 1
    assert run(["N1 X <n1@regio.example>"]) == 0


def test_a_known_address_gives_the_same_answer_and_the_account_is_not_touched(run, bea, capsys):
    assert run(["Bea <bea@voorbeeld.nl>"]) == 0
    known = capsys.readouterr().out
    assert run(["Cor <cor@regio.example>"]) == 0
    assert capsys.readouterr().out == known
    with as_owner():
        assert Membership.objects.filter(user=bea.user).count() == 1
        offer = Offer.objects.get(address="bea@voorbeeld.nl")
    by = actor_of(bea)
    with transaction.atomic():
        accept(offer=offer, by=by, at=by.at)
    with as_owner():
        assert Membership.objects.filter(user=bea.user, role="region_admin").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": "nergens"}, "geen regio"),
        ({"admin": ["Zonder adres"]}, "een naam en een adres"),
        ({"operator": " "}, "wie u bent"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(run, capsys, wrong, said):
    assert run(**wrong) == 1
    assert said in capsys.readouterr().err
    assert invited() == []


def test_an_invitation_to_a_wrong_address_is_taken_back_and_makes_room(run, people, capsys):
    run()
    words = {"region": "zuidveen", "operator": "Otto de Operator"}
    with as_owner():
        assert take_back(addresses=["ANNA@regio.example"], **words) == 0
        assert take_back(addresses=["anna@regio.example"], **words) == 1
        said = Event.objects.get(kind="network.region_admin_uninvited")
    assert said.codes["operator"] == "Otto de Operator"
    assert "geen uitnodiging van de operator open" in capsys.readouterr().err
    assert [name for name, _ in invited()] == ["Bert Smit"]
    assert run(["Anna Jansen <a.jansen@regio.example>"]) == 0
    assert [name for name, _ in invited()] == ["Anna Jansen", "Bert Smit"]


def test_not_what_two_people_gave(run, people):
    with as_owner():
        row = Offer.objects.filter(role="region_admin")
        assert run(["Anna Jansen <anna@regio.example>"]) == 0
        row.update(invited_by_user_id=people.rob.user.pk, proposed_by_user_id=people.petra.user.pk)
        words = {"region": "zuidveen", "operator": "Otto"}
        assert take_back(addresses=["anna@regio.example"], **words) == 1

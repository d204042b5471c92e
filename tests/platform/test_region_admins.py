"""The operator appoints region admins: named, logged, two at most, and no account is touched."""

import pytest

from huiswaarts.doors.console.region_admins import appoint
from huiswaarts.foundation.accounts.models import Invitation, User
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import (
    Membership,
    Municipality,
    Organisation,
    ServiceArea,
)
from tests.database import as_owner

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


def appointed():
    with as_owner():
        found = Membership.objects.filter(role="region_admin", until_at=None)
        return sorted(found.values_list("user__name", "organisation__name"))


def test_the_first_two_are_invited_and_who_did_it_is_logged(run, people):
    assert run() == 0
    town = "Gemeente Zuidveen"
    assert appointed() == [("Anna Jansen", town), ("Bert Smit", town)]
    with as_owner():
        said = Event.objects.filter(kind="network.region_admin_appointed")
        assert [one.codes["operator"] for one in said] == ["Otto de Operator"] * 2
        user = User.objects.get(email="anna@regio.example")
        assert not user.has_usable_password()
        assert Invitation.objects.filter(user=user, used_at=None).count() == 1


def test_no_third_while_there_are_two(run, capsys):
    run()
    assert run(["Cor Vos <cor@regio.example>"]) == 1
    assert "al twee regiobeheerders" in capsys.readouterr().err
    assert len(appointed()) == 2


def test_again_when_there_are_fewer_and_then_one_only(run, people):
    run()
    with as_owner():
        gone = Membership.objects.filter(user__email="bert@regio.example")
        gone.update(until_at=people.at, from_at=people.at)
    assert run([f"N{n} X <n{n}@regio.example>" for n in (1, 2)]) == 1, "all or none"
    assert len(appointed()) == 1
    assert run(["N1 X <n1@regio.example>"]) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": "nergens"}, "geen regio"),
        ({"admin": ["Zonder adres"]}, "een naam en een adres"),
        ({"operator": " "}, "wie u bent"),
        ({"admin": ["Bea <bea@voorbeeld.nl>"]}, "heeft al een account"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(run, capsys, wrong, said):
    assert run(**wrong) == 1
    assert said in capsys.readouterr().err
    assert appointed() == []

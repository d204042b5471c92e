"""Three mistakes about work that is offered, put back; the tests of offers must see each."""

import pytest
from django.utils import timezone

from huiswaarts.foundation.accounts.middleware import ON_THE_WAY, STRONG, SessionMiddleware, go
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network import actions as network
from huiswaarts.foundation.network.forms import ChooseForm
from huiswaarts.foundation.network.models import Membership
from huiswaarts.foundation.network.queries import memberships_of
from tests.database import as_owner

from . import test_offers as offers

pytestmark = pytest.mark.django_db


def works_before_a_yes(patch):
    real = network.send_offer

    def send(*, offer, email, by, at):
        sent = real(offer=offer, email=email, by=by, at=at)
        with as_owner():
            for user in User.objects.filter(email__iexact=email):
                Membership.objects.create(
                    region_id=sent.region_id, organisation_id=sent.organisation_id,
                    user=user, role="support_worker", from_at=at,
                )  # fmt: skip
        return sent

    patch.setattr(network, "send_offer", send)


def home_is_no_choice(patch):
    real = ChooseForm.__init__
    hides = lambda self, *args, at_home, **more: real(self, *args, at_home=False, **more)  # noqa: E731
    patch.setattr(ChooseForm, "__init__", hides)


def the_person_needs_a_second_step(patch):
    """Whoever works somewhere, also at home."""

    def asks(self, request, view, args, kwargs):
        user, match = request.user, request.resolver_match
        outside = not user.is_authenticated or getattr(view, "door", "") == "public"
        if outside or request.session.get(STRONG) or match.view_name in ON_THE_WAY:
            return None
        return go(request, "second_factor") if memberships_of(user, at=timezone.now()) else None

    patch.setattr(SessionMiddleware, "process_view", asks)


@pytest.fixture
def tried(people, olga, samir, the_case):
    return {
        "invited": lambda: offers.test_inviting_a_known_address_touches_no_account(
            people, olga, "samir"
        ),
        "chooses": lambda: offers.test_a_client_who_works_elsewhere_keeps_mijn_thuis_and_chooses(
            people, olga, samir, the_case
        ),
        "at home": (
            lambda: offers.test_with_two_sides_one_chooses_and_only_work_asks_a_second_step(
                olga, samir, the_case
            )
        ),
    }


PLANTED = [
    (works_before_a_yes, "invited"),
    (home_is_no_choice, "chooses"),
    (the_person_needs_a_second_step, "at home"),
]


@pytest.mark.parametrize(("plant", "test"), PLANTED)
def test_a_planted_mistake_about_work_is_caught(tried, monkeypatch, plant, test):
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        tried[test]()

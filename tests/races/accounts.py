"""The account of one person: its second step."""

from allauth.mfa.models import Authenticator

from huiswaarts.foundation.accounts.actions import remove_factor
from huiswaarts.foundation.accounts.actions.people import LastFactorError
from huiswaarts.foundation.accounts.adapter import SecondFactorAdapter

from .rounds import Pair


def remove_passkey(round_):
    def do():
        factor = Authenticator.objects.get(user=round_.people.bea.user, type="webauthn")
        remove_factor(user=factor.user, factor=factor, at=round_.people.at)

    return do


def remove_app(round_):
    """As the page of allauth does: may it, and then it is gone."""

    def do():
        factor = Authenticator.objects.get(user=round_.people.bea.user, type="totp")
        if not SecondFactorAdapter().can_delete_authenticator(factor):
            raise LastFactorError
        factor.delete()

    return do


def two_factors(round_):
    user = round_.people.bea.user
    Authenticator.objects.filter(user=user).delete()
    for kind in ("totp", "webauthn"):
        Authenticator.objects.create(user=user, type=kind, data={})


def a_factor_is_left(round_):
    return Authenticator.objects.filter(user=round_.people.bea.user).exists()


ROWS = {
    "both factors removed": Pair(
        ("Bea", remove_passkey, "account"), ("Bea", remove_app, "account"), a_factor_is_left,
        two_factors, ("account",),
    ),
}  # fmt: skip

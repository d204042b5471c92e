"""Where django-allauth meets our rules: limits, words, keys, what happens around a sign-in."""
# ruff: noqa: ARG002  allauth decides the parameters

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes

from huiswaarts.foundation.accounts import device
from huiswaarts.foundation.accounts.actions.alarm import What, alarm
from huiswaarts.foundation.accounts.actions.lockout import REPEAT, give_back, take_tries
from huiswaarts.foundation.accounts.actions.locks import lock_account
from huiswaarts.foundation.accounts.actions.sheets import note_new_codes
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import FACTORS, find_user, works

STRONG = "second_factor"  # in the session: a second step was taken here, or set up here
PREVIOUS = "previous_sign_in"

WRONG = "Dit klopt niet. Controleer de inlognaam of het e-mailadres en het wachtwoord."
TOO_MANY = (
    "Er is te vaak een verkeerd wachtwoord geprobeerd. Wacht een kwartier. "
    "Inloggen met een passkey kan wel, of kies een nieuw wachtwoord."
)
TOO_MANY_CODES = "Er is te vaak een verkeerde code geprobeerd. Wacht een kwartier."
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code."
WAYS = {
    "reauthenticate": "Met het wachtwoord",
    "mfa_reauthenticate": "Met een code uit de app",
    "mfa_reauthenticate:webauthn": "Met een passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet het huidige wachtwoord.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A refused try is never checked, so it tells nothing and costs nothing."""
        login = credentials.get("email") or credentials.get("username") or ""
        claims = device.password_claims(request, login, find_user(login))
        tries = take_tries(claims=claims, at=timezone.now())
        if tries is None:
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, login=login, password=credentials.get("password"))
        if user is not None:
            give_back(tries=tries, at=timezone.now())
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Someone who is in already: strangers cannot use up these tries."""
        tries = take_tries(claims=[(REPEAT, user.public_id)], at=timezone.now())
        if tries is None:
            raise self.validation_error("too_many_login_attempts")
        right = user.check_password(password)
        if right:
            give_back(tries=tries, at=timezone.now())
        return right

    def login(self, request: HttpRequest, user: User) -> None:
        before = user.last_login
        super().login(request, user)
        request.session[PREVIOUS] = before.isoformat() if before else ""

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Every step has been taken."""
        response = super().post_login(request, user, **more)
        records = get_authentication_records(request, user)
        request.session[STRONG] = any(record.get("method") == "mfa" for record in records)
        device.remember(request, response, user)
        return response

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        messages.success(request, "Het wachtwoord is veranderd. Elders is nu uitgelogd.")
        return reverse("mfa_index")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, WRONG)
        return redirect("account_login")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS[way["id"]]} for way in ways]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only texts of ours; its templates say "je" to a professional."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """Something about signing in has changed. What, is told on the site only."""
        if "recovery_codes" in template_prefix:
            note_new_codes(user=user, at=timezone.now())
        else:
            what = What.PASSWORD if "password" in template_prefix else What.SECOND_STEP
            alarm(user=user, what=what, at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise NotImplementedError("Every mail goes through the outbox.")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": (
            "Dit is de enige tweede stap. Stel eerst een andere in, dan kan deze weg."
        ),
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in.",
    }

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """To stand in the page itself: the security policy loads no data as an image."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :].replace(
            "<svg", '<svg role="img" aria-label="QR-code voor de app"', 1
        )

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = lock_account(authenticator.user_id)
        others = Authenticator.objects.filter(user=user, type__in=FACTORS)
        others = others.exclude(pk=authenticator.pk)
        return others.exists() or not works(user, timezone.now())

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002  allauth's
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Huiswaarts"}


def too_many_codes() -> ValidationError:
    return ValidationError(TOO_MANY_CODES, code="too_many_codes")


def _keys() -> MultiFernet:
    """The keys of the second factors follow from the server's key, old ones too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(
        hashlib.scrypt(
            force_bytes(secret), salt=b"huiswaarts.second-factor", n=2, r=8, p=1, dklen=32
        )
    )

"""Forms of signing in. Those of allauth get our words, our limits and a shorter fuse."""

import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiswaarts.foundation.accounts import device
from huiswaarts.foundation.accounts.actions.lockout import give_back, spend, take_tries
from huiswaarts.foundation.accounts.actions.people import change_password
from huiswaarts.foundation.accounts.adapter import too_many_codes
from huiswaarts.foundation.accounts.codes import step_of
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.forms import KeptText

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_PASSWORD = 200  # what is longer costs time and gives nothing
LONGEST_CREDENTIAL = 20_000
CHOOSING_HELP = gettext_lazy(
    "Minstens 12 tekens. Een zin van een paar woorden is makkelijk te onthouden."
)


def password_field(
    label: "str | _StrPromise", *, new: bool = False, **more: Any
) -> forms.CharField:
    kind = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(
        label=label, widget=widget, strip=False, max_length=LONGEST_PASSWORD, **more
    )


def code_field(label: str, help_text: str = "") -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, widget=widget, max_length=20, help_text=help_text)


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label=_("E-mailadres of inlognaam"), max_length=254, widget=forms.TextInput(attrs=attrs)
        )
        self.fields["password"] = password_field(_("Wachtwoord"))


class RepeatPasswordForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Wachtwoord"))


class ChoosePasswordForm(forms.Form):
    """Twice, so that a slip of the finger does not lock someone out."""

    password1 = password_field(gettext_lazy("Nieuw wachtwoord"), new=True, help_text=CHOOSING_HELP)
    password2 = password_field(gettext_lazy("Nog een keer hetzelfde wachtwoord"), new=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("De twee wachtwoorden zijn niet hetzelfde."))
        return data


class NewPasswordForm(ChoosePasswordForm):
    """By someone who is in. The old one is a secret too, and its tries are counted."""

    oldpassword = password_field(gettext_lazy("Huidig wachtwoord"))
    field_order = ("oldpassword", "password1", "password2")

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        adapter = account_forms.get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password

    def save(self) -> None:
        change_password(user=self.user, password=self.cleaned_data["password1"], at=timezone.now())


class PaperCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "Bijvoorbeeld 7KQ4-2M9F-XY3Z. Hoofdletters en streepjes maken niet uit."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ForgottenForm(forms.Form):
    login = forms.CharField(
        label=gettext_lazy("E-mailadres of inlognaam"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class CountedCode:
    """Codes are short: so many tries, and each works once, in whatever way it is typed."""

    user: User
    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        at = timezone.now()
        tries = take_tries(claims=device.code_claims(context.request, self.user), at=at)
        if tries is None:
            raise too_many_codes()
        self.cleaned_data["code"] = normal.app_code(self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            _spend(self.user, decrypt(self.authenticator.data["secret"]), code)
        give_back(tries=tries, at=at)
        return code


class CodeForm(CountedCode, code_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field("Code", "Zes cijfers uit de app, of een herstelcode.")


class RepeatCodeForm(CountedCode, code_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field("Code", "Zes cijfers uit de app, of een herstelcode.")


class AppForm(app_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field("Code", _("De zes cijfers die de app nu laat zien."))

    def clean_code(self) -> str:
        """The code that shows that the app works is spent as well."""
        self.cleaned_data["code"] = normal.app_code(self.cleaned_data["code"])
        code: str = super().clean_code()
        _spend(self.user, self.secret, code)
        return code


def _spend(user: User, secret: str, code: str) -> None:
    step = step_of(secret, code)
    if step is None or not spend(account=user.public_id, step=step, at=timezone.now()):
        raise get_adapter().validation_error("incorrect_code")


@contextmanager
def readable() -> Iterator[None]:
    """What a browser never sends, allauth and fido2 stumble over in many ways."""
    try:
        yield
    except ValidationError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, OverflowError):
        raise get_adapter().validation_error("incorrect_code") from None
    except (ArithmeticError, AssertionError, binascii.Error, LookupError, RecursionError):
        raise get_adapter().validation_error("incorrect_code") from None


class CheckedCredential:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].max_length = LONGEST_CREDENTIAL  # type: ignore[attr-defined]

    def clean_credential(self) -> Authenticator:
        with readable():
            return super().clean_credential()  # type: ignore[misc]


class PasskeySignInForm(CheckedCredential, passkey_forms.LoginWebAuthnForm):
    """With the passkey alone: it checks a finger, a face or a PIN itself."""


class PasskeyStepForm(CheckedCredential, passkey_forms.AuthenticateWebAuthnForm):
    """As the second step."""


class RepeatPasskeyForm(CheckedCredential, passkey_forms.ReauthenticateWebAuthnForm):
    """By someone who is in already."""


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """Always one that can sign in by itself, so always one that checks who holds it."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = KeptText(
            label=_("Naam van de passkey"),
            help_text=_("Bijvoorbeeld: telefoon van het werk."),
            max_length=60,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        with readable():
            return super().clean()

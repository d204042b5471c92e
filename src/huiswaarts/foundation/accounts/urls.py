"""Every address of signing in, named one by one: what is not here does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from huiswaarts.foundation.access.doors import View, public, signed_in
from huiswaarts.foundation.accounts import views, views_sheet, views_word
from huiswaarts.foundation.accounts.actions.locks import lock_codes


def page(door: Callable[[View], View], view: View) -> View:
    """A browser asks or sends; allauth itself would take a PUT for a POST."""
    return door(require_http_methods(["GET", "HEAD", "POST"])(view))


def held(view: View) -> View:
    """A code that is used meanwhile stays used."""

    @wraps(view)
    def locked(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        lock_codes(request.user.pk or 0)
        return view(request, *args, **more)

    return locked


urlpatterns = [
    path("inloggen/", page(public, account.login), name="account_login"),
    path("inloggen/tweede-stap/", page(public, second.authenticate), name="mfa_authenticate"),
    path("inloggen/passkey/", page(public, passkey.login_webauthn), name="mfa_login_webauthn"),
    path("inloggen/wachtwoord-vergeten/", views.forgotten, name="account_reset_password"),
    path("inloggen/herstelblad/", views_sheet.use_sheet, name="use_sheet"),
    path("inloggen/herstel/", views_sheet.recover, name="recover"),
    path("account/herstelblad/", views_sheet.sheet, name="recovery_sheet"),
    path("account/herstelblad/nieuw/", views_sheet.make_sheet, name="make_sheet"),
    path("account/herstelblad/opgeborgen/", views_sheet.stow_sheet, name="stow_sheet"),
    path("uitloggen/", views.sign_out, name="account_logout"),
    path("uitnodiging/", views.invitation_code, name="invitation_code"),
    path("uitnodiging/welkom/", views.invitation_accept, name="invitation_accept"),
    path("uitnodiging/<str:code>/", views.invitation_link, name="invitation_link"),
    path("account/beveiliging/", views.security, name="mfa_index"),
    path("account/berichten/", views_word.word, name="word"),
    path("account/tijd/", views.session_time, name="session_time"),
    path("account/uitloggen/", views.end_sessions, name="end_sessions"),
    path("account/wachtwoord/", views.change_password, name="account_change_password"),
    path(
        "account/bevestigen/",
        page(signed_in, account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "account/bevestigen/code/",
        page(signed_in, second.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(
        "account/bevestigen/passkey/",
        page(signed_in, passkey.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/tweede-stap/", views.second_factor, name="second_factor"),
    path(
        "account/tweede-stap/app/",
        page(signed_in, views.AddApp.as_view()),
        name="mfa_activate_totp",
    ),
    path(
        "account/tweede-stap/app/weg/",
        page(signed_in, app.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path("account/passkeys/", page(signed_in, views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("account/passkeys/<str:passkey_id>/weg/", views.remove_passkey, name="remove_passkey"),
    path(
        "account/herstelcodes/",
        page(signed_in, held(codes.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/herstelcodes/nieuw/",
        page(signed_in, codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/herstelcodes/bestand/",
        page(signed_in, held(codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
]

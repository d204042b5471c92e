"""Getting in: invitation, forgotten password, the second step, one's own security page."""

import time
from typing import Any, cast

from allauth.account import views as account_views
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from huiswaarts.foundation.access.doors import public, signed_in
from huiswaarts.foundation.access.role_rules import REGION_WIDE
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.accounts import actions, device, queries
from huiswaarts.foundation.accounts.actions.declining import CLOSED, DECLINED
from huiswaarts.foundation.accounts.actions.lockout import (
    INVITATION,
    RESET,
    RESET_NETWORK,
    give_back,
    take_tries,
)
from huiswaarts.foundation.accounts.actions.people import LastFactorError
from huiswaarts.foundation.accounts.adapter import PREVIOUS, STRONG
from huiswaarts.foundation.accounts.asked import paper_of
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.forms import ChoosePasswordForm, ForgottenForm, PaperCodeForm
from huiswaarts.foundation.accounts.middleware import seconds_left
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import asked, normal
from huiswaarts.foundation.common.views import error_page

ANSWERED = "answered"  # in the session: what became of a no by code
INVITED = "invitation"  # in the session: the print of the code, so that no address holds it
ANSWER_AFTER = 0.4  # seconds: an account that exists takes a little more work
GET_POST = ["GET", "HEAD", "POST"]


@public
@require_http_methods(["GET", "HEAD"])
def invitation_link(request: HttpRequest, code: str) -> HttpResponse:
    """From the mail. Opening it uses nothing up: mail scanners open links too."""
    request.session[INVITED] = print_of(code)
    return redirect("invitation_accept")


@public
@require_http_methods(GET_POST)
def invitation_code(request: HttpRequest) -> HttpResponse:
    """From paper, typed by hand."""
    form = PaperCodeForm(request.POST or None)
    if form.is_valid():
        at = timezone.now()
        tries = take_tries(claims=[(INVITATION, device.network(request))], at=at)
        if tries is None:
            return error_page(429)
        code = form.cleaned_data["code"]
        if queries.invitation_of(code=code, at=at):
            give_back(tries=tries, at=at)
            request.session[INVITED] = print_of(code)
            return redirect("invitation_accept")
        form.add_error("code", _("Deze code werkt niet. Is hij al gebruikt, vraag een nieuwe."))
    return render(request, "accounts/invitation_code.html", {"form": form})


@public
@sensitive_post_parameters()
@require_http_methods(GET_POST)
def invitation_accept(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    code_hash = request.session.get(INVITED, "")
    if request.POST.get("answer") == "no":
        request.session[ANSWERED] = actions.decline_paper(code_hash=code_hash, at=at)
        return redirect("invitation_accept")
    if answered := request.session.pop(ANSWERED, ""):
        return answered_page(request, answered)
    invitation = queries.open_invitation(code_hash=code_hash, at=at)
    if invitation is None:
        return render(request, "accounts/invitation_closed.html", status=410)
    form = ChoosePasswordForm(request.POST or None, user=invitation.user)
    if form.is_valid():
        try:
            user = actions.accept_invitation(
                invitation=invitation, password=form.cleaned_data["password1"], at=at
            )
        except actions.InvitationClosedError:
            return render(request, "accounts/invitation_closed.html", status=410)
        logout(request)
        # The password was typed a moment ago; the second step is asked for as at any sign-in.
        record_authentication(request, user, method="password", reauthenticated=True)
        return perform_login(request, Login(user=user, redirect_url=_first(user)))
    reset = invitation.kind in actions.SELF_MADE
    at_work = queries.works(invitation.user, at)
    shown = {"form": form, "person": invitation.user, "reset": reset, "at_work": at_work}
    shown["asked"] = paper_of(code_hash, at=at)
    return render(request, "accounts/invitation_accept.html", shown)


def answered_page(request: HttpRequest, answered: str) -> HttpResponse:
    """What became of a no by code. What is closed in another way is not told apart."""
    if answered == CLOSED:
        return render(request, "accounts/invitation_closed.html", status=410)
    fresh = answered == DECLINED
    return render(request, "accounts/answered.html", {"fresh": fresh}, status=200 if fresh else 410)


@public
@require_http_methods(GET_POST)
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer in the same time, whoever is asked for."""
    begun = time.monotonic()
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        sent = asked.flag(request, "verstuurd")
        return render(request, "accounts/forgotten.html", {"form": form, "sent": sent})
    at = timezone.now()
    if take_tries(claims=[(RESET_NETWORK, device.network(request))], at=at) is None:
        return error_page(429)
    login = normal.login(form.cleaned_data["login"])
    user = queries.find_user(login)
    room = take_tries(claims=[(RESET, user.public_id if user else f"?{login}")], at=at)
    if room:
        actions.ask_new_password(user=user, at=at)
    time.sleep(max(0.0, ANSWER_AFTER - (time.monotonic() - begun)))
    response = redirect("account_reset_password")
    response["Location"] += "?verstuurd=1"
    return response


@public
def sign_out(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = account_views.logout(request)
    if request.method == "POST":
        # Not the cookies: the session is gone already, and the device stays known.
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@public
@require_http_methods(["GET", "POST"])
def session_time(request: HttpRequest) -> HttpResponse:
    """Seconds until this session ends by itself, 0 when it has. A POST is a sign of life."""
    left = seconds_left(request) if request.user.is_authenticated else 0
    return HttpResponse(str(left), content_type="text/plain")


@signed_in
@require_http_methods(["GET", "HEAD"])
def security(request: HttpRequest) -> HttpResponse:
    actor = getattr(request, "actor", None)
    role = actor.role if actor else ""
    factors = queries.factors_of(me(request))
    passkeys = [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN]
    shown = {
        "app": next((f for f in factors if f.type == Authenticator.Type.TOTP), None),
        "codes": next((f for f in factors if f.type == Authenticator.Type.RECOVERY_CODES), None),
        "passkeys": [{"id": _passkey_id(f), "name": str(f), "factor": f} for f in passkeys],
        "previous": parse_datetime(request.session.get(PREVIOUS) or ""),
        "at_work": queries.works(me(request), timezone.now()),
        "changes": queries.changes_of(me(request)),
        "region_role": ROLES[role].label if role in REGION_WIDE else "",
        "stays": actor is not None
        and role == "region_admin"
        and queries.is_last_admin(me(request), actor.region_id, timezone.now()),
    }
    return render(request, "accounts/security.html", shown)


@signed_in
@require_http_methods(GET_POST)
def change_password(request: HttpRequest) -> HttpResponse:
    """Only for those who have one: with a passkey alone, or as a demo persona, one has none."""
    if not me(request).has_usable_password():
        raise Http404
    return account_views.password_change(request)


@signed_in
@require_http_methods(["GET", "HEAD"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Right after the first sign-in of a professional: nothing else of the work is open."""
    shown = {"has_home": getattr(request, "at_home", False)}
    return render(request, "accounts/second_factor.html", shown)


class AddApp(ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _strengthen(self.request)
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _strengthen(self.request)
        return response


@signed_in
@require_http_methods(GET_POST)
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def remove_passkey(request: HttpRequest, passkey_id: str) -> HttpResponse:
    factors = queries.factors_of(me(request))
    factor = next((f for f in factors if _passkey_id(f) == passkey_id), None)
    if factor is None or factor.type != Authenticator.Type.WEBAUTHN:
        raise Http404
    if request.method == "POST":
        try:
            actions.remove_factor(user=me(request), factor=factor, at=timezone.now())
            messages.success(request, "De passkey is weg.")
        except LastFactorError:
            messages.error(request, "Dit is de enige tweede stap. Stel eerst een andere in.")
        return redirect("mfa_index")
    return render(request, "accounts/remove_passkey.html", {"name": str(factor)})


@signed_in
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Everywhere but here."""
    actions.end_sessions(user=me(request))
    update_session_auth_hash(request, me(request))
    messages.success(request, "Op alle andere apparaten is uitgelogd.")
    return redirect("mfa_index")


def _first(user: User) -> str | None:
    """Who has no sheet in a safe place yet, makes that first. Others get codes with the app."""
    if queries.works(user, timezone.now()) or user.sheet_stowed_at is not None:
        return None
    return reverse("recovery_sheet")


def me(request: HttpRequest) -> User:
    """Behind the door `signed_in` there is always someone."""
    return cast("User", request.user)


def _strengthen(request: HttpRequest) -> None:
    """The second step was set up here; whoever else is in with this account goes out."""
    actions.end_sessions(user=me(request))
    update_session_auth_hash(request, me(request))
    request.session[STRONG] = True


def _passkey_id(factor: Authenticator) -> str:
    """No number of the database in an address."""
    return salted_hmac("huiswaarts.accounts.passkey", str(factor.pk)).hexdigest()[:12]

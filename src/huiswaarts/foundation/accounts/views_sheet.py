"""The recovery sheet: making it, putting it away, and getting in with it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from huiswaarts.foundation.access.doors import public, signed_in
from huiswaarts.foundation.accounts import actions, device, queries
from huiswaarts.foundation.accounts.actions.lockout import INVITATION, SHEET, give_back, take_tries
from huiswaarts.foundation.accounts.actions.recovery import open_recovery
from huiswaarts.foundation.accounts.forms_recovery import HalvesForm, SheetForm
from huiswaarts.foundation.accounts.views import GET_POST, INVITED, me
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.views import error_page


@public
@sensitive_post_parameters()
@require_http_methods(GET_POST)
def use_sheet(request: HttpRequest) -> HttpResponse:
    """With the login name and one code. The same answer, whichever of the two is wrong."""
    form = SheetForm(request.POST or None)
    if form.is_valid():
        at = timezone.now()
        login, code = form.cleaned_data["login"], form.cleaned_data["code"]
        user = queries.find_user(login)
        account = user.public_id if user else f"?{normal.login(login)}"
        claims = [(SHEET, account), (INVITATION, device.network(request))]
        tries = take_tries(claims=claims, at=at)
        if tries is None:
            return error_page(429)
        invitation = actions.use_sheet_code(user=user, code=code, at=at)
        if invitation is not None:
            give_back(tries=tries, at=at)
            request.session[INVITED] = invitation.code_hash
            return redirect("invitation_accept")
        form.add_error("code", _("Dit klopt niet. Kijk de inlognaam en de code nog eens na."))
    return render(request, "accounts/sheet_use.html", {"form": form})


@public
@sensitive_post_parameters()
@require_http_methods(GET_POST)
def recover(request: HttpRequest) -> HttpResponse:
    """With the two halves that two people gave; a day after the second of them."""
    form = HalvesForm(request.POST or None)
    works_from = None
    if form.is_valid():
        at = timezone.now()
        tries = take_tries(claims=[(INVITATION, device.network(request))], at=at)
        if tries is None:
            return error_page(429)
        opened = open_recovery(**form.cleaned_data, at=at)
        if opened is None:
            form.add_error("second", _("Deze twee halve codes horen niet bij elkaar, of zijn oud."))
        elif opened.invitation is None:
            works_from = opened.works_from
        else:
            give_back(tries=tries, at=at)
            request.session[INVITED] = opened.invitation.code_hash
            return redirect("invitation_accept")
    return render(request, "accounts/recover.html", {"form": form, "works_from": works_from})


@signed_in
@require_http_methods(["GET", "HEAD"])
def sheet(request: HttpRequest) -> HttpResponse:
    """How many codes are left; the codes themselves are shown once, when they are made."""
    shown = {"left": queries.sheet_codes_left(me(request)), "per_sheet": actions.SHEET_CODES}
    return render(request, "accounts/sheet.html", shown)


@signed_in
@require_http_methods(GET_POST)
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def make_sheet(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("recovery_sheet")
    codes = actions.make_sheet(user=me(request), at=timezone.now())
    response = render(request, "accounts/sheet_codes.html", {"codes": codes})
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def stow_sheet(request: HttpRequest) -> HttpResponse:
    """It lies in a safe place: no more reminders."""
    actions.stow_sheet(user=me(request), at=timezone.now())
    messages.success(request, _("Goed zo. Met het papier kom je er altijd weer in."))
    return redirect("/")

"""An invitation opened from the mailbox, and yes or no to it once signed in."""

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases.actions import offers as actions
from huiswaarts.casework.cases.queries_offers import (
    Letter,
    Waiting,
    find_waiting,
    letter_of,
    waiting_for,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, public, signed_in
from huiswaarts.foundation.accounts.actions.opening import AccountInUseError, open_account
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.forms import ChoosePasswordForm
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import find_user, was_used
from huiswaarts.foundation.accounts.views import ANSWERED, answered_page
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.network.actions import (
    OfferClosedError,
    WorksHereError,
    claim_offer,
)
from huiswaarts.foundation.network.queries import CHOSEN, HOME

OPENED = "offer"  # in the session: the print of the code, so that no address holds it
MAX_NAME = 120


@public
@require_GET
def link(request: HttpRequest, code: str) -> HttpResponse:
    """From the mail. Opening it uses nothing up: mail scanners open links too."""
    request.session[OPENED] = print_of(code)
    return redirect("offer_welcome")


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Who asks, for what, and until when. Whoever has the mailbox says no here, with nothing else;
    or comes in with the account of that address, or begins it.
    """
    code_hash, at = request.session.get(OPENED, ""), timezone.now()
    if request.POST.get("answer") == "no":
        request.session[ANSWERED] = actions.decline_by_code(code_hash=code_hash, at=at)
        return redirect("offer_welcome")
    if answered := request.session.pop(ANSWERED, ""):
        return answered_page(request, answered)
    letter = letter_of(code_hash, at=at)
    if letter is None:
        return _closed(request)
    if request.user.is_authenticated:
        mine = User.objects.normalise(request.user.email) == letter.address
        if mine or claim_offer(code_hash=code_hash):
            return redirect("offers")
        return render(request, "cases/offer_other.html", status=409)
    return _come_in(request, letter)


def _come_in(request: HttpRequest, letter: Letter) -> HttpResponse:
    owner = find_user(letter.address)
    if owner is not None and not owner.is_active:
        return _closed(request)
    if owner is not None and was_used(owner):
        return _sign_in(request, letter)
    return _begin(request, letter, owner or User(email=letter.address))


def _sign_in(request: HttpRequest, letter: Letter) -> HttpResponse:
    return render(request, "cases/offer_welcome.html", {"letter": letter})


def _begin(request: HttpRequest, letter: Letter, owner: User) -> HttpResponse:
    form = ChoosePasswordForm(request.POST or None, user=owner)
    if form.is_valid():
        at, password = timezone.now(), form.cleaned_data["password1"]
        try:
            user = open_account(address=letter.address, password=password, at=at)
        except AccountInUseError:
            return _sign_in(request, letter)
        # The password was typed a moment ago; a second step is asked for before any work.
        record_authentication(request, user, method="password", reauthenticated=True)
        return perform_login(request, Login(user=user, redirect_url=reverse("offers")))
    return render(request, "cases/offer_welcome.html", {"form": form, "letter": letter})


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/offer_closed.html", status=410)


@require_GET
@signed_in
def offers(request: ActorRequest) -> HttpResponse:
    """All that waits for a yes or a no of this person."""
    actor = _actor(request)
    found = waiting_for(actor)
    request.looked = Looked(
        action="offers",
        purpose="Eigen uitnodigingen",
        rule="own_address",
        items=[
            *(f"network.offer:{one.offer.pk}" for one in found),
            *(f"cases.case:{one.offer.case_id}" for one in found if one.first_name),
        ],
    )
    shown = {
        "found": found,
        "strong": actor.second_step,
        "nameless": not _me(request).name,
    }
    return render(request, "cases/offers.html", shown)


@require_POST
@signed_in
def answer(request: ActorRequest, offer_id: str) -> HttpResponse:
    actor = _actor(request)
    waiting = find_waiting(actor, offer_id)
    if waiting is None:
        return _closed(request)
    if request.POST.get("answer") != "yes":
        return _declined(request, waiting, actor)
    name = request.POST.get("name", "").strip()[:MAX_NAME]
    if waiting.offer.is_work:
        if not actor.second_step:
            return redirect("second_factor")
        if not (name or _me(request).name or waiting.offer.name):
            messages.error(request, _("Vul eerst uw naam in. Uw collega's zien die."))
            return redirect("offers")
    return _accepted(request, waiting, name, actor)


def _declined(request: ActorRequest, waiting: Waiting, actor: Actor) -> HttpResponse:
    try:
        actions.decline(offer=waiting.offer, by=actor, at=actor.at)
    except OfferClosedError:
        return _closed(request)
    messages.success(request, _("Doorgegeven: niet aangenomen. Er is niets veranderd."))
    return redirect("offers")


def _accepted(request: ActorRequest, waiting: Waiting, name: str, actor: Actor) -> HttpResponse:
    try:
        chosen = actions.accept(offer=waiting.offer, name=name, by=actor, at=actor.at)
    except OfferClosedError:
        return _closed(request)
    except (actions.BothSidesError, actions.SeatedError, WorksHereError) as why:
        messages.error(request, _refusal(why))
        return redirect("offers")
    request.session[CHOSEN] = chosen or HOME
    messages.success(request, _("Aangenomen."))
    return redirect("/")


def _refusal(why: Exception) -> str:
    if isinstance(why, actions.SeatedError):
        return _("Je zit al aan deze tafel. Er is niets veranderd.")
    if isinstance(why, WorksHereError):
        return _(
            "U werkt hier al in deze rol. Er staan plaatsen klaar onder een tweede inschrijving. "
            "Vraag de beheerder van uw organisatie die aan u over te dragen."
        )
    return _(
        "Aan deze tafel is er al een plaats vanuit het werk. Niemand is begeleider bij zichzelf "
        "of een naaste. Draag eerst die plaats over, dan kan dit wel."
    )


def _actor(request: ActorRequest) -> Actor:
    """Behind the door `signed_in` there is someone, with a side or with an invitation."""
    if request.actor is None:
        raise Http404
    return request.actor


def _me(request: ActorRequest) -> User:
    return cast("User", request.user)

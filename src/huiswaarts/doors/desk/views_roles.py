"""People and roles of the region: proposed by one, agreed by another, ended."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.journey.leaving import NobodyElseError, end_role
from huiswaarts.doors.desk.forms_roles import EndRole, ProposeRole, RefuseRole
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.actions import OfferClosedError, withdraw_work
from huiswaarts.foundation.network.models import Membership, Offer, Organisation
from huiswaarts.foundation.network.queries import region_admins
from huiswaarts.foundation.network.region.actions.roles import (
    AlreadyProposedError,
    ProposalClosedError,
    agree_role,
    propose_role,
    refuse_role,
    withdraw_role,
)
from huiswaarts.foundation.network.region.queries import (
    Proposed,
    central_of,
    find_holder,
    find_invited,
    find_proposal,
    holders,
    invited,
    proposals,
)

ENOUGH = policies.ENOUGH
CLOSED = "Dit voorstel was al beantwoord of ingetrokken."
AT_ONCE = "Dit gaat meteen in, ook als iemand nu is ingelogd."
LAST_BUT_ONE = (
    "Daarna is er nog één regiobeheerder. Wat een tweede regiobeheerder vraagt, kan dan niet, tot "
    "er weer een is."
)


def look_at(request: ActorRequest, found: list[Proposed], sent: Sequence[Offer] = ()) -> None:
    request.looked = Looked(
        action="desk:roles",
        purpose="Rollen van de regio",
        rule="role:region_admin",
        items=[
            *(f"network.roleproposal:{one.proposal.pk}" for one in found),
            *(f"network.offer:{one.pk}" for one in sent),
        ],
    )


def folded(found: list[Proposed]) -> dict[str, list[Proposed]]:
    """What waits in full view; what was answered stands folded."""
    return {
        "proposed": [one for one in found if one.is_open],
        "answered": [one for one in found if not one.is_open],
    }


def _home(actor: Actor) -> str:
    return reverse("desk:roles" if actor.has(Permission.REGION_MANAGE) else "desk:people")


@require_GET
@member()
def roles(request: ActorRequest, actor: Actor) -> HttpResponse:
    """For a region admin; the admin of an organisation finds its proposals among its people."""
    if actor.has(Permission.ORGANISATION_MANAGE):
        return redirect("desk:people")
    if not actor.has(Permission.REGION_MANAGE):
        raise Http404
    found, people, sent = proposals(actor), holders(actor), invited(actor)
    look_at(request, found, [one.offer for one in sent])
    context = {
        "holders": people,
        **folded(found),
        "invited": sent,
        "too_few": sum(one.role == "region_admin" for one in people) < ENOUGH,
    }
    return render(request, "desk/roles.html", context)


@require_http_methods(["GET", "POST"])
@member(Permission.REGION_MANAGE)
def propose(request: ActorRequest, actor: Actor) -> HttpResponse:
    form = ProposeRole(
        request.POST or None,
        organisations=Organisation.objects.visible_to(actor).order_by("name"),
        central=central_of(actor),
        by=request.user,
    )
    page = FormPage(
        title="Stel iemand voor",
        verb="Stel voor",
        back=reverse("desk:roles"),
        line="Een tweede persoon moet akkoord zijn. Pas dan gaat er een uitnodiging uit.",
    )
    if not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        told = {key: value for key, value in form.cleaned_data.items() if key != "key"}
        made = propose_role(**told, by=actor)
        messages.success(request, f"{made.name} is voorgesteld.")
        return page.back

    try:
        return send_once(form, actor, do)
    except AlreadyProposedError:
        form.add_error(None, "Dit is al voorgesteld en wacht op een tweede persoon.")
    except PermissionDenied as refused:  # of what was chosen, not of the page
        request.failure = PermissionDenied.__name__
        form.add_error(None, str(refused))
    return show_form(request, page, form)


def _found(actor: Actor, proposal_id: str) -> Proposed:
    found = find_proposal(actor, proposal_id)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@member()
def proposal(request: ActorRequest, actor: Actor, proposal_id: str) -> HttpResponse:
    """One proposal; sent, it is refused with a reason."""
    found = _found(actor, proposal_id)
    look_at(request, [found])
    form = RefuseRole(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        done = "U bent niet akkoord. Wie het voorstelde, krijgt bericht."
        refuse = partial(refuse_role, proposal=found.proposal, why=why, by=actor)
        return _do(request, actor, refuse, done)
    context = {"one": found, "form": form, "back": _home(actor)}
    status = 400 if form.is_bound else 200
    return render(request, "desk/role_proposal.html", context, status=status)


@require_POST
@member()
def agree(request: ActorRequest, actor: Actor, proposal_id: str) -> HttpResponse:
    found = _found(actor, proposal_id)
    done = f"U bent akkoord. De uitnodiging aan {found.proposal.typed} is onderweg."
    return _do(request, actor, lambda: agree_role(proposal=found.proposal, by=actor), done)


@require_POST
@member(Permission.REGION_MANAGE)
def withdraw(request: ActorRequest, actor: Actor, proposal_id: str) -> HttpResponse:
    found = _found(actor, proposal_id)
    done = "Het voorstel is ingetrokken."
    return _do(request, actor, lambda: withdraw_role(proposal=found.proposal, by=actor), done)


@require_POST
@member(Permission.REGION_MANAGE)
def withdraw_invitation(request: ActorRequest, actor: Actor, offer_id: str) -> HttpResponse:
    """What two gave, or the operator, while nobody answered it."""
    found = find_invited(actor, offer_id)
    if found is None:
        raise Http404
    look_at(request, [], [found])
    try:
        withdraw_work(offer=found, by=actor, at=actor.at)
        messages.success(request, f"De uitnodiging aan {found.typed} is ingetrokken.")
    except OfferClosedError:
        messages.info(request, "Deze uitnodiging was al beantwoord of ingetrokken.")
    return redirect("desk:roles")


def _do(request: ActorRequest, actor: Actor, do: Callable[[], Any], done: str) -> HttpResponse:
    try:
        do()
        messages.success(request, done)
    except ProposalClosedError:
        messages.info(request, CLOSED)
    return redirect(_home(actor))


@require_http_methods(["GET", "POST"])
@member(Permission.REGION_MANAGE)
def end(request: ActorRequest, actor: Actor, member_id: str) -> HttpResponse:
    membership = find_holder(actor, member_id)
    if membership is None:
        raise Http404
    return _end(request, actor, membership, reverse("desk:roles"))


@require_http_methods(["GET", "POST"])
@member()
def end_own(request: ActorRequest, actor: Actor) -> HttpResponse:
    """Whoever holds a role over the region gives it up: the one they act with now."""
    membership = next((one for one in holders(actor) if one.pk == actor.own_membership_id), None)
    if membership is None:
        raise Http404
    return _end(request, actor, membership, reverse("mfa_index"))


def _end(request: ActorRequest, actor: Actor, membership: Membership, back: str) -> HttpResponse:
    admins = region_admins(actor.own_region_id, at=actor.at).count()
    few = membership.role == "region_admin" and admins <= ENOUGH
    own = membership.user_id == actor.user_id
    page = FormPage(
        title="Rol beëindigen",
        verb="Beëindig de rol",
        back=back,
        line=f"{membership.user.name}{' (u)' if own else ''}, {membership.role_label}.",
        decision=policies.end_role(actor, membership, admins=admins),
        points=(AT_ONCE, LAST_BUT_ONE) if few else (AT_ONCE,),
    )
    form = EndRole(request.POST or None)
    if not page.decision or not form.is_valid():
        return show_form(request, page, form)
    try:
        end_role(membership=membership, by=actor, **form.cleaned_data)
    except NobodyElseError:
        form.add_error(None, "Deze persoon coördineert een casus die niemand kan overnemen.")
        return show_form(request, page, form)
    ended = "U hebt" if own else f"{membership.user.name} heeft"
    messages.success(request, f"{ended} deze rol niet meer.")
    return redirect("/" if own else page.back)

"""People and seats of the own organisation: invite, end, begin again with signing in."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases.queries_offers import find_sent, sent_by_organisation
from huiswaarts.casework.journey.leaving import NobodyElseError, end_membership
from huiswaarts.doors.desk.forms_people import EndMembership, InviteColleague
from huiswaarts.doors.desk.queries_people import (
    mail_stuck_since,
    names_of_region_admins,
    people_of,
    roles_over_region,
    seats_of,
)
from huiswaarts.doors.desk.views_roles import folded
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.accounts.actions.recovery import AlreadyAskedError
from huiswaarts.foundation.events.actions import (
    AlreadySentError,
    Looked,
    claim_submission,
    finish_submission,
)
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.actions import (
    OfferClosedError,
    invite_colleague,
    withdraw_work,
)
from huiswaarts.foundation.network.actions_recovery import ask_reset
from huiswaarts.foundation.network.models import Membership
from huiswaarts.foundation.network.queries import own_organisation
from huiswaarts.foundation.network.region.queries import proposals

admin = member(Permission.ORGANISATION_MANAGE)
KEPT_IN_VIEW = dt.timedelta(days=30)  # of invitations that were answered


@require_GET
@admin
def people(request: ActorRequest, actor: Actor) -> HttpResponse:
    found = people_of(actor)
    seats = [seat for person in found for seat in person.seats]
    sent = list(sent_by_organisation(actor, since=actor.at - KEPT_IN_VIEW))
    waiting = [offer for offer in sent if offer.waits_at(actor.at)]
    proposed = proposals(actor)
    requested = list(seats_of(actor).filter(state="requested").order_by("asked_at"))
    request.looked = Looked(
        action="desk:people",
        purpose="Mensen en stoelen van de eigen organisatie",
        rule="role:organisation_admin",
        items=[
            *(f"cases.teammember:{seat.pk}" for seat in [*seats, *requested]),
            *(f"network.offer:{offer.pk}" for offer in sent),
            *(f"network.roleproposal:{one.proposal.pk}" for one in proposed),
        ],
    )
    context = {
        "people": [one for one in found if not one.is_unwanted],
        "unwanted": [one for one in found if one.is_unwanted],
        "seats": seats,
        "requested": requested,
        **folded(proposed),
        "waiting": waiting,
        "region_admins": names_of_region_admins(actor)
        if any(offer.is_of_region for offer in waiting)
        else [],
        "settled": [
            (offer, offer.state_at(actor.at)) for offer in sent if not offer.waits_at(actor.at)
        ],
        "mail_stuck": mail_stuck_since(actor.at),
    }
    return render(request, "desk/people.html", context)


@require_http_methods(["GET", "POST"])
@admin
def invite(request: ActorRequest, actor: Actor) -> HttpResponse:
    form = InviteColleague(
        request.POST or None,
        initial={"key": uuid.uuid4()},
        kind=own_organisation(actor).kind,
        by=request.user,
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            claim = claim_submission(key=data.pop("key"), by=actor)
            invite_colleague(**data, by=actor, at=actor.at)
        except AlreadySentError as sent:
            return redirect(sent.url or "desk:people")
        finish_submission(submission=claim, url="/beheer/mensen/")
        messages.success(request, f"De uitnodiging aan {data['email']} is onderweg.")
        return redirect("desk:people")
    status = 400 if form.is_bound else 200
    return render(request, "desk/people_invite.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@admin
def end(request: ActorRequest, actor: Actor, member_id: str) -> HttpResponse:
    membership = _membership(actor, member_id)
    form = EndMembership(request.POST or None)
    decision = policies.end_work(actor, membership)
    if decision and form.is_valid():
        try:
            end_membership(membership=membership, by=actor, **form.cleaned_data)
        except NobodyElseError as alone:
            form.add_error(None, _alone(alone.cases))
        else:
            gone = f"{membership.user.name} werkt hier niet meer als {membership.role_label}."
            messages.success(request, gone)
            return redirect("desk:people")
    seats = seats_of(actor).filter(membership=membership, state="active").count()
    context = {
        "form": form,
        "membership": membership,
        "may": decision,
        "seats": seats,
        "stays": roles_over_region(membership, at=actor.at),
    }
    status = 400 if form.is_bound else 200
    return render(request, "desk/people_end.html", context, status=status)


@require_POST
@admin
def withdraw(request: ActorRequest, actor: Actor, offer_id: str) -> HttpResponse:
    """An invitation that was not answered yet."""
    offer = find_sent(actor, offer_id)
    if offer is None:
        raise Http404
    try:
        withdraw_work(offer=offer, by=actor, at=actor.at)
        messages.success(request, "De uitnodiging is ingetrokken.")
    except OfferClosedError:
        messages.info(request, "Deze uitnodiging was al beantwoord of ingetrokken.")
    return redirect("desk:people")


@require_POST
@admin
def reset(request: ActorRequest, actor: Actor, member_id: str) -> HttpResponse:
    membership = _membership(actor, member_id)
    who = membership.user.name
    try:
        ask_reset(membership=membership, by=actor)
    except AlreadyAskedError:
        messages.info(request, f"Voor {who} was dit al gevraagd.")
    else:
        messages.success(
            request,
            f"Gevraagd voor {who}. Een andere beheerder moet het ermee eens zijn, "
            "en anders een regiobeheerder.",
        )
    return redirect("desk:people")


def _membership(actor: Actor, member_id: str) -> Membership:
    found = (
        Membership.objects.visible_to(actor)
        .active(actor.at)
        .filter(organisation_id=actor.own_organisation_id, public_id=member_id)
        .select_related("user")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _alone(cases: int) -> str:
    many = "1 casus" if cases == 1 else f"{cases} casussen"
    return (
        f"In {many} is er niemand anders die de coördinatie kan overnemen."
        " Geef daar eerst een collega een stoel."
    )

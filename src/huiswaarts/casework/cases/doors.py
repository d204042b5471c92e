"""The door of a case: who has a seat comes in, everybody else finds nothing there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy

from huiswaarts.casework.cases.models import Case, ContactCard
from huiswaarts.casework.cases.queries import find_card, find_case
from huiswaarts.casework.cases.sight import Sight, sight_of, sight_on_card
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, View
from huiswaarts.foundation.events.actions import Looked


class CaseRequest(ActorRequest):
    sight: Sight
    on_card: bool  # sees the contact card only; there once the door was passed


Left = Callable[..., HttpResponse | None]  # for whoever lost the seat that it is about
CARD = "cases.contactcard"  # in the record of a look: the card, and nothing behind it
CARD_ONLY = "U ziet van deze casus alleen de contactkaart."
CARD_ONLY_AT_HOME = gettext_lazy("Dit is nu niet voor je open. Op de eerste pagina lees je waarom.")


def case_view(
    *,
    purpose: str,
    professional: bool = True,
    card: View | None = None,
    left: Left | None = None,
) -> Callable[[View], View]:
    """`view(request, actor, case, …)` for URLs with a case `number`.

    What is not visible does not exist (404). Who gets the contact card only, never comes to the
    view: for them there is `card(request, actor, card, …)`, or a refusal that says so. Who sends a
    form about a seat that they lost meanwhile is told by `left`, or finds nothing. Who sends a form
    holds the lock of the case before anything of it is read, so what policies and actions see
    is still so when they write. The page's access record is begun here and written by the
    middleware at the end of the same transaction.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: CaseRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = request.actor
            if actor is None or actor.is_professional is not professional:
                raise Http404
            case = find_case(number, actor, locked=request.method == "POST")
            if case is None:
                gone = left(request, actor, number, *args, **kwargs) if left else None
                if gone is not None:
                    return gone
                shown = enter_card(request, actor, number, purpose=purpose)
                if card is None:
                    raise PermissionDenied(CARD_ONLY if professional else CARD_ONLY_AT_HOME)
                return card(request, actor, shown, *args, **kwargs)
            enter_case(request, case, purpose=purpose)
            return view(request, actor, case, *args, **kwargs)

        guarded.door = "case" if professional else "own_case"  # type: ignore[attr-defined]
        guarded.opens_on_card = card is not None  # type: ignore[attr-defined]
        return guarded

    return decorate


def enter_case(request: CaseRequest, case: Case, *, purpose: str) -> None:
    """Look at this case only, through the seat that lets the actor in, and note that."""
    sight = sight_of(request.actor, case) if request.actor else None
    if sight is None:
        raise Http404
    _enter(request, case, sight, purpose)


def enter_card(request: CaseRequest, actor: Actor, number: str, *, purpose: str) -> ContactCard:
    """The contact card alone, or nothing there."""
    card = find_card(number)
    sight = sight_on_card(actor, card) if card else None
    if card is None or sight is None:
        raise Http404
    _enter(request, card, sight, purpose)
    request.on_card = True
    request.looked.items.append(f"{CARD}:{card.pk}")
    return card


def _enter(request: CaseRequest, case: Case | ContactCard, sight: Sight, purpose: str) -> None:
    request.sight, request.on_card = sight, False
    match = request.resolver_match
    request.looked = Looked(
        action=match.view_name if match else "",
        case_id=case.pk,
        purpose=purpose,
        rule=f"seat:{sight.kind}",
        ground="own_data" if sight.is_client else sight.grounds.get(0, ""),
        items=[f"cases.case:{case.pk}"],
    )

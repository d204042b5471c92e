"""Every URL goes through a door that says who may enter. Read by tests/architecture."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission

View = Callable[..., HttpResponse]


class ActorRequest(HttpRequest):
    actor: Actor | None
    htmx: Any
    looked: Any
    failure: str | None
    unread: int  # messages
    offers: int  # invitations that wait for an answer


def _mark(view: View, door: str) -> View:
    view.door = door  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone, also without signing in. Shows nothing of anyone."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return _mark(open_view, "public")


def keyed(view: View) -> View:
    """A program that cannot sign in: the secret in the address says whose it is, or 404."""
    return _mark(public(view), "keyed")


def signed_in(view: View) -> View:
    """Someone who signed in, whoever it is: their own account only."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _mark(guarded, "signed_in")


def member(permission: Permission | None = None) -> Callable[[View], View]:
    """A professional acting for one organisation, with the permission when one is named."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = request.actor
            if actor is None or not actor.is_professional:
                raise Http404
            if permission and not actor.has(permission):
                raise Http404
            return view(request, actor, *args, **kwargs)

        return _mark(guarded, f"member:{permission or ''}")

    return decorate


def seat_holder(view: View) -> View:
    """A client or relative: someone with a seat of their own and no membership in play."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.actor is None or not request.actor.is_at_home:
            raise Http404
        return view(request, request.actor, *args, **kwargs)

    return _mark(guarded, "seat")

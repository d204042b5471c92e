"""How long a session lasts, and that nobody works without a second step."""
# ruff: noqa: ARG002  Django decides the parameters

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from huiswaarts.foundation.accounts.adapter import STRONG
from huiswaarts.foundation.accounts.queries import has_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]
SINCE, SEEN = "since", "seen"
AT_HOME = "at_home"  # in the session: the last page was one of Mijn Thuis
EXACT_TO = 60  # seconds: a session is not rewritten at every page
# Where someone who still has to set up a second step may be, besides public pages.
ON_THE_WAY = {
    "choose_organisation",
    "offers",
    "answer_offer",
    "second_factor",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "language",
}


class SessionMiddleware:
    """After signing in: too long without a page, or a day's work, ends the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        static = request.path.startswith(settings.STATIC_URL)
        if not static and request.user.is_authenticated:
            if seconds_left(request) <= 0:
                logout(request)
                messages.info(request, "De tijd was om. Log opnieuw in om verder te gaan.")
            elif not only_asks(request):
                touch(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user, actor = request.user, getattr(request, "actor", None)
        choosing = getattr(request, "must_choose", False)
        if not user.is_authenticated or actor is None or not actor.is_professional or choosing:
            return None
        if request.session.get(STRONG) or getattr(view, "door", "") == "public":
            return None
        if has_second_factor(user):
            # Set up in another browser: here it was never shown.
            logout(request)
            return go(request, "account_login")
        match = request.resolver_match
        if match and match.view_name in ON_THE_WAY:
            return None
        return go(request, "second_factor")


def remember_side(request: HttpRequest, *, at_home: bool) -> None:
    """At home a session may rest longer; written only when it changes."""
    if request.session.get(AT_HOME) != at_home:
        request.session[AT_HOME] = at_home


def idle_seconds(request: HttpRequest) -> int:
    """How long they may be away before the session ends: at home longer than at work."""
    at_home = request.session.get(AT_HOME, False)
    return int(settings.SESSION_IDLE_AT_HOME if at_home else settings.SESSION_IDLE_AT_WORK)


def seconds_left(request: HttpRequest) -> int:
    """Before this session ends by itself; at nought it has ended."""
    now = timezone.now().timestamp()
    since, seen = request.session.get(SINCE, now), request.session.get(SEEN, now)
    ends = min(since + settings.SESSION_COOKIE_AGE, seen + idle_seconds(request))
    return int(ends - now)


def only_asks(request: HttpRequest) -> bool:
    """How much time is left: a page that asks by itself is no sign of life."""
    return request.method == "GET" and request.path == reverse("session_time")


def touch(request: HttpRequest) -> None:
    now = int(timezone.now().timestamp())
    request.session.setdefault(SINCE, now)
    if now - request.session.get(SEEN, 0) >= EXACT_TO:
        request.session[SEEN] = now


def go(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page, also when htmx asked for a part of one."""
    response = redirect(name)
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=200)
        answer["HX-Redirect"] = response["Location"]
        return answer
    return response

# ruff: noqa: ARG002  Django decides the parameters
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from huiswaarts.foundation.accounts.middleware import ON_THE_WAY

GetResponse = Callable[[HttpRequest], HttpResponse]


class ChooseMiddleware:
    """Who has more sides says which, before any page is made; who has none answers invitations."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        door, actor = getattr(view, "door", ""), getattr(request, "actor", None)
        if door in ("public", "keyed") or actor is None:
            return None
        if not (actor.is_professional or actor.is_at_home or door == "signed_in"):
            return redirect("offers" if getattr(request, "offers", 0) else "/")
        match = request.resolver_match
        if not getattr(request, "must_choose", False) or (match and match.view_name in ON_THE_WAY):
            return None
        response = redirect("choose_organisation")
        if request.method == "GET" and not request.headers.get("HX-Request"):
            response["Location"] += "?" + urlencode({"next": request.get_full_path()})
        return response

# ruff: noqa: ARG002  Django decides the parameters
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

GetResponse = Callable[[HttpRequest], HttpResponse]


class ChooseMiddleware:
    """Who works for more organisations says for which, before any page is made."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(request, "must_choose", False):
            return None
        if getattr(view, "door", "") in ("public", "signed_in"):
            return None
        response = redirect("choose_organisation")
        if request.method == "GET" and not request.headers.get("HX-Request"):
            response["Location"] += "?" + urlencode({"next": request.get_full_path()})
        return response

"""The personas of the demo: one press signs in. On this machine, in demo mode, only."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiswaarts.foundation.access.doors import public
from huiswaarts.foundation.accounts.demo import sign_in_demo
from huiswaarts.foundation.accounts.queries import find_user

# Written by `huiswaarts demo` as owner: who sits where is behind the wall for this page.
PERSONAS = settings.VAR / "demo-personas.json"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        found = find_user(request.POST.get("email", ""))
        user = found if found and found.is_active else None
        if user is None:
            raise Http404
        sign_in_demo(request, user)
        return redirect("/")
    return render(request, "desk/demo.html", {"regions": _regions()})


def _regions() -> list[dict[str, Any]]:
    if not PERSONAS.exists():
        return []
    return list(json.loads(PERSONAS.read_text(encoding="utf-8")))

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
from huiswaarts.foundation.network.queries import CHOSEN

# Written by `huiswaarts demo` as owner: who sits where is behind the wall for this page.
PERSONAS = settings.VAR / "demo-personas.json"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        email, _, work = request.POST.get("persona", "").partition(" ")
        found = find_user(email)
        user = found if found and found.is_active else None
        if user is None:
            raise Http404
        sign_in_demo(request, user)
        if work.isdigit():  # of somebody with more work: this one; any other is chosen as always
            request.session[CHOSEN] = int(work)
        return redirect("/")
    return render(request, "desk/demo.html", {"regions": _regions()})


def _regions() -> list[dict[str, Any]]:
    if not PERSONAS.exists():
        return []
    return list(json.loads(PERSONAS.read_text(encoding="utf-8")))

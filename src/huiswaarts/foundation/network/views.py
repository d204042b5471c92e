from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from huiswaarts.foundation.access.doors import signed_in
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.network.forms import ChooseForm
from huiswaarts.foundation.network.queries import memberships_of

CHOSEN = "membership"  # in the session; read by the actor middleware


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Right after signing in, and later from the header."""
    mine = memberships_of(cast("User", request.user), at=timezone.now())
    if not mine:
        return redirect("/")
    now = next((m.public_id for m in mine if m.pk == request.session.get(CHOSEN)), None)
    form = ChooseForm(request.POST or None, memberships=mine, initial={"membership": now})
    if form.is_valid():
        picked = form.cleaned_data["membership"]
        request.session[CHOSEN] = next(m.pk for m in mine if m.public_id == picked)
        return redirect(_onward(request))
    shown = {"form": form, "onward": _onward(request)}
    return render(request, "network/choose_organisation.html", shown)


def _onward(request: HttpRequest) -> str:
    return asked.way_back(request, "next", "/")

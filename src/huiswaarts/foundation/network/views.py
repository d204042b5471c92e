from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from huiswaarts.foundation.access.doors import signed_in
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.network.forms import ChooseForm
from huiswaarts.foundation.network.queries import CHOSEN, HOME, memberships_of

AT_HOME = "/mijn/"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Right after signing in, and later from the header: the work, or one's own Mijn Thuis."""
    mine = memberships_of(cast("User", request.user), at=timezone.now())
    if not mine:
        return redirect("/")
    at_home = getattr(request, "at_home", False)
    chosen = request.session.get(CHOSEN)
    now = HOME if chosen == HOME else next((m.public_id for m in mine if m.pk == chosen), None)
    form = ChooseForm(
        request.POST or None, memberships=mine, at_home=at_home, initial={"membership": now}
    )
    if form.is_valid():
        picked = form.cleaned_data["membership"]
        work = next((m.pk for m in mine if m.public_id == picked), None)
        request.session[CHOSEN] = work or HOME
        onward = _onward(request)
        fits = onward.startswith(AT_HOME) is (work is None)
        return redirect(onward if fits else "/")
    shown = {"form": form, "onward": _onward(request), "at_home": at_home}
    return render(request, "network/choose_organisation.html", shown)


def _onward(request: HttpRequest) -> str:
    return asked.way_back(request, "next", "/")

"""The page on which somebody chooses how word of something new reaches them."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiswaarts.foundation.access.doors import signed_in
from huiswaarts.foundation.accounts.actions import choose_word
from huiswaarts.foundation.accounts.forms_word import WordForm
from huiswaarts.foundation.accounts.models import MailWish, User
from huiswaarts.foundation.accounts.news import AT_WORK, GROUPS
from huiswaarts.foundation.accounts.queries import works


def _changes_number(request: HttpRequest) -> bool:
    """A code to that number gives a new password: not from a screen that somebody left open."""
    told = request.POST.get("phone", "")
    return request.method == "POST" and told != cast("User", request.user).phone


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.mfa", enabled=_changes_number)  # type: ignore[untyped-decorator]
def word(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    at_work = works(user, timezone.now())
    groups = [key for key in GROUPS if at_work or key not in AT_WORK]
    now = _now(user, groups)
    form = WordForm(request.POST or None, user=user, at_work=at_work, groups=groups, initial=now)
    if form.is_valid():
        ways = {name: form.cleaned_data[name] for name in ("channel", "phone")}
        quiet = {name: form.cleaned_data[name] for name in ("quiet_from", "quiet_until")}
        choose_word(user=user, ways=ways | quiet, rhythms=form.rhythms(), at=timezone.now())
        messages.success(request, _("Bewaard. Zo komen de berichten voortaan."))
        return redirect("word")
    return render(request, "accounts/word.html", {"form": form})


def _now(user: User, groups: list[str]) -> dict[str, Any]:
    """As it is: what was chosen, else what is usual."""
    chosen = dict(MailWish.objects.filter(user=user).values_list("group", "rhythm"))
    rhythms = {group: chosen.get(group, GROUPS[group].usual) for group in groups}
    return rhythms | {
        "channel": user.channel,
        "phone": user.phone,
        "quiet_from": user.quiet_from,
        "quiet_until": user.quiet_until,
    }

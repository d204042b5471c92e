"""What the shell of every page needs; no queries of its own."""

from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.accounts.actions.invitations import PHONE_YOUNG
from huiswaarts.foundation.accounts.actions.recovery import LASTS
from huiswaarts.foundation.accounts.actions.telling import NUMBER_WAITS
from huiswaarts.foundation.accounts.middleware import idle_seconds
from huiswaarts.foundation.accounts.queries import said_dead, sheet_codes_left

MENU = (
    (Permission.CASE_WORK, "Mijn werk", "desk:my_work"),
    (Permission.CASE_WORK, "Casussen", "desk:case_list"),
    (Permission.CASE_WORK, "Zoeken", "desk:search"),
    (Permission.CASE_WORK, "Tafels", "tables:list"),
    (Permission.CASE_WORK, "Knelpunten", "bottlenecks:register"),
    (Permission.REGION_COUNTS_VIEW, "Regio", "desk:region"),
    (Permission.TABLE_MANAGE, "Knelpunten", "bottlenecks:register"),
    (Permission.TABLE_MANAGE, "Tafels", "tables:list"),
    (Permission.ORGANISATION_MANAGE, "Mensen en stoelen", "desk:people"),
    (Permission.ACCESS_LOG_REVIEW, "Inzagelogboek", "desk:access_log"),
    (Permission.REGION_MANAGE, "Mensen en rollen", "desk:roles"),
    (Permission.RECOVERY_HELP, "Herstel van toegang", "desk:recoveries"),
    (Permission.REGION_MANAGE, "Herstel van toegang", "desk:recoveries"),
    (Permission.ACCESS_LOG_REVIEW, "Herstel van toegang", "desk:recoveries"),
)
TABS = (
    ("Voorkant", "desk:case", ""),
    ("Dozen", "boxes:list", "dozen/"),
    ("Team", "cases:team", "team/"),
    ("Overleg", "meetings:meetings", "overleg/"),
    ("Afspraken", "cases:promises", "afspraken/"),
    ("Fase", "journey:phase", "fase/"),
    ("Wie ziet wat", "desk:sharing", "wie-ziet-wat/"),
    ("Tijdlijn", "desk:timeline", "tijdlijn/"),
)
FOOTER = (("Toegankelijkheid", "accessibility"), ("Privacy", "privacy"))


# Where somebody begins: there we ask once more whether the recovery sheet is in a safe place.
FRONT = frozenset(
    {
        "portal:home",
        "portal:plan",
        "desk:my_work",
        "desk:people",
        "desk:region",
        "desk:access_log",
    }
)


def shell(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    shown: dict[str, Any] = {
        "actor": actor,
        "demo": settings.DEMO,
        "footer": [{"label": label, "url": reverse(name)} for label, name in FOOTER],
    }
    if actor is None:
        return shown
    shown["who"] = _who(request, actor)
    shown["unread"] = getattr(request, "unread", 0)
    shown["offers"] = getattr(request, "offers", 0)
    shown["idle"] = idle_seconds(request)
    match = request.resolver_match
    here = match.view_name if match else ""  # a page is not announced on itself
    shown["claimed"] = here != "desk:recoveries" and _is_claimed(request, actor)
    shown["said_dead"] = here != "desk:deaths" and said_dead(request.user, actor.at)
    shown["sheet_url"] = _sheet_url(request)
    shown["new_number_at"] = _new_number_at(request, actor)
    shown["sheet_codes_left"] = partial(sheet_codes_left, cast("Any", request.user))
    shown["reader_frame"] = frame_of(actor)
    if actor.is_professional:
        shown["menu"] = _menu(request.path, actor)
        shown["tabs"] = _tabs(request)
        shown["tabs_label"] = "Deze casus"
    else:
        shown["sealed_until"] = _sealed_until(request, actor)
        shown["home_url"] = "/mijn/"
        shown["footer"] = [
            {"label": label, "url": reverse(name)} for label, name in client_footer()
        ]
        shown["languages"] = _languages(request)
    return shown


def frame_of(actor: Any) -> str:
    """Which every page stands in, whatever it is about."""
    return "base_work.html" if actor.is_professional else "base_client.html"


def _is_claimed(request: HttpRequest, actor: Any) -> bool:
    """Somebody asked to let this person in again, and that can still happen."""
    asked_at = getattr(request.user, "claimed_at", None)
    return asked_at is not None and asked_at > actor.at - LASTS


def _sealed_until(request: HttpRequest, actor: Any) -> Any:
    """After a recovery by others: until when what only the client reads stays shut."""
    until = getattr(request.user, "client_only_from", None)
    return until if until is not None and until > actor.at else None


def _new_number_at(request: HttpRequest, actor: Any) -> Any:
    """On the first pages, for two weeks: whoever has no other way hears of it here alone."""
    lets_in_from = getattr(request.user, "phone_from", None)
    match = request.resolver_match
    if lets_in_from is None or match is None or match.view_name not in FRONT:
        return None
    changed_at = lets_in_from - NUMBER_WAITS
    return changed_at if changed_at > actor.at - PHONE_YOUNG else None


def _sheet_url(request: HttpRequest) -> str:
    """Of the page with codes on paper, for those who did not say yet that these are safe."""
    user: Any = request.user
    match, actor = request.resolver_match, cast("Any", request).actor
    if match is None or match.view_name not in FRONT:
        return ""
    if user.sheet_stowed_at is not None or not user.has_usable_password():
        return ""
    return reverse("recovery_sheet" if actor.is_at_home else "mfa_view_recovery_codes")


def client_footer() -> tuple[tuple[str, str], ...]:
    return (
        (_("Hulp en klacht"), "portal:help"),
        (_("Inloggen en veiligheid"), "mfa_index"),
        (_("Herstelblad"), "recovery_sheet"),
        (_("Toegankelijkheid"), "accessibility"),
        (_("Privacy"), "privacy"),
    )


def _languages(request: HttpRequest) -> list[dict[str, str]]:
    """The other languages, each in its own words; back to this page after the choice."""
    back = urlencode({"terug": request.get_full_path()} if request.method == "GET" else {})
    return [
        {"code": code, "label": label, "url": f"{reverse('portal:language', args=[code])}?{back}"}
        for code, label in settings.LANGUAGES
        if code != get_language()
    ]


def _who(request: HttpRequest, actor: Any) -> dict[str, str]:
    sides = len(getattr(request, "memberships", [])) + getattr(request, "at_home", False)
    return {
        "name": actor.name,
        "organisation": actor.organisation_name,
        "switch_url": reverse("choose_organisation") if sides > 1 else "",
        "offers_url": reverse("offers") if getattr(request, "offers", 0) else "",
        "account_url": reverse("mfa_index"),
        "inbox_url": reverse("desk:inbox") if actor.is_professional else "",
        "sign_out_url": reverse("account_logout"),
    }


def _menu(path: str, actor: Any) -> list[dict[str, Any]]:
    places = {name: label for permission, label, name in MENU if actor.has(permission)}
    return [
        {"label": label, "url": reverse(name), "current": _is_at(path, reverse(name))}
        for name, label in places.items()
    ]


def _is_at(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """On a page of one case: its tabs; with the contact card alone, the tabs that show it."""
    number = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    if number is None:
        return []
    front = f"/casussen/{number}/"
    rest = request.path.removeprefix(front)
    rest = rest.replace("uitnodiging/", "team/", 1)  # an invitation belongs to the table
    here = max((part for _, _, part in TABS if part and rest.startswith(part)), default="")
    tabs: list[dict[str, Any]] = [
        {"label": label, "url": reverse(name, args=[number]), "current": part == here}
        for label, name, part in TABS
    ]
    if not getattr(request, "on_card", False):
        return tabs
    return [tab for tab in tabs if getattr(resolve(tab["url"]).func, "opens_on_card", False)]

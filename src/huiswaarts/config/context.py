"""What the shell of every page needs; no queries of its own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from huiswaarts.foundation.access.permissions import Permission

MENU = (
    (Permission.CASE_WORK, "Mijn werk", "desk:my_work"),
    (Permission.CASE_WORK, "Casussen", "desk:case_list"),
    (Permission.REGION_COUNTS_VIEW, "Regio", "desk:region"),
    (Permission.ORGANISATION_MANAGE, "Mensen en stoelen", "desk:people"),
    (Permission.ACCESS_LOG_REVIEW, "Inzagelogboek", "desk:access_log"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    shown: dict[str, Any] = {"actor": actor, "demo": settings.DEMO, "menu": []}
    if actor is None or not actor.is_professional:
        return shown
    for permission, label, name in MENU:
        if actor.has(permission):
            url = reverse(name)
            current = request.path == url or (url != "/" and request.path.startswith(url))
            shown["menu"].append({"label": label, "url": url, "current": current})
    shown["memberships"] = getattr(request, "memberships", [])
    return shown

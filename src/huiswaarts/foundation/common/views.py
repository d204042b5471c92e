"""Pages that need nobody and no database, errors first."""
# ruff: noqa: ARG001  Django decides the parameters

import datetime as dt
import sys
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

CONTACT_LASTS = dt.timedelta(days=180)


def error_page(status: int, *, reason: str = "", template: str = "") -> HttpResponse:
    """Without the request, so without anything that could ask the database."""
    html = render_to_string(template or f"{status}.html", {"reason": reason})
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ("Cookie",))
    return response


def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Django also says so of a session that it could not save: the page itself was finished."""
    while exception is not None:
        if isinstance(exception, OperationalError | InterfaceError):
            return unavailable("503_late.html")
        exception = exception.__context__
    return error_page(400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A refusal of ours carries its reason in Dutch."""
    return error_page(403, reason=str(exception or ""))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Also what broke before there was a view: without its database a site is shut."""
    fault = sys.exception()
    return database_refused(fault) if isinstance(fault, DatabaseFault) else error_page(500)


def database_refused(fault: DatabaseFault) -> HttpResponse:
    """A constraint also counts rows that the actor may not see, so a verb that looked for them in
    vain ends here: trying again later would not help, looking at what stands there now may.
    """
    return error_page(409) if isinstance(fault, IntegrityError) else unavailable()


def unavailable(template: str = "503.html") -> HttpResponse:
    response = error_page(503, template=template)
    response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(403, template="403_csrf.html")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a weakness."""
    until = (timezone.now() + CONTACT_LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "common/accessibility.html", contact())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "common/privacy.html", contact())


def contact() -> dict[str, Any]:
    return {"contact": settings.SECURITY_CONTACT.removeprefix("mailto:")}


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: can this process reach its database?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseFault:
        return HttpResponse("ziek\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")


# `access` stands above `common`, so its door `public` cannot be imported here.
for _view in (security_txt, accessibility, privacy, health):
    _view.door = "public"  # type: ignore[attr-defined]

"""The page of a list that was asked for, and the links to its neighbours."""

from django.http import Http404, HttpRequest
from django.utils.http import urlencode

MOST = 10_000


def page_asked(request: HttpRequest) -> int:
    """From 1; what is no page does not exist."""
    asked = request.GET.get("pagina", "1")
    if not asked.isascii() or not asked.isdigit() or not 0 < int(asked[:6]) < MOST:
        raise Http404
    return int(asked[:6])


def neighbours(page: int, *, more: bool, **asked: str) -> dict[str, str]:
    """`newer` and `older`, empty where there is none; with what the list was filtered on."""
    kept = {name: value for name, value in asked.items() if value}
    return {
        "newer": "?" + urlencode(kept | {"pagina": page - 1}) if page > 1 else "",
        "older": "?" + urlencode(kept | {"pagina": page + 1}) if more else "",
    }

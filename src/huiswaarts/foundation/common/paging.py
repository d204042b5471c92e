"""The page of a list that was asked for; the tag `bladeren_zonder_tel` turns it."""

from django.http import Http404, HttpRequest

DIGITS = 4  # nobody turns ten thousand pages


def page_asked(request: HttpRequest) -> int:
    """From 1; what is no page does not exist."""
    asked = request.GET.get("pagina", "1")
    if not asked.isascii() or not asked.isdigit() or len(asked) > DIGITS or not int(asked):
        raise Http404
    return int(asked)

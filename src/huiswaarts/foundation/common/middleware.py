"""Before anything else looks at a request: can it be read at all? After: the headers of safety."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from huiswaarts.foundation.common.utf8 import is_utf8
from huiswaarts.foundation.common.views import error_page

GetResponse = Callable[[HttpRequest], HttpResponse]

# Signs that turn the reading direction: text that looks different from what it says.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Control signs and what is no sign at all; tab and new line are fine.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
FORM = "application/x-www-form-urlencoded"

WHY_TURNING = (
    "In de tekst staat een onzichtbaar teken dat de leesrichting omdraait. "
    "Haal het weg, of typ de tekst opnieuw in plaats van te plakken."
)
WHY_UNREADABLE = (
    "In de tekst staat een teken dat niet te bewaren is. "
    "Haal het weg, of typ de tekst opnieuw in plaats van te plakken."
)
WHY_NOT_UTF8 = "Een formulier kan alleen in UTF-8 worden verstuurd."
WHY_TOO_BIG = "Een formulier kan hoogstens {} kB tekst bevatten."
WHY_FILE_TOO_BIG = "Een bestand mag hoogstens 10 MB zijn."
FILE_HERE = "/document/"
TO_KEEP = "private, no-store"  # of a document that one takes along


class UnreadableError(Exception):
    """The text is Dutch and meant for the user."""


class SafeInputMiddleware:
    """What no page could handle stops here, with a reason."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if reason := _too_big(request):
            return error_page(413, reason=reason)
        if not is_utf8(request):  # else what is checked here is not what a view reads
            return error_page(400, reason=WHY_NOT_UTF8)
        try:
            for text in _texts(request):
                check(text)
        except UnreadableError as error:
            return error_page(400, reason=str(error))
        except RequestDataTooBig:
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            return error_page(413, reason=WHY_TOO_BIG.format(most // 1024))
        except (BadRequest, SuspiciousOperation, MultiPartParserError, OSError):
            return error_page(400)
        return self.get_response(request)


class HeadersMiddleware:
    """Nothing is kept in a cache, nothing of the device is used, nobody may frame or share."""

    HEADERS = {
        "Permissions-Policy": (
            "camera=(), display-capture=(), fullscreen=(self), geolocation=(), microphone=(), "
            "payment=(), usb=(), publickey-credentials-create=(self), "
            "publickey-credentials-get=(self)"
        ),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        told = response.headers.get("Cache-Control", "")
        if not request.path.startswith(settings.STATIC_URL) and told != TO_KEEP:
            response.headers["Cache-Control"] = "no-store"
        return response


def check(text: str) -> None:
    if UNREADABLE.search(text):
        raise UnreadableError(WHY_UNREADABLE)
    if TURNING.search(text):
        raise UnreadableError(WHY_TURNING)


def takes_a_file(request: HttpRequest) -> bool:
    """The only addresses where a request may be longer than a form: they all end alike."""
    multipart = request.content_type == "multipart/form-data"
    return multipart and request.method == "POST" and request.path_info.endswith(FILE_HERE)


def _too_big(request: HttpRequest) -> str:
    length = _length(request)
    if takes_a_file(request):
        return WHY_FILE_TOO_BIG if length > settings.UPLOAD_MAX_BODY else ""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return WHY_TOO_BIG.format(most // 1024) if length > most else ""


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _texts(request: HttpRequest) -> Iterator[str]:
    """Path, query and form, decoded strictly: Django itself would replace what it cannot read."""
    if "%" in request.path_info:  # what Django could not decode stands there still encoded
        raise UnreadableError(WHY_UNREADABLE)
    yield request.path_info
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    yield _strict(unquote_to_bytes(query))
    if request.method not in ("POST", "PUT", "PATCH", "DELETE"):
        return
    if request.content_type == FORM:
        yield _strict(unquote_to_bytes(request.body.replace(b"+", b" ")))
    elif request.content_type == "multipart/form-data":
        if not takes_a_file(request) and b'filename="' not in request.body:
            _strict(request.body)
        for key, values in request.POST.lists():
            yield from (key, *values)


def _strict(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableError(WHY_UNREADABLE) from None

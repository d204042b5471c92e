"""A form is UTF-8. Django would read one, and its address, with any codec that the sender names."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest

NAME = "utf-8"
UNKNOWN = "unknown"


class Request(WSGIRequest):
    """One that exists even when its `Content-Type` cannot be read, so that it can be refused."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # not in its stubs
        except (AttributeError, LookupError, TypeError, ValueError):
            self.content_type, self.content_params = "", {"charset": UNKNOWN}
            self._encoding = None


class Handler(WSGIHandler):
    request_class = Request


def is_utf8(request: HttpRequest) -> bool:
    return (request.content_params or {}).get("charset", NAME).lower() == NAME

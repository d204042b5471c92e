"""What an address asks for (`?pagina=2`): read here and nowhere else, each with its type.

An address stands in histories and in the logs of others, and anybody can write one. So no free text
comes out of it, and what is no value of its type does not exist (404).
"""

from collections.abc import Collection

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from huiswaarts.foundation.common import sealed

PAGE = "pagina"
DIGITS = 4  # nobody turns ten thousand pages


class FilterForm(forms.Form):
    """What narrows a list, and stands in its address. Fields named in `sealed` never do."""

    sealed: tuple[str, ...] = ()

    def address(self, request: HttpRequest) -> str:
        """The query that asks for the same again."""
        query = QueryDict(mutable=True)
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if value and name in self.sealed:
                query[name] = sealed.seal(str(value), request)
            elif value:
                query[name] = self.data[name]
        return query.urlencode()


class SealBrokenError(Exception):
    """Words that were sealed for another session, too long ago, or stand there in the open."""


def given(request: HttpRequest, *, hidden: Collection[str] = ()) -> QueryDict:
    """For a `FilterForm`: what the address gives, sealed words opened."""
    query = request.GET.copy()
    for name in hidden:
        if token := query.get(name):
            words = sealed.opened(token, request)
            if words is None:
                raise SealBrokenError
            query[name] = words
    return query


def page(request: HttpRequest) -> int:
    """The page of a list, from 1; the tag `bladeren_zonder_tel` turns it."""
    told = request.GET.get(PAGE, "1")
    if not told.isascii() or not told.isdigit() or len(told) > DIGITS or not int(told):
        raise Http404
    return int(told)


def flag(request: HttpRequest, name: str) -> bool:
    """Whether it stands there, with whatever value."""
    return name in request.GET


def one_of(request: HttpRequest, name: str, words: Collection[str]) -> str:
    """One of these words, or nothing."""
    told: str = request.GET.get(name, "")
    if told and told not in words:
        raise Http404
    return told


def way_back(request: HttpRequest, name: str, otherwise: str) -> str:
    """An address of this site to go on to; from the form, else from the address."""
    told = request.POST.get(name) or request.GET.get(name) or ""
    return told if is_here(told) else otherwise


def is_here(url: str) -> bool:
    """An address of this site as pages write it; `redirect` would take a word for a view."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

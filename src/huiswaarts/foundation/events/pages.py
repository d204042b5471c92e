"""What the pages with one form share: the page itself, sent once, changed meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision
from huiswaarts.foundation.events.actions import (
    AlreadySentError,
    claim_submission,
    finish_submission,
)
from huiswaarts.foundation.events.actions.versions import StaleError

CHANGED = (
    "Intussen heeft iemand anders dit veranderd. Kijk of het nog klopt, en bewaar dan opnieuw."
)
DONE = "Dit is al gedaan."


@dataclass(frozen=True)
class FormPage:
    """The words around one form; with a reason in its place when it may not be sent."""

    title: str
    verb: str
    back: str
    line: str = ""
    decision: Decision = YES
    points: Sequence[str] = ()
    done: str = ""  # how it stands, once this was done: by anybody
    template: str = "hw/form.html"


def show_form(
    request: HttpRequest, page: FormPage, form: forms.Form, *, stale: str = "", **more: Any
) -> HttpResponse:
    context = {"page": page, "form": form, "stale": stale} | more
    return render(request, page.template, context, status=409 if stale else 200)


def show_refusal(request: Any, page: FormPage, form: forms.Form) -> HttpResponse:
    """How it stands now and why not, in place of the form. The record says that it was refused.

    Who comes second did nothing wrong: they go on to where the first one went.
    """
    request.failure = PermissionDenied.__name__
    if page.done:
        messages.info(request, f"{DONE} {page.done}")
        return HttpResponseRedirect(page.back)
    response = show_form(request, page, form)
    response.status_code = 403
    return response


def send_once(form: forms.Form, actor: Actor, do: Callable[[], str]) -> HttpResponse:
    """Do what the form asks and go to the address it gives; a doubled POST goes there too."""
    try:
        with transaction.atomic():
            submission = claim_submission(key=form.cleaned_data["key"], by=actor)
            url = do()
            finish_submission(submission=submission, url=url)
    except AlreadySentError as sent:
        url = sent.url
    return HttpResponseRedirect(url)


def take_version(form: forms.Form, stale: StaleError) -> forms.Form:
    """The same words, ready to be saved over what somebody else did: after reading that."""
    sent: Any = form.data  # a QueryDict
    data = sent.copy()
    data["version"] = str(stale.now.version)
    fresh = type(form)(data, **getattr(form, "again", {}))
    fresh.is_valid()
    return fresh

"""One transaction a request, and the actor in it: who asks, told to code and database alike."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseFault
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from huiswaarts.config.actors import actor_of
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest
from huiswaarts.foundation.accounts.adapter import STRONG
from huiswaarts.foundation.accounts.middleware import remember_side
from huiswaarts.foundation.accounts.queries import said_dead
from huiswaarts.foundation.common.views import database_refused
from huiswaarts.foundation.events.actions import Looked, record_access, sent_before
from huiswaarts.foundation.events.models import AccessRecord

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("huiswaarts")


class TransactionMiddleware:
    """Opens the transaction, rolls it back when the view failed, and keeps a trace of refusals.

    What was shown is recorded in the same transaction; when that cannot be written the
    page is a 503 and shows nothing. Refusals are recorded in a second one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        request.actor = None
        request.looked = None
        request.failure = None
        try:
            with transaction.atomic():
                response = self.get_response(request)
                if (
                    request.failure is not None
                    or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
                ):
                    transaction.set_rollback(True)
                elif request.looked is not None:
                    record_access(looked=request.looked, by=request.actor, at=_at(request))
        except DatabaseFault as fault:
            log.exception("the page could not be finished")
            request.failure = "database"
            response = database_refused(fault)
        if request.failure is not None:
            self._keep_trace(request)
        return response

    def process_exception(self, request: ActorRequest, exception: Exception) -> HttpResponse | None:
        request.failure = type(exception).__name__
        if isinstance(exception, DatabaseFault):
            log.error("the database refused", exc_info=exception)
            return database_refused(exception)
        return None

    def _keep_trace(self, request: ActorRequest) -> None:
        """A refusal or failure leaves a record too, after the page itself was rolled back."""
        if request.actor is None:
            return
        refused = request.failure in (Http404.__name__, PermissionDenied.__name__)
        outcome = AccessRecord.Outcome.REFUSED if refused else AccessRecord.Outcome.FAILED
        match = request.resolver_match
        looked = Looked(action=match.view_name if match else "?", rule=request.failure or "")
        if request.looked is not None:
            looked.case_id = request.looked.case_id
        try:
            with transaction.atomic():
                session.enter(request.actor)
                record_access(looked=looked, by=request.actor, at=_at(request), outcome=outcome)
        except DatabaseFault:
            log.exception("a refusal could not be recorded")


class ActorMiddleware:
    """Puts `request.actor` on the request and tells the database who it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL) or not request.user.is_authenticated:
            return self.get_response(request)
        at = timezone.now()
        actor = actor_of(request, at=at) or _invited(request, at)
        request.actor = replace(actor, second_step=bool(request.session.get(STRONG)))
        request.unread, request.offers = session.enter(request.actor)
        stays = request.offers or said_dead(request.user, at)
        if not (request.actor.is_professional or request.actor.is_at_home or stays):
            # The last seat or membership has ended: so has the session.
            session.leave()
            request.actor = None
            logout(request)
        elif request.actor.is_professional:
            translation.activate("nl")  # whatever the browser asks: their pages are in Dutch
        if request.actor is not None:
            remember_side(request, at_home=request.actor.is_at_home)
        response = self.get_response(request)
        return _done_already(request) or response if _is_refused(request, response) else response


def _is_refused(request: ActorRequest, response: HttpResponse) -> bool:
    refused = response.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    return refused and request.method == "POST" and request.actor is not None


def _done_already(request: ActorRequest) -> HttpResponse | None:
    """The same form sent twice, while its first sending made the second impossible: where that
    one went to. What the refused one did is rolled back.
    """
    assert request.actor is not None  # noqa: S101  asked by the caller
    url = sent_before(key=request.POST.get("key", ""), by=request.actor)
    if not url:
        return None
    messages.info(request, _("Dit is al gedaan."))
    return HttpResponseRedirect(url)


def _invited(request: ActorRequest, at: dt.datetime) -> Actor:
    """With neither seat nor work: may answer an invitation, or say that they did not die."""
    return Actor(user_id=request.user.pk or 0, name="", region_id=None, at=at)


def _at(request: ActorRequest) -> dt.datetime:
    return request.actor.at if request.actor else timezone.now()

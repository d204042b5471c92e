"""Letting somebody in again: the two who saw them, and the owner who can stop it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions.recovery import NotHereError, ask_at_desk, ask_at_table
from huiswaarts.casework.cases.actions.register import count_question
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries import case_of_account
from huiswaarts.casework.cases.queries_choices import seat_in
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.doors.desk.forms_recovery import DeskForm, SeenForm
from huiswaarts.doors.desk.queries_recovery import (
    asked_already,
    find_recovery,
    find_settled,
    my_own,
    open_for,
    stated_already,
    subject_of,
)
from huiswaarts.doors.desk.queries_work import deaths_waiting
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, no
from huiswaarts.foundation.access.doors import ActorRequest, member, signed_in
from huiswaarts.foundation.accounts.actions.recovery import (
    NOT_SECOND,
    OVER,
    WIDE,
    AlreadyAskedError,
    Seen,
    goes_on,
    may_state,
    second_recovery,
    stop_recovery,
)
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.accounts.models_recovery import BEGINS
from huiswaarts.foundation.accounts.queries import find_user
from huiswaarts.foundation.common.dates import date_and_time
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.pages import FormPage, show_form
from huiswaarts.foundation.network.quotas import UsedUpError

PURPOSE = "Iemand weer laten inloggen"
ALREADY = "Voor dit account is al herstel gevraagd."
ASKED_ALREADY = "Voor deze persoon is al herstel gevraagd: kenmerk {number}. U leest hoe het staat."
GO_ON = "Voor deze persoon is al herstel gevraagd: kenmerk {number}. Vul dat hier aan."
NOT_YET = (
    "Dit kan nog niet. Is er op {when} nog geen tweede persoon, dan kunnen het hulppunt en de "
    "functionaris gegevensbescherming dit samen."
)
STATED_ALREADY = (
    "Dit is al gedaan: u verklaarde dit al bij kenmerk {number}. Uw halve code is één keer "
    "getoond. Is die kwijt? Trek het verzoek dan in en begin opnieuw."
)
NOT_THEM = "Dit verzoek hoort niet bij deze inlognaam. Kijk of het kenmerk klopt."
SETTLED = "Dit verzoek is al gebruikt of verlopen. U hoeft niets meer te doen."
LINE = "Twee mensen van twee organisaties zeggen dat zij deze persoon zagen."
ANYBODY = "Twee mensen die niets met elkaar te maken hebben, zeggen dat zij deze persoon zagen."
TOGETHER = "Het hulppunt en de functionaris gegevensbescherming zeggen allebei dat zij die zagen."
POINTS = (
    "U zag deze persoon zelf, en weet zeker wie het is. De ander ook.",
    "U krijgt een halve code. Geef die alleen aan deze persoon, op papier.",
    "De code werkt een dag nadat de tweede dit bevestigde. Wie nog kan inloggen, kan het stoppen.",
)


def _actor(request: ActorRequest) -> Actor:
    if request.actor is None:
        raise Http404
    return request.actor


def _look(request: ActorRequest, *requests: RecoveryRequest) -> Looked:
    request.looked = Looked(
        action="desk:recoveries",
        purpose=PURPOSE,
        rule="recovery",
        items=[f"accounts.recoveryrequest:{one.pk}" for one in requests],
    )
    return request.looked


@require_GET
@signed_in
def recoveries(request: ActorRequest) -> HttpResponse:
    """What is open and waits for a second person; and what is asked for one's own account."""
    actor = _actor(request)
    mine, others = my_own(actor), open_for(actor)
    _look(request, *(one.request for one in (*mine, *others)))
    shown = (one.case_id for one in others if one.case_id)
    request.looked.items += [f"cases.case:{pk}" for pk in dict.fromkeys(shown)]
    may_begin = actor.role in BEGINS
    page = {
        "mine": mine,
        "others": others,
        "may_begin": may_begin,
        "deaths": may_begin and deaths_waiting(actor),
    }
    return render(request, "desk/recoveries.html", page)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def recovery_ask(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """By whoever sits at the table and saw the client or relative."""
    seat = seat_in(case, actor, seat_id)
    if seat is None:
        raise Http404
    decision = policies.let_in_again(request.sight, seat, actor.at)
    if decision and seat.user_id and asked_already(actor, seat.user_id):
        return _asked_already(request, actor, seat.user_id)
    page = _page(
        f"{name_of(seat, case)} kan niet meer inloggen",
        reverse("cases:team", args=[case.number]),
        decision=decision,
    )
    form = SeenForm(request.POST or None, today=actor.today)
    if request.method == "GET" or not decision or not form.is_valid():
        return show_form(request, page, form)
    try:
        asked, half = ask_at_table(
            case=case, seat=seat, seen=_seen(form), sight=request.sight, by=actor
        )
    except AlreadyAskedError:
        form.add_error(None, ALREADY)
        return show_form(request, page, form)
    return _half(request, asked, half, back=page.back)


@require_http_methods(["GET", "POST"])
@member()
def recovery_begin(request: ActorRequest, actor: Actor) -> HttpResponse:
    """By the help desk or the access team, for somebody who stands there."""
    if actor.role not in BEGINS:
        raise Http404
    _look(request)
    page = _page("Iemand kan niet meer inloggen", reverse("desk:recoveries"), ANYBODY)
    form = DeskForm(request.POST or None, today=actor.today)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)
    try:
        count_question(by=actor, at=actor.at)
        user = find_user(form.cleaned_data["login"])
        # that the login name was known stands in the log of its owner
        request.looked.case_id = case_of_account(user.pk) if user else None
        asked, half = ask_at_desk(user=user, seen=_seen(form), by=actor)
    except NotHereError:
        form.add_error("login", "Met deze inlognaam zit in uw regio niemand aan tafel.")
    except AlreadyAskedError:
        if user and asked_already(actor, user.pk):
            return _asked_already(request, actor, user.pk)
        form.add_error("login", ALREADY)
    except UsedUpError as used_up:
        form.add_error(None, str(used_up))
    else:
        return _half(request, asked, half, back=page.back)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
@signed_in
def recovery_second(request: ActorRequest, request_id: str) -> HttpResponse:
    """By the other of the two."""
    actor = _actor(request)
    asked = find_recovery(actor, request_id)
    if asked is None:
        return _settled(request, actor, request_id, otherwise=SETTLED)
    looked = _look(request, asked)
    back = reverse("desk:recoveries")
    if stated_already(actor, request=asked):
        return _asked_already(request, actor, asked.user_id)
    if asked.kind == RecoveryRequest.Kind.SECOND_FACTOR:
        return _agree(request, asked, actor)
    may = YES if may_state(asked, actor) else no(_why_not(asked, actor))
    line = TOGETHER if goes_on(asked, actor) else ANYBODY if actor.role in WIDE else LINE
    who = subject_of(actor, asked)
    if who and asked.case_id:  # the client reads that they were named here
        looked.at("cases.case", asked.case_id)
    title = f"Zag u {who} ook?" if who else "Zag u deze persoon ook?"
    page = _page(title, back, f"Kenmerk {asked.public_id}. {line}", decision=may)
    form = (SeenForm if who else DeskForm)(request.POST or None, today=actor.today)
    if request.method == "GET" or not may or not form.is_valid():
        return show_form(request, page, form)
    if not who and (why := _not_them(asked, form.cleaned_data["login"], looked, actor)):
        form.add_error("login", why)
        return show_form(request, page, form)
    half = second_recovery(request=asked, seen=_seen(form), by=actor)
    return _half(request, asked, half, back=back)


def _not_them(asked: RecoveryRequest, login: str, looked: Looked, actor: Actor) -> str:
    """Nobody confirms whom they do not know: away from the table the person says who they are.
    Each try counts for the day, and stands in the log of whoever has that name.
    """
    try:
        count_question(by=actor, at=actor.at)
    except UsedUpError as used_up:
        return str(used_up)
    found = find_user(login)
    looked.case_id = case_of_account(found.pk) if found else None
    return "" if found and found.pk == asked.user_id else NOT_THEM


def _why_not(asked: RecoveryRequest, actor: Actor) -> str:
    soon = actor.role in WIDE and asked.confirmed_at is None and actor.at < asked.wide_from
    return NOT_YET.format(when=date_and_time(asked.wide_from)) if soon else NOT_SECOND


def _agree(request: ActorRequest, asked: RecoveryRequest, actor: Actor) -> HttpResponse:
    """The second admin: no code, the owner gets a link in the own mailbox."""
    if request.method != "POST":
        return redirect("desk:recoveries")
    second_recovery(request=asked, seen=Seen(), by=actor)
    messages.success(request, f"U bent akkoord. {asked.user.name} begint opnieuw met inloggen.")
    return redirect("desk:recoveries")


@require_POST
@signed_in
def recovery_stop(request: ActorRequest, request_id: str) -> HttpResponse:
    """This is not me; or: I was mistaken."""
    actor = _actor(request)
    asked = find_recovery(actor, request_id)
    if asked is None:
        return _settled(request, actor, request_id, otherwise=str(OVER))
    _look(request, asked)
    stop_recovery(request=asked, by=actor)
    no_codes = asked.kind == RecoveryRequest.Kind.SECOND_FACTOR
    unchanged = _("Gestopt. Aan het inloggen is niets veranderd.")
    messages.success(request, unchanged if no_codes else _("Gestopt. De codes werken niet meer."))
    return redirect("desk:recoveries")


def _settled(
    request: ActorRequest, actor: Actor, request_id: str, *, otherwise: str
) -> HttpResponse:
    """A second press, or one who comes too late: how it stands now, in place of an error."""
    asked = find_settled(actor, request_id)
    if asked is None:
        raise Http404
    _look(request, asked)
    no_codes = asked.kind == RecoveryRequest.Kind.SECOND_FACTOR
    by_code = _("Dit is al gestopt. De codes werken niet meer.")
    stopped = _("Dit is al gestopt.") if no_codes else by_code
    messages.info(request, stopped if asked.stopped_at else otherwise)
    return redirect("desk:recoveries")


def _asked_already(request: ActorRequest, actor: Actor, user_id: int) -> HttpResponse:
    """To the request that stands: on to its form for whoever may state it too."""
    mine = stated_already(actor, request__user_id=user_id)
    asked = mine.request if mine else asked_already(actor, user_id)
    if asked is None:
        raise Http404
    _look(request, asked)
    may = mine is None and may_state(asked, actor)
    words = STATED_ALREADY if mine else GO_ON if may else ASKED_ALREADY
    messages.info(request, words.format(number=asked.public_id))
    if may:
        return redirect("desk:recovery_second", asked.public_id)
    return redirect("desk:recoveries")


def _page(title: str, back: str, line: str = LINE, *, decision: Decision = YES) -> FormPage:
    return FormPage(
        title=title, verb="Ik zag deze persoon", back=back, line=line, decision=decision,
        points=POINTS,
    )  # fmt: skip


def _seen(form: SeenForm) -> Seen:
    return Seen(on=form.cleaned_data["seen_on"], place=form.cleaned_data["place"])


def _half(request: ActorRequest, asked: RecoveryRequest, half: str, *, back: str) -> HttpResponse:
    """Shown this once: only its print is kept."""
    mine = stated_already(_actor(request), request=asked)
    shown = {"asked": asked, "mine": mine, "half": half, "back": back}
    response = render(request, "desk/recovery_half.html", shown)
    response["Cache-Control"] = "no-store"
    return response

"""Registering a case."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.cases.actions.register import (
    find_similar,
    register_case,
)
from huiswaarts.casework.cases.forms import RegisterForm
from huiswaarts.casework.cases.queries_choices import own_organisation
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form
from huiswaarts.foundation.network.quotas import UsedUpError

PAGE = FormPage(
    title="Meld iemand aan",
    verb="Meld aan",
    back="/casussen/",
    line="U begint een casus samen met de cliënt. De cliënt heeft hier ja op gezegd.",
    template="cases/register.html",
)


@require_http_methods(["GET", "POST"])
@member(Permission.CASE_REGISTER)
def register(request: ActorRequest, actor: Actor) -> HttpResponse:
    organisation = own_organisation(actor)
    if organisation is None:
        raise Http404
    known = bool(request.POST.get("went_on"))
    form = RegisterForm(
        request.POST or None,
        actor=actor,
        kind=organisation.kind,
        known=known,
        by=request.user,
    )
    if request.method == "GET" or not form.is_valid():
        return show_form(request, PAGE, form)
    return _checked(request, actor, form)


def _checked(request: ActorRequest, actor: Actor, form: RegisterForm) -> HttpResponse:
    """First the look whether this person is known; that look is itself on record."""
    request.looked = Looked(
        action="cases:search", purpose="Dubbele aanmelding voorkomen", rule=f"role:{actor.role}"
    )
    facts = form.facts()
    try:
        similar = find_similar(
            client_name=facts.client_name, birth_year=facts.birth_year, by=actor, at=actor.at
        )
    except UsedUpError as used_up:
        form.add_error(None, str(used_up))
        return show_form(request, PAGE, form)
    request.looked.at("network.organisation", *(one.pk for one in similar))
    if similar and not facts.went_on:
        form.show_choice()
        return show_form(request, PAGE, form, similar=similar)

    def do() -> str:
        case = register_case(facts=facts, by=actor, at=actor.at)
        request.looked.at("cases.case", case.pk)
        messages.success(request, f"{case.first_name} is aangemeld. U coördineert deze casus.")
        return reverse("desk:case", args=[case.number])

    return send_once(form, actor, do)

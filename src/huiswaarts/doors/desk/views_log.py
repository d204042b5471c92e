"""The privacy officer reviews who opened what, why and by which rule."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.cases.queries import visible_looks
from huiswaarts.doors.desk.forms_log import LogFilter, Review
from huiswaarts.doors.desk.queries_log import looks, rows_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.actions import Looked, review_look

reviewer = member(Permission.ACCESS_LOG_REVIEW)
PER_PAGE = 50


@require_GET
@reviewer
def access_log(request: ActorRequest, actor: Actor) -> HttpResponse:
    form = LogFilter(asked.given(request) or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    pages = Paginator(looks(actor, chosen), PER_PAGE)
    page = pages.get_page(asked.page(request))
    rows = rows_of(list(page.object_list))
    request.looked = Looked(
        action="desk:access_log",
        purpose="Nakijken wie wat opende",
        rule="role:privacy_officer",
        items=[f"events.accessrecord:{row.look.pk}" for row in rows],
    )
    context = {"form": form, "page": page, "pages": pages, "rows": rows}
    return render(request, "desk/access_log.html", context)


@require_POST
@reviewer
def review(request: ActorRequest, actor: Actor) -> HttpResponse:
    form = Review(request.POST)
    if not form.is_valid():
        raise Http404
    own_region = visible_looks(actor).filter(region_id=actor.region_id)
    look = own_region.filter(pk=form.cleaned_data["look"]).first()
    if look is None:
        raise Http404
    review_look(look=look, verdict=form.cleaned_data["verdict"], by=actor, at=actor.at)
    return redirect(asked.way_back(request, "back", reverse("desk:access_log")))

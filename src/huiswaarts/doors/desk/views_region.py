"""How the region does, in counts; small numbers are hidden."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.network.models import Region
from huiswaarts.insight.monitor.queries import region_counts
from huiswaarts.insight.monitor.tables import region_tables


@require_GET
@member(Permission.REGION_COUNTS_VIEW)
def region(request: ActorRequest, actor: Actor) -> HttpResponse:
    request.looked = Looked(
        action="desk:region", purpose="De regio in aantallen", rule=f"role:{actor.role}"
    )
    context = {
        "region": Region.objects.get(pk=actor.own_region_id),
        "tables": region_tables(region_counts(actor)),
        "today": actor.today,
    }
    return render(request, "desk/region.html", context)

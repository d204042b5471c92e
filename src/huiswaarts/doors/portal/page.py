"""What every page of Mijn Thuis about one case has."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.models import Case


def show(
    request: CaseRequest, template: str, case: Case, *, status: int = 200, **more: Any
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case,
        "sight": request.sight,
    }
    if request.sight.is_client:
        context["paper_url"] = reverse("portal:on_paper", args=[case.number])
    return render(request, f"portal/{template}.html", context | more, status=status)


def only_client(request: CaseRequest) -> None:
    """Of the client alone; for a relative these pages do not exist."""
    if not request.sight.is_client:
        raise Http404

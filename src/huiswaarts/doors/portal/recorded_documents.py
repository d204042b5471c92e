"""The documents of one case, for its client: what they are and where they stand."""

from typing import Any

from django.utils.translation import gettext as _

from huiswaarts.casework.cases.forms_documents import what_words
from huiswaarts.casework.cases.models import Case, Document
from huiswaarts.casework.cases.queries_documents import BY, size_words
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.foundation.access.actor import Actor

Facts = dict[str, Any]


def document_facts(case: Case, actor: Actor) -> tuple[list[Facts], list[Document]]:
    """Also what was withdrawn or refused, each with its row. One query."""
    rows = Document.objects.visible_to(actor).filter(case=case).select_related(*BY)
    found = list(rows.order_by("put_at", "id"))
    return [_facts(one, case) for one in found], found


def _facts(one: Document, case: Case) -> Facts:
    return {
        "naam": one.file_name,
        "soort": what_words(one.what),
        "grootte": size_words(one.size),
        "toestand": _state(one),
        "van": name_of(one.put_by, case) if one.put_by else "",
        "wanneer": one.put_at,
    }


def _state(one: Document) -> str:
    if one.wiped_at is not None:
        return _("gewist")
    if one.withdrawn_at is not None:
        return _("teruggetrokken")
    return {
        Document.State.READY: _("klaar om te lezen"),
        Document.State.QUARANTINE: _("wordt nagekeken op virussen"),
        Document.State.REFUSED: _("geweigerd"),
    }[Document.State(one.state)]

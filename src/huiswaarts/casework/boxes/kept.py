"""What every page of a box asks, made once: see foundation/common/kept.py.

The first three values are the reach of a sight: scopes, own organisations, case.
"""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from huiswaarts.casework.boxes.models import Answer, Box, Check, Confirmation, DerivedAnswer
from huiswaarts.casework.cases.models import Consent, Document
from huiswaarts.foundation.common.kept import kept


@kept
def boxes(scopes: Any, own: Any, case: Any) -> QuerySet[Box]:
    return Box.objects.all().within(scopes, own, case).filter(case_id=case).order_by("topic")


@kept
def numbers(scopes: Any, own: Any, case: Any, label: Any) -> QuerySet[Answer, Any]:
    """How many questions of each box have an answer."""
    rows = Answer.objects.all().within(scopes, own, case).current()
    rows = rows.filter(case_id=case, slot=Answer.CLIENT_SLOT, label__lte=label)
    return rows.values("box_id").annotate(number=Count("question_id", distinct=True))


@kept
def box(
    scopes: Any, case: Any, code: Any, secrecy: Any, organisation: Any, *, with_secrecy: bool
) -> QuerySet[Box]:
    """With who changed its state, whether documents stand in it, and what the client last said
    about the secrecy of the organisation that asks: within the circle of care, and the policies
    ask it of those alone. Which documents, a second question tells, and only when there are any.
    """
    rows = Box.objects.all().within(scopes, [], case).filter(case_id=case, box_type__code=code)
    documents = Document.objects.filter(case_id=case, topic=OuterRef("topic"))
    rows = rows.annotate(by_name=F("state_by__name"), has_documents=Exists(documents))
    if not with_secrecy:
        return rows
    said = Consent.objects.filter(scope=secrecy, kind=Consent.Kind.SECRECY)
    said = said.filter(organisation_id=organisation).order_by("-at", "-id")
    return rows.annotate(secrecy=Subquery(said.values("said")[:1]))


@kept
def answers(scopes: Any, own: Any, case: Any, box: Any) -> QuerySet[Answer]:
    rows = Answer.objects.all().within(scopes, own, case).current()
    return rows.filter(box_id=box).told().order_by("at", "id")


@kept
def words(scopes: Any, own: Any, case: Any, box: Any) -> QuerySet[Confirmation]:
    rows = Confirmation.objects.all().within(scopes, own, case)
    return rows.filter(box_id=box).told().order_by("at", "id")


@kept
def checks(scopes: Any, own: Any, case: Any, box: Any) -> QuerySet[Check]:
    return Check.objects.all().within(scopes, own, case).filter(box_id=box).told()


@kept
def derived(scopes: Any, own: Any, case: Any, box: Any) -> QuerySet[DerivedAnswer]:
    return DerivedAnswer.objects.all().within(scopes, own, case).filter(box_id=box)

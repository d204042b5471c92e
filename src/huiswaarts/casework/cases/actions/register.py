"""How a case begins: a look whether the person is known, the case itself, its first seats."""

import datetime as dt
import json
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions.people import invite_by_mail
from huiswaarts.casework.cases.actions.sharing import open_party
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, no, require
from huiswaarts.foundation.access.granting import Own, granting
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common.ids import case_number, public_id
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.network import quotas
from huiswaarts.foundation.network.models import Municipality, Organisation

BEGINNINGS = (Case.Phase.IN_VIEW, Case.Phase.REGISTRATION)


@dataclass(frozen=True)
class Registration:
    """What is asked of a case at its beginning."""

    client_name: str
    birth_year: int
    setting: str
    trajectory: str
    household: str
    municipality_origin: Municipality
    municipality_stay: Municipality
    municipality_choice: Municipality
    target_month: dt.date
    seat_kind: str
    phase: str = Case.Phase.REGISTRATION
    client_email: str = ""
    went_on: bool = False  # a similar case was named, and this is someone else

    def municipalities(self) -> tuple[Municipality, ...]:
        return (self.municipality_origin, self.municipality_stay, self.municipality_choice)

    def facts(self, on: dt.date) -> str:
        return json.dumps(
            {
                "client_name": self.client_name,
                "birth_year": self.birth_year,
                "setting": self.setting,
                "trajectory": self.trajectory,
                "household": self.household,
                "municipality_origin_id": self.municipality_origin.pk,
                "municipality_stay_id": self.municipality_stay.pk,
                "municipality_choice_id": self.municipality_choice.pk,
                "target_month": self.target_month.replace(day=1).isoformat(),
                "registered_on": on.isoformat(),
                "phase": self.phase,
            }
        )


@transaction.atomic
def find_similar(
    *, client_name: str, birth_year: int, by: Actor, at: dt.datetime
) -> list[Organisation]:
    """The organisations to ask whether they know this person. Never which case or who.

    Who is found reads in the own log that this was asked.
    """
    require(policies.register(by))
    count_question(by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select * from app_similar_cases(%s, %s)", [client_name, birth_year])
        ids = sorted(row[0] for row in cursor.fetchall())
    record(kind="cases.doubles_checked", by=by, organisations=ids, checked_at=at.isoformat())
    return list(Organisation.objects.visible_to(by).filter(pk__in=ids).order_by("name"))


def count_question(*, by: Actor, at: dt.datetime) -> None:
    """So many in a day, whether it is asked here or to let somebody in again."""
    quotas.take(quotas.KNOWN, by=by, at=at)


@granting(to=lambda *, by, **_: (by.user_id,), own=Own.BEGINS_CASE)
@transaction.atomic
def register_case(*, facts: Registration, by: Actor, at: dt.datetime) -> Case:
    """The case, the seat of whoever registers (who coordinates for now) and that of the client."""
    require(policies.register(by))
    require(_fits(facts, by))
    seat_id = public_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "select app_open_case(%s, %s, %s, %s, %s)",
            [
                case_number(),
                seat_id,
                facts.seat_kind,
                facts.facts(by.today),
                _card(facts.seat_kind),
            ],
        )
        case = Case.objects.select_related("region").get(pk=cursor.fetchone()[0])
    seat = TeamMember.objects.get(public_id=seat_id)
    record(
        kind="cases.case_registered",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        phase=case.phase,
        went_on=facts.went_on,
    )
    open_party(case=case, seat=seat, by=by, at=at)
    _seat_client(case, email=facts.client_email, by=by, at=at)
    return case


def _card(seat_kind: str) -> str:
    """On which ground the first seat reads the contact card, as the matrix says."""
    rules = default_matrix().for_seat(seat_kind)
    card = next(rule for rule in rules if rule.topic == Topic.COMMON)
    return json.dumps({"ground": card.ground, "purpose": card.purpose})


def _fits(facts: Registration, by: Actor) -> Decision:
    organisation = Organisation.objects.get(Q(pk=by.organisation_id))
    if facts.seat_kind not in policies.first_seats(organisation.kind):
        return no("Uw organisatie kan niet op deze stoel zitten.")
    if any(place.region_id != by.region_id for place in facts.municipalities()):
        return no("Deze gemeente hoort niet bij uw regio.")
    if facts.phase not in BEGINNINGS:
        return no("Een casus begint bij In beeld of Aanmelden.")
    return YES


def _seat_client(case: Case, *, email: str, by: Actor, at: dt.datetime) -> None:
    """The client sits at the table from the first day, with or without an account."""
    seat = TeamMember.objects.create(
        case=case,
        kind=SeatKind.CLIENT,
        state=TeamMember.State.ACTIVE,
        asked_at=at,
        from_at=at,
        proposed_by=by.membership_id,
        admitted_by=by.membership_id,
    )
    if email:
        invite_by_mail(case=case, seat=seat, email=email, by=by, at=at)

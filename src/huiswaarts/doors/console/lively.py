"""The demo regions get next steps: a kit cannot carry them, and a team without any looks lost.

Done as each coordinator would, through the same action; most are planned, some are late.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from huiswaarts.casework.cases.actions.steps import set_next_step
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access.actor import Actor

# What a team agrees in a phase. {} is the first name.
STEPS = {
    "in_view": ("Met {} praten over verhuizen",),
    "registration": ("Afspraak met de gemeente over de aanmelding", "Uitleg geven over Team Thuis"),
    "kickoff": ("Eerste overleg met het hele team", "Vragen wie {} aan tafel wil"),
    "preparation": (
        "Samen de doos Geld en huur afmaken",
        "Met {} door de wijk lopen",
        "Bellen over de inkomensverklaring",
        "Kennismaken met de nieuwe begeleider",
    ),
    "home_search": (
        "Woning bekijken met {}",
        "Navragen bij de corporatie",
        "Wensen nog eens nalopen",
    ),
    "agreement": ("Overeenkomst doorlezen met {}", "Datum prikken om te tekenen"),
    "move_in": ("Sleutel ophalen", "Verhuisdag met de familie doornemen"),
    "care_handover": ("Oude en nieuwe begeleider samen op bezoek",),
    "living": ("Op de koffie bij {}", "Evaluatie van het wonen", "Kennismaken met de buren"),
    "conversion": ("Gesprek over het contract op eigen naam",),
    "pilot_light": ("Bellen hoe het gaat",),
}
# Days from today; None stays without a next step. In turn, so that every list has some of each.
DAYS = (6, 13, 2, 27, None, 0, 9, -4, 20, 34, None, 5)


@transaction.atomic
def plan_next_steps() -> int:
    """For open cases that have none; says how many were planned."""
    now, planned = timezone.now(), 0
    open_cases = Case.objects.filter(status="active", follow_up_on=None, phase__in=STEPS)
    related = ("coordinator__organisation", "coordinator__user")
    for turn, case in enumerate(open_cases.select_related(*related).order_by("external_key")):
        days = DAYS[turn % len(DAYS)]
        actor = _coordinator(case, now)
        sight = sight_of(actor, case)
        if days is None or sight is None:
            continue
        words = STEPS[case.phase]
        set_next_step(
            case=case,
            what=words[turn % len(words)].format(case.first_name),
            on=timezone.localdate(now) + dt.timedelta(days=days),
            version=case.version,
            sight=sight,
            by=actor,
        )
        planned += 1
    return planned


def _coordinator(case: Case, at: dt.datetime) -> Actor:
    work = case.coordinator
    return Actor(
        user_id=work.user_id,
        name=work.user.name,
        region_id=work.region_id,
        at=at,
        membership_id=work.pk,
        organisation_id=work.organisation_id,
        organisation_name=work.organisation.name,
        role=work.role,
    )

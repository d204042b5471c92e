"""The demo regions get next steps: a kit cannot carry them, and a team without any looks lost.

Done as each coordinator would, through the same action; most are planned, some are late.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from huiswaarts.casework.cases.actions.promises import Promise, make_promise
from huiswaarts.casework.cases.actions.steps import set_next_step
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.policies_promises import make
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.policies import plan as may_plan
from huiswaarts.doors.console.lively_bottlenecks import note_bottlenecks
from huiswaarts.doors.console.lively_meetings import meet
from huiswaarts.doors.console.lively_offers import set_offers
from huiswaarts.doors.console.lively_tables import set_tables
from huiswaarts.doors.console.personas import PROFESSIONALS, best_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.network.models import Membership, Region

DAY = dt.timedelta(days=1)
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
# What people at the table promised, by the kind of seat.
PROMISES = (
    ("bw_provider", "De inkomensverklaring samen aanvragen"),
    ("client", "Opschrijven wat ik zeker wil meenemen"),
    ("corporation", "Nagaan welke woningen in de zomer vrijkomen"),
    ("municipality", "Uitzoeken of er bijzondere bijstand kan komen"),
    ("ambulatory_provider", "Kennismaken bij {} thuis"),
)
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
        if days is None:
            continue
        words = STEPS[case.phase]
        what = words[turn % len(words)].format(case.first_name)
        planned += _plan(case, what, timezone.localdate(now) + dt.timedelta(days=days), now)
    _give_each_persona_a_day(now)
    _promise(now)
    note_bottlenecks(now)
    _meet(now)
    set_tables(now)
    set_offers(now)
    return planned


def _meet(now: dt.datetime) -> None:
    """In every case that has begun: the next meeting, and in half of them the last."""
    begun = Case.objects.filter(status="active", phase__in=list(STEPS)[2:])
    related = ("coordinator__organisation", "coordinator__user", "region")
    for turn, case in enumerate(begun.select_related(*related).order_by("external_key")):
        actor = _coordinator(case, now)
        sight = sight_of(actor, case)
        if sight is not None and may_plan(case, sight):
            meet(case, sight, actor, turn)


def _promise(now: dt.datetime) -> None:
    """In every case that has begun: two people who promised something, now and then late."""
    begun = Case.objects.filter(status="active", phase__in=list(STEPS)[2:])
    related = ("coordinator__organisation", "coordinator__user")
    for turn, case in enumerate(begun.select_related(*related).order_by("external_key")):
        actor = _coordinator(case, now)
        sight = sight_of(actor, case)
        for extra in (0, 1):
            kind, words = PROMISES[(turn + 2 * extra) % len(PROMISES)]
            owner = case.team.filter(kind=kind, state="active").first()
            if sight is None or owner is None or not make(case, sight, int(Topic.REPORT)):
                continue
            days = (3, 10, 0, 21, 6, 14, 30)[(turn + extra) % 7]
            promise = Promise(words.format(case.first_name), owner, actor.today + days * DAY)
            make_promise(case=case, promise=promise, sight=sight, by=actor)


def _give_each_persona_a_day(now: dt.datetime) -> None:
    """Whoever one can be in the demo lands on a page where there is something to do."""
    for region in Region.objects.all():
        for role, organisation, _ in PROFESSIONALS:
            best = best_of(region, role, organisation)
            if best is not None:
                _something_today(best, now)


def _something_today(worker: Membership, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    mine = Case.objects.filter(
        team__membership=worker, team__state="active", status="active", phase__in=STEPS
    )
    planned = mine.filter(follow_up_on__isnull=False).order_by("follow_up_on", "pk")
    if not planned.filter(follow_up_on__lte=today).exists():
        related = ("coordinator__organisation", "coordinator__user")
        case = planned.select_related(*related).first()
        if case is not None:
            _plan(case, case.follow_up_what, today, now)


def _plan(case: Case, what: str, on: dt.date, now: dt.datetime) -> bool:
    """As its coordinator would; False when there is none who can."""
    actor = _coordinator(case, now)
    sight = sight_of(actor, case)
    if sight is None:
        return False
    set_next_step(case=case, what=what, on=on, version=case.version, sight=sight, by=actor)
    return True


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

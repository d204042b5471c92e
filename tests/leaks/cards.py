"""Who gets the contact card only, as actors of their own.

Guests, of now and of long ago, a relative with whom nothing is shared, colleagues of a case that is
over and of one that has not begun, who left the table, whose access stands still, and who has not
yet said yes: to a seat, or to work. Their cases have a course that would be known anywhere: a year,
a count, a phase.
"""

import datetime as dt

from huiswaarts.casework.cases.models import (
    Case,
    Commitment,
    GateOverride,
    GuestPass,
    PhaseMove,
    Sharing,
    TeamMember,
)
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Event, Notification
from huiswaarts.foundation.network.models import Offer
from tests.people import MONTH, Person

# Whose case, which phase and status, who coordinates, and who sits there as what.
LIGHT = (
    ("Nora", "home_search", "transferred", "Gerda",
     {"Gerda": "municipality", "Hans": "bw_provider", "Gijs": "guest"}),
    ("Olaf", "in_view", "active", "Bea", {"Bea": "bw_provider", "Hans": "ambulatory_provider"}),
)  # fmt: skip
YEARS = {"Samir": 2087, "Nora": 2088, "Olaf": 2089}
FILLED, NEEDED = 71, 93  # how many boxes; of no case elsewhere
# Who asks about whose case, and what of it they may find (expected by hand): the words of the card.
ACTORS = {
    ("Gijs", "Samir"): {"first name", "surname", "guest point/planned", "guest document/planned",
                        "guest document/planned/content"},
    ("Rosa", "Samir"): {"first name"},
    ("Eva", "Samir"): set(),
    ("Hans", "Samir"): set(),  # suspended
    ("Bo", "Samir"): set(),  # offered work, and proposed for a seat
    ("Ans", "Samir"): {"first name"},  # offered a seat: the aunt of town.py
    ("Hans", "Nora"): {"first name", "surname"},
    ("Gijs", "Nora"): set(),
    ("Hans", "Olaf"): {"first name", "surname"},
}  # fmt: skip
AT_HOME = {"Rosa", "Ans"}


def add_cards(town):
    """In a town that stands."""
    people = town.people
    samir = people.case_of["Samir"]
    _give_course(samir, YEARS["Samir"])
    _relative(people, samir)
    _offered(people, samir)
    for whose, phase, status, coordinator, seats in LIGHT:
        case = _case(town, whose, phase, status, people.by_name[coordinator])
        for name, kind in seats.items():
            people.seat_of[whose, name] = _seat(people, case, people.by_name[name], kind)
        _words(town, whose, case)


def _give_course(case, year):
    case.target_month = dt.date(year, 3, 1)
    case.expected_outflow_on = dt.date(year, 4, 1)
    case.boxes_filled, case.boxes_needed = FILLED, NEEDED
    case.save()


def _relative(people, case):
    """Asked by Samir, who shares nothing with her."""
    user = User.objects.create(email="rosa@voorbeeld.nl")
    people.by_name["Rosa"] = Person("Rosa", user)
    people.seat_of["Samir", "Rosa"] = TeamMember.objects.create(
        case=case, kind="relative", user=user, name="Rosa", state="active",
        from_at=people.at - MONTH,
    )  # fmt: skip


def _offered(people, case):
    """Has the address to which a seat is offered, and did not answer yet."""
    offer = Offer.objects.get(case_id=case.pk, state="open")
    people.by_name["Ans"] = Person("Ans", User.objects.create(email=offer.address))


def _case(town, whose, phase, status, coordinator):
    like = town.people.case_of["Samir"]
    case = Case.objects.get(pk=like.pk)
    case.pk, case.number = None, Case._meta.get_field("number").default()
    case.phase, case.status = phase, status
    case.coordinator = coordinator.membership
    town.people.case_of[whose] = case
    _give_course(case, YEARS[whose])
    return case


def _seat(people, case, person, kind):
    seat = TeamMember.objects.create(
        case=case, kind=kind, membership=person.membership, state="active",
        organisation=person.membership.organisation, from_at=people.at - 3 * MONTH,
    )  # fmt: skip
    Sharing.objects.create(
        case=case, seat_kind=kind, topic=0, level=1 if kind == "guest" else 2, ceiling=2,
        organisation=seat.organisation, ground="task", purpose="x", from_at=people.at - 3 * MONTH,
    )  # fmt: skip
    return seat


def _words(town, whose, case):
    """All that stands on a case, with a bird in it; for whoever coordinates."""
    people = town.people
    reads = {"Bea"} if whose == "Olaf" else {"Gerda"}
    on_card = reads | {name for name, about in ACTORS if about == whose and ACTORS[name, about]}

    def put(*about, may=reads):
        return town.put(whose, *about, may=may, of=whose)

    case.client_name = f"{put('first name', may=on_card)} {put('surname', may=on_card)}"
    case.follow_up_what, case.follow_up_on = put("next step"), dt.date(YEARS[whose], 5, 6)
    case.status_reason, case.kickoff_late_reason = put("status"), put("late kick-off")
    case.save()
    told = {"case": case, "by_membership": case.coordinator, "at": people.at}
    override = GateOverride.objects.create(
        gate="register_for_home", why=put("override"), review_on=dt.date(YEARS[whose], 7, 8), **told
    )
    PhaseMove.objects.create(
        from_phase="kickoff", to_phase=case.phase, from_status="active", to_status=case.status,
        override=override, reason=put("move"), **told,
    )  # fmt: skip
    Meeting.objects.create(
        case=case, begins_at=people.at, place="home", status="cancelled", made_at=people.at,
        why=put("meeting off"),
    )  # fmt: skip
    owner = next(seat for (host, _), seat in people.seat_of.items() if host == whose)
    Commitment.objects.create(
        case=case, topic=25, owner=owner, due_on=people.at, what=put("promise"),
        made_by=case.coordinator, made_at=people.at,
    )  # fmt: skip
    _tell(people, whose, case)


def _tell(people, whose, case):
    """A pass of long ago; and everybody there was told something, before."""
    guest = people.seat_of.get((whose, "Gijs"))
    if guest:
        GuestPass.objects.create(
            case=case, topic=25, seat=guest, begins_at=people.at - MONTH, minutes=60, place="x",
            given_at=people.at - 2 * MONTH,
        )  # fmt: skip
    for (host, name), seat in people.seat_of.items():
        if host == whose:
            Notification.objects.create(
                region_id=case.region_id, user_id=people.by_name[name].user.pk, case_id=case.pk,
                kind="no_follow_up", membership_id=seat.membership_id, once_key=f"x:{seat.pk}",
                at=people.at,
            )  # fmt: skip
    for kind in ("cases.next_step_set", "journey.phase_moved"):
        Event.objects.create(
            region_id=case.region_id, kind=kind, case_id=case.pk, at=people.at,
            codes={"to": case.phase}, user_id=people.gerda.user.pk,
        )  # fmt: skip

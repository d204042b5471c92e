"""Random regions full of people, seats, sharings and cases, for holding both locks side by side.

Hypothesis draws plain numbers; here they become rows, made as the owner. What stays the same in
every world (regions, organisations, users, content) is made once.
"""

import uuid
from dataclasses import dataclass, field

from hypothesis import strategies as st

from huiswaarts.casework.boxes.models import (
    Answer,
    Box,
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
    BoxType,
    Check,
    Confirmation,
    DerivedAnswer,
)
from huiswaarts.casework.cases.models import (
    Case,
    Consent,
    GateOverride,
    PhaseMove,
    RegionRule,
    Sharing,
    TeamMember,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import AccessRecord, Event, LookReview
from huiswaarts.foundation.network.models import Membership, Municipality, Organisation, Region

from . import rows
from .rows import DAY, NOW, ORGANISATIONS, REGIONS, TOPICS

KINDS, ROLE_KEYS = [*SEATS, "client"], list(ROLES)
STATES = ("active", "active", "active", "ended", "proposed", "requested", "declined", "suspended")
ASKED = {"question": "ending", "question_at": NOW, "question_until": NOW}
PHASES = list(Case.Phase.values)
STATUSES = ("active",) * 8 + (*Case.Status.values,)
# Days from now: begun, just begun, not begun; and not ended, ended, ending now, ends later.
FROM, UNTIL = (-90, -90, -10, -10, -1, 0, 5), (None, None, None, None, -5, 0, 5)
ALL_TOPICS = (0, 1, 2, 3, 34)
WORKERS, OTHERS, CASES = 5, 4, 4
DATES = (len(FROM), len(UNTIL))
# What a world is made of: how many of each at most, and the sizes of the numbers drawn for one.
PARTS = {
    # role, organisation
    "work": (WORKERS * REGIONS, (len(ROLE_KEYS), ORGANISATIONS)),
    # phase, status, coordinator
    "cases": (CASES, (len(PHASES), len(STATUSES), WORKERS)),
    # case, kind, who, by name?, state, from, until
    "seats": (22, (CASES, len(KINDS), WORKERS, 5, len(STATES), *DATES)),
    # case, of which seat, topic, level, for another organisation?, from, until
    "sharings": (40, (CASES, 22, len(ALL_TOPICS), 4, 6, *DATES)),
    # case, topic, label, organisation, slot
    "rows": (20, (CASES, len(TOPICS), 4, ORGANISATIONS + 1, 3)),
    # case or none, topic, user, region, day
    "events": (12, (CASES + 1, len(ALL_TOPICS), WORKERS, REGIONS, 3)),
    # who, when, someone with a seat?
    "asking": (16, (44, 4, 8)),
}
FIXED = {"work", "cases"}


def numbers(sizes):
    return st.tuples(*(st.integers(0, size - 1) for size in sizes))


# Every number by itself: for finding the smallest world in which the locks differ.
SMALL_WORLDS = st.fixed_dictionaries(
    {
        name: st.lists(numbers(sizes), min_size=most if name in FIXED else 1, max_size=most)
        for name, (most, sizes) in PARTS.items()
    }
)
# All numbers evenly from one seed: crowded worlds, in which much can differ.
CROWDED_WORLDS = st.randoms(use_true_random=True).map(
    lambda chance: {
        name: [tuple(map(chance.randrange, sizes)) for _ in range(most)]
        for name, (most, sizes) in PARTS.items()
    }
)


@dataclass
class Ground:
    """What is the same in every world."""

    regions: list = field(default_factory=list)
    places: list = field(default_factory=list)
    organisations: list = field(default_factory=list)  # per region
    workers: list = field(default_factory=list)  # users; the first works in both regions
    others: list = field(default_factory=list)  # users without work
    types: list = field(default_factory=list)  # per region, per topic


@dataclass
class World:
    ground: Ground
    work: list = field(default_factory=list)  # per region, memberships
    cases: list = field(default_factory=list)
    seats: list = field(default_factory=list)

    def actors(self, asking):
        """Those who ask, a little before, now or a little after: who sits somewhere, mostly."""
        sitting = [seat for seat in self.seats if seat.membership_id or seat.user_id]
        for place, day, somebody in asking:
            at = NOW + (-7, 0, 0, 7)[day] * DAY
            seat = sitting[place % len(sitting)] if sitting and somebody else None
            if seat and seat.membership_id is None:
                yield self._as_person(seat.user_id, place, at)
            elif seat or place % 4:
                yield self._as_worker(seat and seat.membership_id, place, at)
            else:
                yield self._as_person(self.ground.others[place % OTHERS].pk, place, at)

    def _as_worker(self, membership, place, at):
        work = next((w for w in self.work if w.pk == membership), self.work[place % len(self.work)])
        return Actor(
            user_id=work.user_id, name="", region_id=work.region_id, at=at, membership_id=work.pk,
            organisation_id=work.organisation_id, role=work.role,
        )  # fmt: skip

    def _as_person(self, user, place, at):
        region = self.ground.regions[place % REGIONS]
        return Actor(user_id=user, name="", region_id=region.pk, at=at, role="client")


def lay_ground():
    ground = Ground()
    for r in range(REGIONS):
        region = Region.objects.create(code=f"r{r}", name=f"R{r}", lead_municipality=f"GM{r}")
        ground.regions.append(region)
        ground.places.append(Municipality.objects.create(region=region, code=f"GM{r}", name="P"))
        ground.organisations.append(
            [
                Organisation.objects.create(
                    region=region, external_key=f"o{o}", name=f"O{r}{o}", kind="other"
                )
                for o in range(ORGANISATIONS)
            ]
        )
        RegionRule.objects.create(
            region=region, seat_kind="corporation", topic=1, ceiling=1, reason=""
        )
        ground.types.append([_content(region, topic) for topic in TOPICS])
    ground.workers = [User.objects.create_user(f"w{n}@x.nl") for n in range(WORKERS)]
    ground.others = [User.objects.create_user(f"o{n}@x.nl") for n in range(OTHERS)]
    return ground


def _content(region, topic):
    kind = BoxType.objects.create(
        region=region, code=f"t{topic}", topic=topic, order=topic, gate="sign"
    )
    for model, more in (
        (BoxQuestion, {"kind": "text", "number": 1}),
        (BoxCheckRule, {}),
        (BoxConfirmRule, {}),
        (BoxDerivation, {"topic": 34, "source": {}}),
    ):
        model.objects.create(box_type=kind, code="one", order=1, **more)
    return kind


def _dates(begin, end):
    """A period that does not end before it begins."""
    from_at = NOW + FROM[begin] * DAY
    until = UNTIL[end]
    return from_at, None if until is None else max(from_at, NOW + until * DAY)


def make_world(ground, drawn):
    world = World(ground)
    for place, (role, organisation) in enumerate(drawn["work"]):
        region = place // WORKERS
        world.work.append(
            Membership.objects.create(
                region=ground.regions[region],
                organisation=ground.organisations[region][organisation],
                user=ground.workers[place % WORKERS], role=ROLE_KEYS[role],
                from_at=NOW - 90 * DAY,
            )
        )  # fmt: skip
    for place, one in enumerate(drawn["cases"]):
        world.cases.append(_case(world, place % REGIONS, *one))
    _seats(world, drawn["seats"])
    _sharings(world, drawn["sharings"])
    _rows(world, drawn["rows"])
    _events(world, drawn["events"])
    return world


def _case(world, region, phase, status, coordinator):
    place = world.ground.places[region]
    return Case.objects.create(
        region=place.region, client_name="X", birth_year=1990, setting="bw",
        trajectory="team_thuis", household="single", municipality_origin=place,
        municipality_stay=place, municipality_choice=place, phase=PHASES[phase],
        status=STATUSES[status], phase_since=NOW.date(), target_month=NOW.date(),
        registered_on=NOW.date(), coordinator=world.work[region * WORKERS + coordinator],
    )  # fmt: skip


def _seats(world, drawn):
    seats = []
    for place, k, who, by_name, state, begin, end in drawn:
        case, kind = world.cases[place], KINDS[k]
        work = world.work[(place % REGIONS) * WORKERS + who]
        # now and then somebody from the other region, or a worker on the seat of a relative
        if by_name == 2:
            work = world.work[(1 - place % REGIONS) * WORKERS + who]
        own = not SEATS[kind].professional and by_name != 1
        from_at, until_at = _dates(begin, end)
        seats.append(
            TeamMember(
                case=case, kind=kind, membership=None if own else work,
                organisation=None if own else work.organisation,
                user=world.ground.others[who % OTHERS] if own else None, state=STATES[state],
                from_at=from_at, until_at=until_at,
                **(ASKED if STATES[state] == "suspended" else {}),
            )
        )  # fmt: skip
    TeamMember.objects.bulk_create(seats, ignore_conflicts=True)
    world.seats = list(TeamMember.objects.filter(case__in=world.cases).order_by("id"))


def _sharings(world, drawn):
    if not world.seats:
        return
    rows = []
    for place, s, topic, level, other, begin, end in drawn:
        seat = world.seats[s % len(world.seats)]
        case = seat.case if other else world.cases[place]
        organisations = world.ground.organisations[0 if case.region_id == 1 else 1]
        organisation = seat.organisation if other != 1 else organisations[level % ORGANISATIONS]
        by_member = organisation is None or (other >= 3 and not SEATS[seat.kind].professional)
        from_at, until_at = _dates(begin, end)
        rows.append(
            Sharing(
                case=case, seat_kind=seat.kind, organisation=None if by_member else organisation,
                member=seat if by_member else None, topic=ALL_TOPICS[topic], level=level,
                ceiling=3, ground="consent", purpose="", set_by="default", from_at=from_at,
                until_at=until_at,
            )
        )  # fmt: skip
    Sharing.objects.bulk_create(rows, ignore_conflicts=True)


def _rows(world, drawn):
    boxes = {}
    for c, case in enumerate(world.cases):
        for t, topic in enumerate(TOPICS):
            kind = world.ground.types[c % REGIONS][t]
            boxes[c, t] = Box(case=case, box_type=kind, topic=topic, state_at=NOW)
        GateOverride.objects.create(
            case=case, gate="sign", why="x", review_on=NOW.date(), by_membership=world.work[0],
            at=NOW,
        )  # fmt: skip
        PhaseMove.objects.create(
            case=case, from_phase="", to_phase="x", from_status="", to_status="", at=NOW
        )
    Box.objects.bulk_create(boxes.values())
    rows.promises(world, drawn)
    rows.documents(world, drawn)
    rows.meetings(world, drawn)
    rows.polls(world, drawn)
    rows.guests(world, drawn)
    rows.recoveries(world, drawn)
    rows.deaths(world, drawn)
    rows.tables(world, drawn)
    rows.bottlenecks(world, drawn)
    rows.offers(world, drawn)
    rows.proposals(world, drawn)
    for place, topic, label, organisation, slot in drawn:
        box = boxes[place, topic]
        _in_box(world, box, label, world.ground.organisations[place % REGIONS], organisation, slot)


def _in_box(world, box, label, organisations, organisation, slot):
    by = organisations[organisation] if organisation < ORGANISATIONS else None
    user = world.ground.workers[slot]
    where = {"case": box.case, "box": box, "at": NOW}
    kind = box.box_type
    Answer.objects.create(
        question=kind.boxquestions.get(), topic=box.topic, label=label, slot=f"s{slot}",
        is_current=False, text="x", how="alone", user=user, organisation=by, **where,
    )  # fmt: skip
    Confirmation.objects.create(
        rule=kind.boxconfirmrules.get(), topic=box.topic, said="yes", seat_kind="client",
        how="alone", user=user, organisation=by, is_current=False, **where,
    )  # fmt: skip
    # one of each a box: the second is left out
    Check.objects.bulk_create(
        [Check(rule=kind.boxcheckrules.get(), topic=box.topic, label=label, **where)],
        ignore_conflicts=True,
    )
    DerivedAnswer.objects.bulk_create(
        [DerivedAnswer(derivation=kind.boxderivations.get(), topic=34, value="ja", **where)],
        ignore_conflicts=True,
    )
    Consent.objects.create(
        case=box.case, topic=0, label=label, kind="gdpr", said="yes", organisation=by,
        text_shown="x", by_user=user.pk, at=NOW,
    )  # fmt: skip


def _events(world, drawn):
    for place, topic, who, region, day in drawn:
        case = world.cases[place] if place < CASES else None
        ids = {
            "region_id": world.ground.regions[region].pk,
            "case_id": case and case.pk,
            "user_id": world.ground.workers[who].pk,
            "at": NOW - day * DAY,
        }
        Event.objects.create(kind=f"x.{uuid.uuid4().hex[:8]}", topic=ALL_TOPICS[topic], **ids)
        rows.message(world, ids, slot=day)
        look = AccessRecord.objects.create(action="x", outcome="shown", rule="x", **ids)
        LookReview.objects.create(
            record=look, region_id=look.region_id, verdict="in_order", user_id=1, at=NOW
        )

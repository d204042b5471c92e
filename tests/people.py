"""The people of every test, as a story.

Samir leaves De Luwte in region Zuidveen. At his table: Bea of De Luwte, Amir who comes to help
him at home, Wim of the corporation, Gerda of the municipality, who coordinates, and Gijs, a guest
about debts. His sister Mina and his supporter Sofie are there because he wants it. Eva left the
table. Bo is Bea's colleague without a seat. Olga, Petra, Tina, Fred,
Rob and Hetty do their own work. Stan is
a client of Hans in the same region, Dirk one of Ria in region Drenthe: strangers.

A test asks for whom it needs: `def test_x(bea, samir, the_case)`. The rows are made as the owner;
the test itself is the app role, behind the wall.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.casework.boxes.models import Box, BoxType
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Municipality, Organisation, Region
from tests.database import as_owner

PASSWORD = "een lang wachtwoord van iedereen"
MONTH = dt.timedelta(days=30)
# region, organisation, its kind, and who works there as what
ORGANISATIONS = (
    ("zuidveen", "De Luwte", "sheltered_care_provider",
     {"Bea": "support_worker", "Bo": "support_worker", "Eva": "support_worker",
      "Olga": "organisation_admin"}),
    ("zuidveen", "Thuis Erbij", "ambulatory_provider", {"Amir": "support_worker"}),
    ("zuidveen", "Woonstee", "housing_corporation", {"Wim": "housing_consultant"}),
    ("zuidveen", "Gemeente Zuidveen", "municipality",
     {"Gerda": "access_worker", "Petra": "policy_officer", "Tina": "table_chair",
      "Fred": "privacy_officer", "Rob": "region_admin", "Hetty": "help_desk"}),
    ("zuidveen", "Schuldwijzer", "other", {"Gijs": "support_worker"}),
    ("zuidveen", "De Haven", "sheltered_care_provider", {"Hans": "support_worker"}),
    ("drenthe", "Gemeente Veenmeer", "municipality",
     {"Ria": "access_worker", "Dora": "privacy_officer"}),
)  # fmt: skip
WITHOUT_WORK = ("Samir", "Mina", "Sofie", "Stan", "Dirk")
# whose case, in which region, who coordinates, and who sits there on which seat
TABLES = (
    ("Samir", "zuidveen", "Gerda",
     {"Samir": "client", "Mina": "relative", "Sofie": "supporter", "Bea": "bw_provider",
      "Amir": "ambulatory_provider", "Wim": "corporation", "Gerda": "municipality",
      "Gijs": "guest", "Eva": "bw_provider"}),
    ("Stan", "zuidveen", "Hans", {"Stan": "client", "Hans": "bw_provider"}),
    ("Dirk", "drenthe", "Ria", {"Dirk": "client", "Ria": "municipality"}),
)  # fmt: skip
SURNAMES = {"Samir": "Yilmaz", "Mina": "Yilmaz", "Stan": "Vreemd", "Dirk": "Ver", "Sofie": "Steun"}
LEFT = "Eva"
# What Samir opened for whom he brought along: topics, all of them to read.
OPENED = {"relative": (0, 1, 5), "supporter": (0, 1, 2)}


@dataclass(eq=False)
class Person:
    name: str
    user: User
    membership: Membership | None = None

    @property
    def full_name(self):
        return f"{self.name} {SURNAMES.get(self.name, 'Tester')}"


@dataclass
class People:
    """`people.bea`, `people.case_of["Samir"]`, `people.seat_of["Samir", "Bea"]`."""

    at: dt.datetime
    by_name: dict = field(default_factory=dict)
    case_of: dict = field(default_factory=dict)
    seat_of: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)
    regions: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.by_name[name.capitalize()]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self):
        return iter(self.by_name.values())


def actor_of(person, *, at=None):
    """As the middleware makes it from a session after password and second step."""
    at = at or timezone.now()
    if person.membership is None:
        seat = TeamMember.objects.filter(user=person.user, membership=None).select_related("case")
        with as_owner():
            seat = seat.order_by("-from_at").first()
        return Actor(
            user_id=person.user.pk, name=person.full_name, region_id=seat.case.region_id, at=at,
            role=seat.kind, why=f"seat:{seat.kind}", second_step=True,
        )  # fmt: skip
    work = person.membership
    return Actor(
        user_id=person.user.pk, name=person.full_name, region_id=work.region_id, at=at,
        membership_id=work.pk, organisation_id=work.organisation_id,
        organisation_name=work.organisation.name, role=work.role, why=f"membership:{work.role}",
        second_step=True,
    )  # fmt: skip


def sign_in(client, person):
    """A session as after password and second step, with the organisation chosen."""
    session.leave()
    client.force_login(person.user)
    inside = client.session
    inside["second_factor"] = True
    if person.membership is not None:
        inside["membership"] = person.membership.pk
    inside.save()
    return client


def come_in(client, user):
    """A session as after password and second step, of somebody who works in one place."""
    client.force_login(user)
    inside = client.session
    inside["second_factor"] = True
    inside.save()
    return client


def make_people():
    people = People(at=timezone.now())
    with as_owner():
        _regions(people)
        _organisations(people)
        for name in WITHOUT_WORK:
            person = Person(name, _user(name))
            people.by_name[name] = person
        for table in TABLES:
            _table(people, *table)
    return people


@cache
def _hashed():
    """Everyone's, made once: argon2 is slow on purpose."""
    return make_password(PASSWORD)


def _user(who, **more):
    return User.objects.create(email=f"{who.lower()}@voorbeeld.nl", password=_hashed(), **more)


def _regions(people):
    for code, name in (("zuidveen", "Zuidveen"), ("drenthe", "Drenthe")):
        region = Region.objects.create(code=code, name=name, lead_municipality=f"GM{code[:4]}")
        Municipality.objects.create(region=region, code=f"GM{code[:4]}", name=name)
        load_catalogue(region)
        people.regions[code] = region


def _organisations(people):
    for code, name, kind, staff in ORGANISATIONS:
        organisation = Organisation.objects.create(
            region=people.regions[code], external_key=name.lower(), name=name, kind=kind
        )
        people.organisations[name] = organisation
        for who, role in staff.items():
            user = _user(who, name=f"{who} Tester")
            work = Membership.objects.create(
                region=people.regions[code], organisation=organisation, user=user, role=role,
                external_key=who.lower(), from_at=people.at - 12 * MONTH,
            )  # fmt: skip
            people.by_name[who] = Person(who, user, work)


def _table(people, whose, region, coordinator, seats):
    region = people.regions[region]
    place = Municipality.objects.get(region=region)
    today = timezone.localdate(people.at)
    case = Case.objects.create(
        region=region, client_name=people.by_name[whose].full_name, birth_year=1990, setting="bw",
        trajectory="team_thuis", household="single", municipality_origin=place,
        municipality_stay=place, municipality_choice=place, phase="preparation",
        phase_since=today - MONTH, target_month=(today + 5 * MONTH).replace(day=1),
        registered_on=today - 3 * MONTH, kickoff_on=today - MONTH,
        expected_outflow_on=today + 6 * MONTH, coordinator=people.by_name[coordinator].membership,
    )  # fmt: skip
    people.case_of[whose] = case
    for name, kind in seats.items():
        people.seat_of[whose, name] = _seat(people, case, people.by_name[name], kind)
    Sharing.objects.bulk_create(_sharing(people, case, seats, whose))
    types = BoxType.objects.filter(region=region, version=region.catalogue_version)
    boxes = [Box(case=case, box_type=t, topic=t.topic, state_at=people.at - MONTH) for t in types]
    Box.objects.bulk_create(boxes)
    case.boxes_needed = len(boxes)
    case.save(update_fields=["boxes_needed"])


def _seat(people, case, person, kind):
    work, left = person.membership, person.name == LEFT
    by = None if kind == "supporter" else case.coordinator_id  # whom the client asked
    return TeamMember.objects.create(
        case=case, kind=kind, membership=work, organisation=work and work.organisation,
        user=None if work else person.user,
        name="" if work or kind == "client" else person.full_name,
        state="ended" if left else "active", from_at=people.at - 3 * MONTH,
        until_at=people.at - MONTH if left else None, proposed_by=by, admitted_by=by,
    )  # fmt: skip


def _sharing(people, case, seats, whose):
    """The access matrix written out, as a new seat gets it, and what the client opened."""
    for name, kind in seats.items():
        if kind == "client" or name == LEFT:
            continue
        seat = people.seat_of[whose, name]
        for rule in default_matrix().for_seat(kind):
            opened = rule.topic in OPENED.get(kind, ())
            yield Sharing(
                case=case, seat_kind=kind, topic=rule.topic, ceiling=rule.ceiling,
                organisation=seat.organisation if SEATS[kind].professional else None,
                member=None if SEATS[kind].professional else seat,
                level=rule.ceiling if opened else rule.level, ground=rule.ground,
                purpose=rule.purpose, client_decides=rule.client_can_switch,
                set_by="client" if opened else "default", from_at=people.at - 3 * MONTH,
            )  # fmt: skip


@pytest.fixture
def people(db):
    return make_people()


@pytest.fixture
def the_case(people):
    """Samir's."""
    return people.case_of["Samir"]


@pytest.fixture
def stans_case(people):
    return people.case_of["Stan"]


@pytest.fixture
def dirks_case(people):
    return people.case_of["Dirk"]


def _fixture_of(name):
    @pytest.fixture(name=name.lower())
    def one(people):
        return people.by_name[name]

    return one


for _name in (*(n for o in ORGANISATIONS for n in o[3]), *WITHOUT_WORK):
    globals()[_name.lower()] = _fixture_of(_name)

"""`huiswaarts region admins`: the operator appoints the first two, or who is missing."""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from huiswaarts.doors.console.say import fault, say
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.network.models import Organisation, Region
from huiswaarts.foundation.network.queries import central_municipality
from huiswaarts.foundation.network.region.actions.admins import (
    appoint_region_admin,
    withdraw_appointment,
)

PERSON = re.compile(r"^\s*(?P<name>[^<>]+?)\s*<(?P<email>[^<>\s]+)>\s*$")


def appoint(*, region: str, operator: str, admin: list[str]) -> int:
    """Each as `Naam <adres>`; all or none. 1 with every fault named, 0 when done."""
    found = Region.objects.filter(code=region).first()
    central = central_municipality(found) if found else None
    people = {}
    faults = [] if found else [f"Er is geen regio {region}."]
    if found and central is None:
        faults.append("Deze regio heeft geen organisatie voor de centrumgemeente.")
    for one in admin:
        said = PERSON.match(one)
        if said is None or not _is_address(said["email"]):
            faults.append(f"{one!r}: schrijf een naam en een adres, zoals 'Anna Jansen <a@b.nl>'.")
        else:
            people[normal.email(said["email"])] = said["name"]
    if faults or found is None or central is None:
        for message in faults:
            fault(message)
        return 1
    try:
        _appoint(found, central, operator, people)
    except PermissionDenied as refused:
        fault(str(refused))
        return 1
    say(
        f"{len(people)} uitnodiging(en) voor regiobeheerder verstuurd door {operator}. "
        "Wie het aanneemt, is het."
    )
    return 0


def take_back(*, region: str, operator: str, addresses: list[str]) -> int:
    """Invitations of the operator that nobody answered yet. 1 when there is none."""
    found = Region.objects.filter(code=region).first()
    if found is None:
        fault(f"Er is geen regio {region}.")
        return 1
    if not operator.strip():
        fault("Zeg wie u bent: de naam komt in het logboek.")
        return 1
    by = the_clock(region_id=found.pk, at=timezone.now(), job="operator")
    missing = [
        one
        for one in addresses
        if not withdraw_appointment(email=one, region=found, operator=operator, by=by)
    ]
    for one in missing:
        fault(f"Aan {one} staat geen uitnodiging van de operator open.")
    if gone := len(addresses) - len(missing):
        say(f"{gone} uitnodiging(en) ingetrokken door {operator}.")
    return 1 if missing else 0


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


@transaction.atomic
def _appoint(region: Region, central: Organisation, operator: str, people: dict[str, str]) -> None:
    by = the_clock(region_id=region.pk, at=timezone.now(), job="operator")
    for email, name in people.items():
        appoint_region_admin(email=email, name=name, organisation=central, operator=operator, by=by)

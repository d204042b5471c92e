"""`huiswaarts region narrow` and `coordination`: what a region leaves to its operator."""

from django.utils import timezone

from huiswaarts.casework.cases.actions.region import narrow_region
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.doors.console.say import fault, say
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.network.models import Region
from huiswaarts.foundation.network.region.actions.admins import let_corporations_coordinate


def narrow(*, region: str, seat: str, topic: str, level: str, reason: str) -> int:
    """Codes as in a kit and in sharing.yaml; 1 with every fault named, 0 when done."""
    topics = {code: number for number, code, _ in default_matrix().topics}
    found = Region.objects.filter(code=region).first()
    faults = [
        message
        for message, wrong in (
            (f"Er is geen regio {region}.", found is None),
            (f"Stoel {seat} bestaat niet: kies uit {', '.join(SEATS)}.", seat not in SEATS),
            (f"Onderwerp {topic} bestaat niet: kies uit {', '.join(topics)}.", topic not in topics),
            (f"Niveau {level} bestaat niet: {_levels()}.", level.upper() not in Level.__members__),
        )
        if wrong
    ]
    if faults or found is None:
        for message in faults:
            fault(message)
        return 1
    changed = narrow_region(
        region=found,
        seat_kind=seat,
        topic=topics[topic],
        ceiling=Level[level.upper()],
        reason=reason,
        at=timezone.now(),
    )
    say(f"{changed} deelregels gaan omlaag, met ingang van nu. Nieuwe stoelen beginnen lager.")
    return 0


def coordination(*, region: str, corporation: str, operator: str) -> int:
    """Whether a housing corporation may coordinate a case here; who said so is in the log."""
    found = Region.objects.filter(code=region).first()
    if found is None or not operator.strip():
        fault(f"Er is geen regio {region}." if found is None else "Schrijf uw eigen naam op.")
        return 1
    allowed = corporation == "yes"
    by = the_clock(region_id=found.pk, at=timezone.now(), job="operator")
    let_corporations_coordinate(region=found, allowed=allowed, operator=operator, by=by)
    word = "mag vanaf nu" if allowed else "mag niet"
    say(f"Een woningcorporatie {word} coördineren. Wie al coördineert, blijft dat doen.")
    return 0


def _levels() -> str:
    return "kies uit " + ", ".join(name.lower() for name in Level.__members__)

"""What the client reads about seats, reasons and refusals: plain words, in their language.

The texts of the matrix and of policies are for professionals; here is what they mean for a client.
"""

from django.utils.translation import gettext as _

from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.doors.portal.reasons import REASONS
from huiswaarts.foundation.access.seats import Label, SeatKind
from huiswaarts.foundation.access.topics import Level, Topic


def seat_words(kind: str, name: str = "") -> str:
    """What someone at the table does; with a name it is said to a relative of that person."""
    if name:
        words = {
            SeatKind.CLIENT: _("om wie het gaat"),
            SeatKind.RELATIVE: _("naaste van %(name)s"),
            SeatKind.SUPPORTER: _("staat naast %(name)s"),
            SeatKind.BW_PROVIDER: _("begeleidt %(name)s nu"),
            SeatKind.AMBULATORY_PROVIDER: _("begeleidt %(name)s straks"),
        }
    else:
        words = {
            SeatKind.CLIENT: _("dat ben jij"),
            SeatKind.RELATIVE: _("jouw naaste, jij vroeg dit"),
            SeatKind.SUPPORTER: _("staat naast jou, jij vroeg dit"),
            SeatKind.BW_PROVIDER: _("je begeleider nu"),
            SeatKind.AMBULATORY_PROVIDER: _("je nieuwe begeleider"),
        }
    words |= {
        SeatKind.CORPORATION: _("van de woningcorporatie, zoekt een huis"),
        SeatKind.MUNICIPALITY: _("van de gemeente"),
        SeatKind.GUEST: _("te gast aan tafel"),
    }
    return words[SeatKind(kind)] % {"name": name}


def seat_state_words(state: str) -> str:
    return {
        "requested": _("gevraagd"),
        "proposed": _("komt misschien aan tafel"),
        "active": _("zit aan tafel"),
        "suspended": _("ziet nu even niets"),
        "ended": _("zit niet meer aan tafel"),
        "declined": _("kwam niet aan tafel"),
    }[state]


def function_words(kind: str) -> str:
    """Who looked, by function."""
    return {
        SeatKind.CLIENT: _("Jij"),
        SeatKind.RELATIVE: _("Je naaste"),
        SeatKind.SUPPORTER: _("Wie naast jou staat"),
        SeatKind.BW_PROVIDER: _("Je begeleider nu"),
        SeatKind.AMBULATORY_PROVIDER: _("Je nieuwe begeleider"),
        SeatKind.CORPORATION: _("De woningcorporatie"),
        SeatKind.MUNICIPALITY: _("De gemeente"),
        SeatKind.GUEST: _("Een gast aan tafel"),
    }[SeatKind(kind)]


def ground_words(ground: str) -> str:
    """Why someone may see something, in short."""
    return {
        "task": _("Dit moet van de wet."),
        "contract": _("Dit is met jou afgesproken."),
        "consent": _("Dit kies jij."),
        "vital": _("Dit was nodig omdat er gevaar was."),
        "own_data": _("Dit zijn jouw gegevens."),
    }.get(ground, "")


def because(ground: str) -> str:
    """The rule by which someone looked."""
    return {
        "task": _("Zit bij jou aan tafel. Dat moet van de wet."),
        "contract": _("Zit bij jou aan tafel. Dat is met jou afgesproken."),
        "consent": _("Zit bij jou aan tafel, omdat jij dat wilt."),
    }.get(ground, _("Zit bij jou aan tafel."))


def reason_words(seat_kind: str, topic: int) -> str:
    """Why this party gets this topic at all; said to the client."""
    rule = default_matrix().rule(seat_kind, topic)
    return str(REASONS.get(rule.reason, "")) if rule else ""


def level_words(level: int) -> str:
    return {
        Level.NONE: _("Niets"),
        Level.STATUS: _("Alleen of het klaar is"),
        Level.READ: _("Alles lezen"),
        Level.WRITE: _("Lezen en meeschrijven"),
    }[Level(level)]


def topic_words(topic: int) -> str:
    """Topics that are no box; a box is called by its own name."""
    words: dict[int, str] = {
        Topic.COMMON: _("Je plan, je team en de datums"),
        Topic.REPORT: _("Wat er op het overleg is gezegd"),
        Topic.AGREEMENT: _("De afspraken op papier"),
        Topic.OFFER: _("Het huis dat je krijgt aangeboden"),
        Topic.FLARE: _("De waakvlam"),
    }
    return words.get(topic, "")


def circle_words(label: int) -> str:
    """Who reads one answer, as the client chooses it."""
    return {
        Label.TEAM: _("Iedereen die deze doos mag lezen"),
        Label.TEAM_MINUS_CORPORATION: _("Iedereen, maar niet de woningcorporatie"),
        Label.CARE_CIRCLE: _("Alleen ik en mijn begeleiders"),
        Label.CLIENT_ONLY: _("Alleen ik"),
    }[label]


def refusal_words(field: str, reason: str) -> str:
    """Why an answer was not kept, for the field that it is about."""
    if "BSN" in reason:
        return _(
            "In je tekst staat een burgerservicenummer (BSN). Dat nummer bewaren wij niet. "
            "Zo kan niemand er iets mee doen. Haal het weg en bewaar dan opnieuw."
        )
    return {
        "choice": _("Kies een van de antwoorden, of sla de vraag over."),
        "on": _("Vul een datum in, bijvoorbeeld 03-03-2026. Of sla de vraag over."),
        "number": _("Vul een getal in, bijvoorbeeld 10. Of sla de vraag over."),
        "reason": _("Schrijf kort op wat er niet klopt."),
    }.get(field, "")

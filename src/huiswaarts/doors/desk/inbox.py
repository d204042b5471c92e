"""Messages for a professional, in sentences, with where each leads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from huiswaarts.casework.journey.news import Told
from huiswaarts.foundation.common.sentences import filled
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind
ANSWERED = "De vraag over de stoel van {name} bij {who} is afgerond"
GONE = "Dit bericht gaat over iets wat u niet meer ziet."
SENTENCES = {
    Kind.MEETING_PLANNED: "Overleg met {who}: {when}",
    Kind.MEETING_MOVED: "Het overleg met {who} is verzet. Het is nu {when}",
    Kind.MEETING_CANCELLED: "Het overleg met {who} van {day} gaat niet door",
    Kind.MEETING_SOON: "Bijna: overleg met {who}, {when}",
    Kind.DAYS_ASKED: "Wanneer kunt u voor het overleg met {who}?",
    Kind.GUEST_INVITED: "U bent te gast bij het overleg met {who}: {when}",
    Kind.GUEST_NOT_NEEDED: "U hoeft niet meer te komen bij het overleg met {who}",
    Kind.REPORT_READY: "Het verslag van het overleg met {who} staat klaar",
    Kind.PROMISE_MADE: "Nieuwe afspraak voor u bij {who}: {what}",
    Kind.PROMISE_SOON: "Bijna, {day}, bij {who}: {what}",
    Kind.PROMISE_LATE: "Al {days} dagen over de datum, bij {who}: {what}",
    Kind.COLLEAGUE_LATE: "Een afspraak van {name} is al {days} dagen over de datum. "
    "Vraag of er hulp nodig is",
    Kind.HELP_ASKED: "{who} wil hulp bij de doos {box}",
    Kind.BOX_WAITS: "De doos {box} van {who} is vol en wacht op een akkoord",
    Kind.NO_FOLLOW_UP: "Bij {who} is nog geen volgende stap afgesproken",
    Kind.EMPTY_SUPPORT: "De nieuwe begeleider van {who} is nog niet bekend, "
    "en de verhuizing komt dichtbij",
    Kind.HANDOFF_WAITS: "Een andere tafel geeft door aan die van u: {what}",
    Kind.HANDOFF_ANSWERED: "Er is een antwoord van een andere tafel op: {what}",
    Kind.TABLE_WITHOUT_CHAIR: "De tafel {what} heeft geen voorzitter meer. Een "
    "beleidsmedewerker wijst iemand aan",
    Kind.TABLE_SEATED: "U hebt nu een stoel aan de tafel {what}",
    Kind.TABLE_CHAIRED: "U bent nu voorzitter van de tafel {what}",
    Kind.TABLE_LEFT: "U hebt geen stoel meer aan de tafel {what}",
    Kind.TABLE_UNCHAIRED: "U bent geen voorzitter meer van de tafel {what}",
    Kind.TABLE_MEETING_OFF: "Een overleg van de tafel {what} gaat niet door. Kijk welke er staan",
    Kind.TABLE_STOPPED: "De tafel {what} is gestopt. Wat daar is besproken, blijft te lezen",
    Kind.ITEM_WAITS: "{who} wacht op een besluit van uw casustafel",
    Kind.ITEM_DECIDED: "De casustafel heeft een besluit genomen over {who}",
    Kind.RECOVERY_ASKED: "Iemand kan niet meer inloggen. Zag u deze persoon ook?",
    Kind.RECOVERY_WIDE: "Iemand kan niet inloggen, en in twee werkdagen is geen tweede persoon "
    "gevonden. Het hulppunt en de functionaris gegevensbescherming kunnen dit nu samen",
    Kind.HALF_LAPSED: "Twee anderen zagen ook wie niet kan inloggen, en bevestigden dat. De halve "
    "code die u gaf, werkt niet",
    Kind.RECOVERY_STOPPED: "Een verzoek om iemand weer te laten inloggen is gestopt. "
    "De codes ervan werken niet meer",
    Kind.RESET_AGREED: "Een tweede persoon is akkoord: uw collega stelt het inloggen opnieuw in",
    Kind.RESET_STOPPED: "Het verzoek om een collega opnieuw te laten inloggen is gestopt",
    Kind.DEATH_REPORTED: "Er is iets gemeld dat een tweede persoon moet bevestigen",
    Kind.DEATH_CONFIRMED: "Een melding is door een tweede persoon bevestigd",
    Kind.DEATH_UNDONE: "Een melding is ongedaan gemaakt: het was niet zo",
    Kind.ACCESS_ASKED: "Iemand vroeg om uw account weer open te maken. Bent u dat niet? Stop het",
    Kind.ACCESS_WORKS: "De code voor wie u zag, werkt nu: die persoon kan weer inloggen",
    Kind.ACCESS_BACK: "Alles in Mijn Thuis is weer open",
    Kind.ROLE_PROPOSED: "{name} stelt {what} voor als {role}. Gaat u akkoord?",
    Kind.ROLE_AGREED: "Iemand is akkoord met {what} als {role}. De uitnodiging is verstuurd",
    Kind.ROLE_REFUSED: "Iemand is niet akkoord met {what} als {role}. Waarom: {why}",
    Kind.ROLE_ENDED: "{name} heeft deze rol over de regio niet meer: {role}",
    Kind.OFFER_ACCEPTED: "De uitnodiging aan {what} is aangenomen",
    Kind.OFFER_DECLINED: "De uitnodiging aan {what} is niet aangenomen",
    Kind.OFFER_WITHDRAWN: "Een regiobeheerder heeft de uitnodiging aan {what} ingetrokken",
    Kind.SEAT_TAKEN: "{name} zit nu aan tafel bij {who}",
    Kind.CLIENT_CAME_IN: "{who} heeft nu een eigen account en kijkt zelf mee",
    Kind.COORDINATION_ASKED: "{name} wil coördineren bij {who}. Wat is uw antwoord?",
    Kind.COORDINATION_REFUSED: "U gaat niet coördineren bij {who}{because}",
    Kind.COORDINATION_SETTLED: "De vraag van {name} om te coördineren bij {who} "
    "is afgerond{because}",
    Kind.COORDINATION_PASSED: "{coordinator} coördineert nu de casus van {who}",
    Kind.SEAT_STOPPED: "Uw toegang bij {who} stond stil",
    Kind.COLLEAGUE_STOPPED: "De toegang van {name} tot een casus staat stil. Zonder tweede persoon "
    "gaat die na twee werkdagen weer open. U kunt de stoel ook zelf beëindigen",
    Kind.SEAT_END_ASKED: "Mag de stoel van {name} bij {who} eindigen? De toegang staat stil",
    Kind.SEAT_OPENED: "De toegang van {name} bij {who} is weer open{because}",
    Kind.SEAT_ENDED: "De stoel van {name} bij {who} is beëindigd{because}",
    Kind.COLLEAGUE_SETTLED: "Over de toegang van {name} tot een casus is beslist",
    Kind.ON_PAPER: "Er is nieuws voor {who}. Druk de brief af en geef die",
    Kind.MANY_QUESTIONS: "{name} vroeg in één dag heel vaak of iemand al bekend is. "
    "Kijk in het inzagelogboek",
    Kind.MANY_INVITATIONS: "{name} stuurde in één dag heel veel uitnodigingen. "
    "Kijk in het inzagelogboek",
}

# To whom the case is closed now: what happened, and nothing of the case.
GONE_BUT = {
    Kind.SEAT_STOPPED: "Uw toegang tot een casus staat stil: iemand wil uw stoel beëindigen. Zegt "
    "niemand anders ja binnen twee werkdagen, dan gaat die weer open. Heeft uw "
    "organisatie een beheerder, dan krijgt die ook bericht",
    Kind.SEAT_ENDED: "Uw stoel bij een casus is beëindigd",
    Kind.COORDINATION_PASSED: "U coördineert een casus niet meer",
    Kind.TABLE_LEFT: "U hebt geen stoel meer aan een tafel van de regio",
    Kind.TABLE_UNCHAIRED: "U bent geen voorzitter meer van een tafel van de regio",
}


@dataclass(frozen=True)
class Line:
    """One message as shown."""

    told: Told
    words: str


def line(told: Told) -> Line:
    if told.is_gone:
        return Line(told, GONE_BUT.get(Kind(told.notice.kind), GONE))
    if told.is_answered:
        return Line(told, filled(ANSWERED, told.facts(client=False)))
    return Line(told, filled(SENTENCES[Kind(told.notice.kind)], told.facts(client=False)))


def place_of(told: Told) -> str:
    """Where a message leads; to the list when what it is about is gone."""
    return reverse("desk:inbox") if told.is_gone else PLACES[Kind(told.notice.kind)](told)


def _meeting(told: Told) -> str:
    return reverse("desk:meeting", args=[told.number, told.about.public_id])


def _poll(told: Told) -> str:
    return reverse("meetings:poll", args=[told.number, told.about.public_id])


def _box(told: Told) -> str:
    return reverse("boxes:box", args=[told.number, told.box_code])


def _handoff(told: Told) -> str:
    return reverse("tables:answer", args=[told.about.public_id])


def _table(told: Told) -> str:
    return reverse("tables:table", args=[told.about.public_id])


def _sender(told: Told) -> str:
    return reverse("tables:table", args=[told.about.from_table.public_id])


def _item(told: Told) -> str:
    return reverse("tables:item", args=[told.about.public_id])


def _invited(told: Told) -> str:
    """To the seats of the case, the roles of the region, or the people of the organisation."""
    if told.case:
        return reverse("cases:team", args=[told.number])
    return reverse("desk:roles" if told.about.proposed_by_user_id else "desk:people")


def _role(told: Told) -> str:
    return reverse("desk:role_proposal", args=[told.about.public_id])


def _ended(told: Told) -> str:
    """To the roles of the region; whose role it was, to their own account."""
    own = told.notice.user_id == told.about.user_id
    return reverse("mfa_index" if own else "desk:roles")


def _seat(name: str, told: Told) -> str:
    return reverse(name, args=[told.number, told.about.public_id])


def _page(name: str) -> Callable[[Told], str]:
    return lambda told: reverse(name, args=[told.number])


PLACES: dict[Kind, Callable[[Told], str]] = {
    Kind.MEETING_PLANNED: _meeting,
    Kind.MEETING_MOVED: _meeting,
    Kind.MEETING_CANCELLED: _page("meetings:meetings"),
    Kind.MEETING_SOON: _meeting,
    Kind.DAYS_ASKED: _poll,
    Kind.GUEST_INVITED: _page("meetings:as_guest"),
    Kind.GUEST_NOT_NEEDED: _page("desk:case"),
    Kind.REPORT_READY: _meeting,
    Kind.PROMISE_MADE: _page("cases:promises"),
    Kind.PROMISE_SOON: _page("cases:promises"),
    Kind.PROMISE_LATE: _page("cases:promises"),
    Kind.COLLEAGUE_LATE: lambda _: reverse("desk:people"),
    Kind.HELP_ASKED: _box,
    Kind.BOX_WAITS: _box,
    Kind.NO_FOLLOW_UP: _page("cases:next_step"),
    Kind.EMPTY_SUPPORT: _page("cases:team"),
    Kind.HANDOFF_WAITS: _handoff,
    Kind.HANDOFF_ANSWERED: _sender,
    Kind.TABLE_WITHOUT_CHAIR: _table,
    Kind.TABLE_SEATED: _table,
    Kind.TABLE_CHAIRED: _table,
    Kind.TABLE_LEFT: _table,
    Kind.TABLE_UNCHAIRED: _table,
    Kind.TABLE_MEETING_OFF: _table,
    Kind.TABLE_STOPPED: _table,
    Kind.ITEM_WAITS: _item,
    Kind.ITEM_DECIDED: _page("tables:bring"),
    Kind.RECOVERY_ASKED: lambda _: reverse("desk:recoveries"),
    Kind.RECOVERY_WIDE: lambda _: reverse("desk:recoveries"),
    Kind.HALF_LAPSED: lambda _: reverse("desk:recoveries"),
    Kind.RECOVERY_STOPPED: lambda _: reverse("desk:recoveries"),
    Kind.RESET_AGREED: lambda _: reverse("desk:recoveries"),
    Kind.RESET_STOPPED: lambda _: reverse("desk:recoveries"),
    Kind.DEATH_REPORTED: lambda _: reverse("desk:deaths"),
    Kind.DEATH_CONFIRMED: lambda _: reverse("desk:deaths"),
    Kind.DEATH_UNDONE: lambda _: reverse("desk:deaths"),
    Kind.ACCESS_ASKED: lambda _: reverse("desk:recoveries"),
    Kind.ACCESS_WORKS: lambda _: reverse("desk:recoveries"),
    Kind.ACCESS_BACK: lambda _: reverse("desk:my_work"),
    Kind.ROLE_PROPOSED: _role,
    Kind.ROLE_AGREED: _role,
    Kind.ROLE_REFUSED: _role,
    Kind.ROLE_ENDED: _ended,
    Kind.OFFER_ACCEPTED: _invited,
    Kind.OFFER_DECLINED: _invited,
    Kind.OFFER_WITHDRAWN: _invited,
    Kind.SEAT_TAKEN: _page("cases:team"),
    Kind.CLIENT_CAME_IN: _page("cases:team"),
    Kind.COORDINATION_ASKED: lambda told: _seat("cases:answer_seat", told),
    Kind.COORDINATION_REFUSED: _page("cases:team"),
    Kind.COORDINATION_SETTLED: _page("cases:team"),
    Kind.COORDINATION_PASSED: _page("cases:team"),
    Kind.SEAT_STOPPED: _page("cases:team"),
    Kind.COLLEAGUE_STOPPED: lambda _: reverse("desk:people"),
    Kind.SEAT_END_ASKED: lambda told: _seat("cases:answer_seat", told),
    Kind.SEAT_OPENED: _page("cases:team"),
    Kind.SEAT_ENDED: _page("cases:team"),
    Kind.COLLEAGUE_SETTLED: lambda _: reverse("desk:people"),
    Kind.ON_PAPER: _page("desk:letter"),
    Kind.MANY_QUESTIONS: lambda _: reverse("desk:access_log"),
    Kind.MANY_INVITATIONS: lambda _: reverse("desk:access_log"),
}

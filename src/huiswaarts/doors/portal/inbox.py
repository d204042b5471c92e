"""Messages for a client or relative, in sentences, with where each leads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiswaarts.casework.journey.news import Told
from huiswaarts.foundation.common.sentences import filled
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind
ANSWERED = _("De vraag over {name} in je team is afgerond")
GONE = _("Dit bericht gaat over iets wat je niet meer ziet.")
SENTENCES: dict[Kind, str | Promise] = {
    Kind.MEETING_PLANNED: _("Je team ziet elkaar op {when}"),
    Kind.MEETING_MOVED: _("Het overleg is verzet. Het is nu op {when}"),
    Kind.MEETING_CANCELLED: _("Het overleg van {day} gaat niet door"),
    Kind.MEETING_SOON: _("Bijna: je overleg, {when}"),
    Kind.DAYS_ASKED: _("Wanneer kun jij? Je team zoekt een dag"),
    Kind.GUEST_ASKED: _("Je team vraagt iemand van {party} om mee te denken, als gast"),
    Kind.GUEST_READS: _("Een gast komt op {day} bij je overleg, en leest daarvan één punt"),
    Kind.NOT_THIS_TIME: _("Bij een overleg hoef jij deze keer niet te zijn"),
    Kind.REPORT_READY: _("Het verslag staat klaar om te lezen"),
    Kind.PROMISE_MADE: _("Nieuwe afspraak voor jou: {what}"),
    Kind.PROMISE_SOON: _("Bijna, {day}: {what}"),
    Kind.PROMISE_LATE: _("Dit staat nog open: {what}. Lukt het niet? Zeg het tegen je begeleider"),
    Kind.ITEM_DECIDED: _("Er is een besluit over wat je team vroeg aan een andere tafel"),
    Kind.RECOVERY_ASKED: _("Iemand kan niet meer inloggen. Zag jij deze persoon ook?"),
    Kind.HALF_LAPSED: _(
        "Twee anderen zagen ook wie niet kan inloggen, en bevestigden dat. De halve "
        "code die je gaf, werkt niet"
    ),
    Kind.RECOVERY_STOPPED: _(
        "Een verzoek om iemand weer te laten inloggen is gestopt. De codes ervan werken niet meer"
    ),
    Kind.DEATH_UNDONE: _("Er was gemeld dat je bent overleden. Dat is hersteld"),
    Kind.ACCESS_ASKED: _(
        "Iemand vroeg om jouw account weer open te maken. Ben jij dat niet? Stop het"
    ),
    Kind.ACCESS_WORKS: _("De code om weer in te loggen, werkt nu"),
    Kind.ACCESS_BACK: _("Wat alleen jij leest, is weer open"),
    Kind.OFFER_ACCEPTED: _("De uitnodiging aan {what} is aangenomen"),
    Kind.OFFER_DECLINED: _("De uitnodiging aan {what} is niet aangenomen"),
    Kind.SEAT_TAKEN: _("{name} zit nu in je team. Kijk wat deze persoon ziet"),
    Kind.COORDINATION_ASKED: _("{name} wil je plan gaan bewaken. Zeg wat jij vindt"),
    Kind.COORDINATION_SETTLED: _("De vraag of {name} je plan gaat bewaken, is afgerond"),
    Kind.COORDINATION_PASSED: _("{coordinator} bewaakt nu je plan"),
    Kind.SEAT_END_ASKED: _("{name} ziet nu even niets. Mag deze persoon stoppen in je team?"),
    Kind.SEAT_OPENED: _("{name} kijkt weer mee in je team"),
    Kind.SEAT_ENDED: _("{name} zit niet meer in je team"),
    Kind.BOX_WAITS: _("De doos {box} is vol. Klopt het?"),
}

# For a relative to whom the case is closed now: what happened, and nothing of the case.
GONE_BUT: dict[Kind, str | Promise] = {
    Kind.SEAT_STOPPED: _("Je kijkt nu even niet mee. Binnen twee werkdagen hoor je meer."),
    Kind.SEAT_ENDED: _("Je plek in een team is gestopt."),
}


@dataclass(frozen=True)
class Line:
    """One message as shown."""

    told: Told
    words: str


def line(told: Told) -> Line:
    sentence = SENTENCES.get(Kind(told.notice.kind))
    if told.is_gone and told.notice.kind in GONE_BUT:
        return Line(told, str(GONE_BUT[Kind(told.notice.kind)]))
    if told.is_gone or sentence is None:
        return Line(told, str(GONE))
    if told.is_answered:
        return Line(told, filled(str(ANSWERED), told.facts(client=True)))
    return Line(told, filled(str(sentence), told.facts(client=True)))


def place_of(told: Told) -> str:
    """Where a message leads; to the list when what it is about is gone."""
    place = PLACES.get(Kind(told.notice.kind))
    return reverse("portal:inbox") if told.is_gone or place is None else place(told)


def _meeting(told: Told) -> str:
    return reverse("portal:meeting", args=[told.number, told.about.public_id])


def _promises(told: Told) -> str:
    return reverse("portal:promises", args=[told.number])


def _asked_of_me(told: Told) -> str:
    """The question; once it is decided, that page says how it stands."""
    return reverse("portal:answer_seat", args=[told.number, told.about.public_id])


PLACES: dict[Kind, Callable[[Told], str]] = {
    Kind.MEETING_PLANNED: _meeting,
    Kind.MEETING_MOVED: _meeting,
    Kind.MEETING_CANCELLED: lambda told: reverse("portal:meetings", args=[told.number]),
    Kind.MEETING_SOON: _meeting,
    Kind.GUEST_ASKED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.GUEST_READS: lambda told: reverse("portal:meetings", args=[told.number]),
    Kind.NOT_THIS_TIME: lambda told: reverse("portal:meetings", args=[told.number]),
    Kind.DAYS_ASKED: lambda told: reverse("portal:days", args=[told.number]),
    Kind.REPORT_READY: _meeting,
    Kind.ITEM_DECIDED: lambda told: reverse("portal:meetings", args=[told.number]),
    Kind.PROMISE_MADE: _promises,
    Kind.PROMISE_SOON: _promises,
    Kind.PROMISE_LATE: _promises,
    Kind.RECOVERY_ASKED: lambda _: reverse("desk:recoveries"),
    Kind.HALF_LAPSED: lambda _: reverse("desk:recoveries"),
    Kind.RECOVERY_STOPPED: lambda _: reverse("desk:recoveries"),
    Kind.DEATH_UNDONE: lambda _: reverse("portal:home"),
    Kind.ACCESS_ASKED: lambda _: reverse("desk:recoveries"),
    Kind.ACCESS_WORKS: lambda _: reverse("desk:recoveries"),
    Kind.ACCESS_BACK: lambda _: reverse("portal:home"),
    Kind.OFFER_ACCEPTED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.OFFER_DECLINED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.SEAT_TAKEN: lambda told: reverse("portal:team", args=[told.number]),
    Kind.COORDINATION_ASKED: _asked_of_me,
    Kind.COORDINATION_SETTLED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.COORDINATION_PASSED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.SEAT_END_ASKED: _asked_of_me,
    Kind.SEAT_OPENED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.SEAT_ENDED: lambda told: reverse("portal:team", args=[told.number]),
    Kind.BOX_WAITS: lambda told: reverse("portal:box", args=[told.number, told.box_code]),
}

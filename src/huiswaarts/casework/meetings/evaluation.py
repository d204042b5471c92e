"""What an evaluation asks: how the living goes, in the order of an ordinary talk at home.

The topics are those of the evaluation form of the domain reference; the client reads them
beforehand.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiswaarts.casework.meetings.models import Meeting

LIVING = (
    _("Hoe is het om hier te wonen? Wat gaat goed, en wat minder?"),
    _("Hoe zijn het huis en de plek eromheen?"),
    _("Hoe gaat het met de buren? Is er iets om over te praten?"),
    _("Wie is er dichtbij voor je?"),
    _("Lukt het met de huur? En zo niet, wat spreken we af?"),
    _("Wat wilde je bereiken, en hoe staat het daarmee?"),
    _("Welke hulp wil je houden, en welke niet meer? Is hulp er op tijd?"),
    _("Kan het huis op je eigen naam? Wat is daar nog voor nodig?"),
)
GOODBYE = (
    _("Wat heeft jou het meest geholpen?"),
    _("Wat hadden wij anders moeten doen?"),
    _("Wie bel je als het even minder gaat?"),
)
QUESTIONS = {Meeting.Kind.EVALUATION: LIVING, Meeting.Kind.CLOSING: GOODBYE}


def questions_of(meeting: Meeting) -> tuple[Promise, ...]:
    """None for a meeting of another kind, or one that was."""
    return QUESTIONS.get(Meeting.Kind(meeting.kind), ()) if meeting.is_planned else ()

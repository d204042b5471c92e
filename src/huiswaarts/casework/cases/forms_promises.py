"""Who does what, and when: the forms of a promise."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from huiswaarts.casework.cases.actions.promises import MOST
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common.forms import (
    DayField,
    KeptText,
    OnceForm,
    VersionForm,
    choice_field,
)

NO_MEDICAL = "Geen medische informatie: het team leest dit."
WHOLE_PLAN = (str(int(Topic.REPORT)), "Het hele plan")
People = Iterable[tuple[str, str]]  # public id of a seat, and a name


class OwnerAndDay(forms.Form):
    """Exactly one owner and one day; a day that is over is asked about."""

    owner = forms.ChoiceField(label="Wie doet het?")
    due_on = DayField(label="Uiterlijk op welke dag?")

    def offer(self, people: People) -> None:
        choice_field(self, "owner").choices = [("", "Kies"), *people]

    def check_day(self, today: dt.date) -> None:
        day = self.cleaned_data.get("due_on")
        if day is not None and day < today:
            self.add_error("due_on", "Deze dag is al voorbij. Kies vandaag of later.")


class PromiseForm(OwnerAndDay, OnceForm):
    what = KeptText(label="Wat spreken jullie af?", max_length=MOST, help_text=NO_MEDICAL)
    about = forms.ChoiceField(
        label="Waar gaat het over?",
        help_text="Wie deze doos ziet, ziet ook de afspraak.",
        initial=WHOLE_PLAN[0],
    )
    field_order = ("key", "what", "owner", "due_on", "about")

    def __init__(
        self, *args: Any, people: People, topics: People, today: dt.date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.offer(people)
        self.today = today
        choice_field(self, "about").choices = list(topics)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check_day(self.today)
        return cleaned


class ChangePromiseForm(OwnerAndDay, VersionForm):
    why = KeptText(label="Waarom verandert dit?", max_length=MOST, help_text=NO_MEDICAL)
    field_order = ("key", "version", "owner", "due_on", "why")

    def __init__(self, *args: Any, people: People, today: dt.date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.again = {"people": people, "today": today}
        self.offer(people)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check_day(self.today)
        return cleaned


class WithdrawPromiseForm(VersionForm):
    why = KeptText(label="Waarom hoeft dit niet meer?", max_length=MOST, help_text=NO_MEDICAL)

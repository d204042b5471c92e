"""The forms around finding a day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from huiswaarts.casework.meetings.actions.polls import Asked
from huiswaarts.casework.meetings.forms import LENGTHS
from huiswaarts.casework.meetings.models import Meeting, PollAnswer, PollDay
from huiswaarts.casework.meetings.policies_polls import FEWEST, MOST, days
from huiswaarts.foundation.common.dates import date_and_time, local_moment
from huiswaarts.foundation.common.forms import DayField, OnceForm

TIME = "Vul een tijd in, bijvoorbeeld 14:00."


class AskDaysForm(OnceForm):
    """Two to six moments, each a day and a time; an empty row asks nothing."""

    kind = forms.ChoiceField(label="Wat voor overleg?", choices=Meeting.Kind.choices)
    minutes = forms.TypedChoiceField(label="Hoe lang?", choices=LENGTHS, coerce=int, initial=60)
    place = forms.ChoiceField(label="Waar?", choices=Meeting.Place.choices)

    def __init__(self, *args: Any, at: dt.datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.at = at
        for n in range(1, MOST + 1):
            wanted = n <= FEWEST
            self.fields[f"day_{n}"] = DayField(label=f"Dag {n}", required=wanted)
            self.fields[f"time_{n}"] = forms.TimeField(
                label="Hoe laat?",
                required=wanted,
                initial="14:00" if wanted else None,
                widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
                error_messages={"invalid": TIME},
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"day_{n}"], self[f"time_{n}"]) for n in range(1, MOST + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for n in range(1, MOST + 1):
            if cleaned.get(f"day_{n}") and not cleaned.get(f"time_{n}"):
                self.add_error(f"time_{n}", TIME)
        if not self.errors:
            fits = days(self.moments(), self.at)
            if not fits:
                self.add_error("day_1", fits.reason)
        return cleaned

    def moments(self) -> list[dt.datetime]:
        said = self.cleaned_data
        return [
            local_moment(said[f"day_{n}"], said[f"time_{n}"])
            for n in range(1, MOST + 1)
            if said.get(f"day_{n}")
        ]

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(said["kind"], said["minutes"], said["place"], self.moments())


def can_words(can: str) -> str:
    return {
        PollAnswer.Can.YES: _("Dan kan ik"),
        PollAnswer.Can.MAYBE: _("Liever niet"),
        PollAnswer.Can.NO: _("Dan kan ik niet"),
    }[PollAnswer.Can(can)]


class CanForm(forms.Form):
    """For each day whether one can; a day may stay open."""

    def __init__(
        self, *args: Any, days: Iterable[PollDay], mine: dict[str, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.days = {day.public_id: day for day in days}
        for key, day in self.days.items():
            self.fields[key] = forms.ChoiceField(
                label=capfirst(date_and_time(timezone.localtime(day.begins_at))),
                choices=[(can, can_words(can)) for can in PollAnswer.Can.values],
                widget=forms.RadioSelect,
                required=False,
                initial=mine.get(key),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Kies bij minstens één dag."))
        return cleaned

    def said(self) -> dict[PollDay, str]:
        return {self.days[key]: can for key, can in self.cleaned_data.items() if can}


class ChosenForm(forms.Form):
    """Which version of the question was on the screen."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)

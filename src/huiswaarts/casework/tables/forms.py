"""The forms of tables."""

import datetime as dt
from typing import Any

from django import forms

from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import TRIED_LINES, Handoff, Table, TableItem, TableSeat
from huiswaarts.casework.tables.policies import CASEWORK, CHAIR_WORKS, WHY
from huiswaarts.foundation.common.dates import local_moment
from huiswaarts.foundation.common.forms import (
    DayField,
    KeptText,
    OnceForm,
    RowChoice,
    VersionForm,
    choice_field,
    row_field,
)

NO_NAMES = "Schrijf geen namen op, en niets waaraan iemand te herkennen is."
LONG = forms.Textarea(attrs={"rows": 5})


class PersonChoice(RowChoice):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name}, {obj.organisation.name}"


class TableForm(OnceForm):
    kind = forms.ChoiceField(label="Wat voor tafel?", choices=Table.Kind.choices)
    name = KeptText(label="Hoe heet de tafel?", max_length=actions.NAME)
    purpose = KeptText(label="Waar is de tafel voor?", max_length=actions.PURPOSE)
    weeks = forms.IntegerField(label="Om de hoeveel weken?", min_value=1, max_value=26, initial=6)
    chair = PersonChoice(
        label="Wie zit de tafel voor?",
        help_text="Iemand anders dan u. De voorzitter legt besluiten vast.",
    )
    why_new = KeptText(
        label="Waarom kan dit niet aan een bestaande tafel?",
        max_length=actions.PURPOSE,
        required=False,
    )

    def __init__(self, *args: Any, others: int, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.others = others
        row_field(self, "chair").queryset = people
        if not others:
            del self.fields["why_new"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.others and not cleaned.get("why_new") and "why_new" not in self.errors:
            self.add_error("why_new", WHY)
        chair = cleaned.get("chair")
        if cleaned.get("kind") == Table.Kind.CASE and chair and chair.role not in CASEWORK:
            self.add_error("chair", CHAIR_WORKS)
        return cleaned

    def plan(self) -> actions.Plan:
        asked = [name for name in self.fields if name not in ("key", "chair")]
        said = {name: self.cleaned_data.get(name, "") for name in asked}
        return actions.Plan(**said)


class SeatForm(OnceForm):
    member = PersonChoice(label="Wie komt erbij?")
    mandate = KeptText(
        label="Waarover mag deze persoon beslissen?",
        max_length=actions.MANDATE,
        help_text="Bijvoorbeeld: voorrang geven op een woning.",
    )

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        row_field(self, "member").queryset = people


class ChairForm(VersionForm):
    to = forms.ChoiceField(label="Wie wordt voorzitter?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: list[TableSeat], **more: Any) -> None:
        super().__init__(*args, **more)
        self.seats = {one.public_id: one for one in seats}
        self.again = {"seats": seats}
        choice_field(self, "to").choices = [
            (key, f"{one.membership.user.name}, {one.membership.organisation.name}")
            for key, one in self.seats.items()
        ]

    def seat(self) -> TableSeat:
        return self.seats[self.cleaned_data["to"]]


class StopForm(VersionForm):
    """Asks nothing but whether you are sure."""


class TableMeetingForm(OnceForm):
    day = DayField(label="Op welke dag?")
    time = forms.TimeField(
        label="Hoe laat?",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Vul een tijd in, bijvoorbeeld 14:00."},
    )
    minutes = forms.TypedChoiceField(
        label="Hoe lang?", choices=[(n, f"{n} minuten") for n in (60, 90, 120)], coerce=int
    )
    place = KeptText(label="Waar?", max_length=actions.PLACE)

    def __init__(self, *args: Any, at: dt.datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.at = at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("day"), cleaned.get("time")
        if day and time and local_moment(day, time) < self.at:
            self.add_error("day", "Deze dag is al geweest.")
        return cleaned

    def when(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "begins_at": local_moment(said["day"], said["time"]),
            "minutes": said["minutes"],
            "place": said["place"],
        }


class HandoffForm(OnceForm):
    to = forms.ChoiceField(label="Aan welke tafel?")
    kind = forms.ChoiceField(label="Wat geeft u door?", choices=Handoff.Kind.choices)
    subject = KeptText(label="Waar gaat het over?", max_length=actions.SUBJECT, help_text=NO_NAMES)

    def __init__(self, *args: Any, tables: list[Table], **more: Any) -> None:
        super().__init__(*args, **more)
        choice_field(self, "to").choices = [(one.public_id, one.name) for one in tables]


class AnswerForm(OnceForm):
    answer = KeptText(
        label="Wat is het antwoord van deze tafel?",
        max_length=actions.ANSWER,
        help_text=NO_NAMES,
        widget=LONG,
    )


class BringForm(OnceForm):
    table = forms.ChoiceField(label="Aan welke casustafel?")
    tried = KeptText(
        label="Wat is al geprobeerd?",
        max_length=items.TRIED,
        help_text=f"Hoogstens {TRIED_LINES} regels. Geen medische informatie.",
        widget=LONG,
    )
    question = KeptText(label="Wat vraagt u aan de tafel?", max_length=items.QUESTION)
    client_knows = forms.ChoiceField(
        label="Weet de cliënt dit?", choices=TableItem.Knows.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, tables: list[Table], **more: Any) -> None:
        super().__init__(*args, **more)
        choice_field(self, "table").choices = [(one.public_id, one.name) for one in tables]

    def clean_tried(self) -> str:
        tried: str = self.cleaned_data["tried"]
        if len(tried.splitlines()) > TRIED_LINES:
            message = f"Houd het bij {TRIED_LINES} regels: de tafel leest dit in een minuut."
            raise forms.ValidationError(message)
        return tried

    def asked(self) -> items.Question:
        said = self.cleaned_data
        return items.Question(said["tried"], said["question"], said["client_knows"])


class DecideForm(VersionForm):
    decision = KeptText(
        label="Wat besluit de tafel?",
        max_length=items.DECISION,
        help_text="De cliënt en het team lezen dit.",
        widget=LONG,
    )
    deviation = KeptText(
        label="Wijkt dit af van een regel? Van welke, en waarom mag dat?",
        max_length=items.DEVIATION,
        required=False,
    )
    pattern = forms.ChoiceField(
        label="Is dit eenmalig of een patroon?",
        choices=TableItem.Pattern.choices,
        widget=forms.RadioSelect,
    )

    def verdict(self) -> items.Verdict:
        said = self.cleaned_data
        return items.Verdict(said["decision"], said["pattern"], said["deviation"])

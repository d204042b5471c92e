"""The forms around a meeting."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from huiswaarts.casework.cases.models import Document, TeamMember
from huiswaarts.casework.meetings.actions.meetings import (
    BEHIND,
    POINT,
    REASON,
    Plan,
    Point,
)
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.common.dates import local_moment
from huiswaarts.foundation.common.forms import (
    DayField,
    KeptText,
    OnceForm,
    VersionForm,
    choice_field,
)
from huiswaarts.institutions.bottlenecks.models import Bottleneck

NO_MEDICAL = "Geen medische informatie: het team leest dit."
LENGTHS = [(n, f"{n} minuten") for n in (30, 45, 60, 90, 120)]


class PlanForm(OnceForm):
    kind = forms.ChoiceField(label="Wat voor overleg?", choices=Meeting.Kind.choices)
    day = DayField(label="Op welke dag?")
    time = forms.TimeField(
        label="Hoe laat?",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Vul een tijd in, bijvoorbeeld 14:00."},
    )
    minutes = forms.TypedChoiceField(label="Hoe lang?", choices=LENGTHS, coerce=int, initial=60)
    place = forms.ChoiceField(label="Waar?", choices=Meeting.Place.choices)
    why = KeptText(
        label="Was het al geweest? Schrijf op waarom u het nu pas vastlegt",
        max_length=REASON,
        required=False,
    )

    def __init__(self, *args: Any, at: dt.datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.again = {"at": at}
        self.at = at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("day"), cleaned.get("time")
        if day and time and local_moment(day, time) < self.at and not cleaned.get("why"):
            self.add_error("why", "Dit overleg is in het verleden. Schrijf op waarom.")
        return cleaned

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            kind=said["kind"],
            begins_at=local_moment(said["day"], said["time"]),
            minutes=said["minutes"],
            place=said["place"],
            why=said["why"],
        )


class MoveForm(PlanForm, VersionForm):
    field_order = ("key", "version")


def told(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of a meeting that is there."""
    begins = timezone.localtime(meeting.begins_at)
    return {
        "version": meeting.version,
        "kind": meeting.kind,
        "day": begins.date(),
        "time": begins.time(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "why": meeting.why,
    }


class CancelForm(VersionForm):
    why = KeptText(label="Waarom gaat het niet door?", max_length=REASON, help_text=NO_MEDICAL)


class PointForm(OnceForm):
    what = KeptText(label="Waar wilt u het over hebben?", max_length=POINT, help_text=NO_MEDICAL)
    is_demand = forms.BooleanField(label="Dit is een voorwaarde of eis", required=False)
    behind = KeptText(
        label="Welke zorg, wens of beperking zit hierachter?",
        max_length=BEHIND,
        required=False,
        help_text="Het hele team ziet beide zinnen. Zo zoekt u samen een oplossing voor de zorg.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_demand") and not cleaned.get("behind"):
            self.add_error("behind", "Schrijf op wat er achter de eis zit.")
        return cleaned

    def point(self) -> Point:
        said = self.cleaned_data
        return Point(said["what"], said["is_demand"], said["behind"])


class RegisterField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_category_display()})"


class BottleneckForm(OnceForm):
    """One of the register, as the writer sees it."""

    bottleneck = RegisterField(
        label="Wat houdt het op?",
        queryset=None,
        to_field_name="public_id",
        empty_label="Kies een knelpunt",
    )

    def __init__(self, *args: Any, register: QuerySet[Bottleneck], **more: Any) -> None:
        super().__init__(*args, **more)
        cast("RegisterField", self.fields["bottleneck"]).queryset = register


class GuestForm(OnceForm):
    """Who comes for this point, and which documents of the meeting that guest reads too."""

    guest = forms.ChoiceField(label="Wie is te gast?")
    documents = forms.MultipleChoiceField(
        label="Welke documenten leest de gast ook?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, guests: list[TeamMember], documents: list[Document], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.guests = {seat.public_id: seat for seat in guests}
        self.papers = {one.public_id: one for one in documents}
        choice_field(self, "guest").choices = [
            (key, f"{seat.membership.user.name}, {seat.organisation.name}")
            for key, seat in self.guests.items()
            if seat.membership and seat.organisation
        ]
        choice_field(self, "documents").choices = [(k, one.name) for k, one in self.papers.items()]
        lent = [key for key, one in self.papers.items() if one.guest_pass_id]
        self.initial.setdefault("documents", lent)
        if not documents:
            del self.fields["documents"]

    def seat(self) -> TeamMember:
        return self.guests[self.cleaned_data["guest"]]

    def chosen(self) -> list[Document]:
        return [self.papers[key] for key in self.cleaned_data.get("documents", ())]


class ReportForm(forms.Form):
    """The draft, as it is saved at each pause; too long is said, and nothing is cut off."""

    text = forms.CharField(required=False, max_length=20_000, strip=False)
    base = forms.CharField(required=False, max_length=20_000, strip=False)


class PresenceForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    client_presence = forms.ChoiceField(
        label="Is de cliënt erbij?",
        choices=Meeting.Presence.choices,
        widget=forms.RadioSelect,
    )
    presence_why = KeptText(
        label="Wilde de cliënt er niet bij zijn? Schrijf op waarom, in de eigen woorden",
        max_length=REASON,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chose_not_to = cleaned.get("client_presence") == Meeting.Presence.CHOSE_NOT_TO
        if chose_not_to and not cleaned.get("presence_why"):
            self.add_error("presence_why", "Schrijf op waarom, in de woorden van de cliënt.")
        return cleaned

"""That one saw somebody who cannot sign in any more: when and where, nothing else."""

import datetime as dt
from typing import Any

from django import forms

from huiswaarts.foundation.accounts.models import RecoveryStatement
from huiswaarts.foundation.common.forms import DayField, OnceForm

LONG_AGO = dt.timedelta(days=7)


class SeenForm(OnceForm):
    seen_on = DayField(label="Op welke dag zag u deze persoon?")
    place = forms.ChoiceField(
        label="Waar was dat?",
        choices=RecoveryStatement.Place.choices,
        widget=forms.RadioSelect,
        help_text="Schrijf nergens op hoe het met iemand gaat.",
    )

    def __init__(self, *args: Any, today: dt.date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["seen_on"].initial = today

    def clean_seen_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["seen_on"]
        if not self.today - LONG_AGO <= day <= self.today:
            raise forms.ValidationError("Kies een dag van de afgelopen week.")
        return day


class DeskForm(SeenForm):
    login = forms.CharField(
        label="Inlognaam of e-mailadres",
        max_length=254,
        help_text="Laat de persoon dit zelf zeggen. Vraag naar een bewijs wie het is.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("login", "seen_on", "place")

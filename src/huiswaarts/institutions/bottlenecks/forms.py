"""The forms of the register."""

from typing import Any

from django import forms

from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.common.forms import OnceForm
from huiswaarts.institutions.bottlenecks.actions import DESCRIPTION, TITLE, Words
from huiswaarts.institutions.bottlenecks.models import Bottleneck
from huiswaarts.institutions.bottlenecks.nobody import about_nobody

NO_NAMES = "Schrijf geen namen op, en niets waaraan iemand te herkennen is."


class AboutNobody(forms.CharField):
    """A text for the register: what points to a person is refused, with the reason."""

    def __init__(self, *, most: int, **more: Any) -> None:
        super().__init__(max_length=most, **more)
        self.most = most

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return about_nobody(text, max_length=self.most)
        except RefusedTextError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class NoteForm(OnceForm):
    title = AboutNobody(label="Wat gaat er steeds mis?", most=TITLE)
    category = forms.ChoiceField(label="Waar hoort het bij?", choices=Bottleneck.Category.choices)
    description = AboutNobody(
        label="Wat gebeurt er dan?",
        most=DESCRIPTION,
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reach = forms.ChoiceField(
        label="Hoe ver reikt het, denkt u?",
        choices=Bottleneck.Reach.choices,
        initial=Bottleneck.Reach.REGION,
        widget=forms.RadioSelect,
    )

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in self.fields if name != "key"})


class FilterForm(asked.FilterForm):
    NEW, RECOGNISED = "nieuw", "herkend"

    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle soorten"), *Bottleneck.Category.choices]
    )
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Nieuw en herkend"),
            (NEW, "Nieuw: één organisatie"),
            (RECOGNISED, "Herkend: meer organisaties"),
        ],
    )

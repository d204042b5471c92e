"""The forms of the register."""

from django import forms

from huiswaarts.foundation.common.forms import KeptText, OnceForm
from huiswaarts.institutions.bottlenecks.actions import DESCRIPTION, TITLE, Words
from huiswaarts.institutions.bottlenecks.models import Bottleneck

NO_NAMES = "Schrijf geen namen op, en niets waaraan iemand te herkennen is."


class NoteForm(OnceForm):
    title = KeptText(label="Wat gaat er steeds mis?", max_length=TITLE)
    category = forms.ChoiceField(label="Waar hoort het bij?", choices=Bottleneck.Category.choices)
    description = KeptText(
        label="Wat gebeurt er dan?",
        max_length=DESCRIPTION,
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


class FilterForm(forms.Form):
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle soorten"), *Bottleneck.Category.choices]
    )
    alleen = forms.BooleanField(label="Alleen wat meer organisaties herkennen", required=False)

from typing import Any

from django import forms

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_choices import municipalities_of
from huiswaarts.doors.desk.queries_cases import Filters
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.asked import FilterForm
from huiswaarts.foundation.common.forms import QuickSelect, choice_field

HIGHEST_PAGE = 10_000


class CaseFilter(FilterForm):
    """What stands above the list. A value that does not exist narrows to nothing."""

    sealed = ("zoek",)

    zoek = forms.CharField(label="Zoek op naam of nummer", required=False, max_length=120)
    fase = forms.ChoiceField(
        label="Fase",
        required=False,
        choices=[("", "Alle fasen"), *Case.Phase.choices],
        widget=QuickSelect,
    )
    gemeente = forms.ChoiceField(label="Wil wonen in", required=False, widget=QuickSelect)
    van = forms.ChoiceField(
        label="Coördinatie",
        required=False,
        choices=[("", "Iedereen"), ("self", "Ikzelf"), ("organisation", "Mijn organisatie")],
        widget=QuickSelect,
    )
    laat = forms.BooleanField(label="Te laat", required=False)
    zonder = forms.BooleanField(label="Zonder vervolg", required=False)
    voorbij = forms.BooleanField(label="Ook wat voorbij is", required=False)
    pagina = forms.IntegerField(
        required=False, min_value=1, max_value=HIGHEST_PAGE, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        self.places = list(municipalities_of(actor))
        choices = [(place.code, place.name) for place in self.places]
        choice_field(self, "gemeente").choices = [("", "Alle gemeenten"), *choices]

    def filters(self) -> Filters:
        said = self.cleaned_data
        return Filters(
            search=said.get("zoek", ""),
            phase=said.get("fase", ""),
            municipality=said.get("gemeente", ""),
            mine=said.get("van", ""),
            overdue=said.get("laat", False),
            unplanned=said.get("zonder", False),
            over=said.get("voorbij", False),
        )

    def page(self) -> int:
        return self.cleaned_data.get("pagina") or 1

    def asks(self) -> bool:
        """Something was narrowed, so that an empty list has another reason."""
        return self.is_valid() and self.filters() != Filters()

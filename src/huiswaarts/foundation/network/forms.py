from typing import Any

from django import forms

from huiswaarts.foundation.network.models import Membership
from huiswaarts.foundation.network.queries import HOME


class ChooseForm(forms.Form):
    membership = forms.ChoiceField(label="Voor wie werkt u nu?", widget=forms.RadioSelect)

    def __init__(
        self, *args: object, memberships: list[Membership], at_home: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field: Any = self.fields["membership"]
        field.choices = [
            (m.public_id, f"{m.organisation.name}, {m.role_label}") for m in memberships
        ]
        if at_home:
            field.label = "Waarvoor bent u hier?"
            field.choices = [(HOME, "Mijn Thuis, voor mijzelf"), *field.choices]

from django import forms

from huiswaarts.foundation.network.models import Membership


class ChooseForm(forms.Form):
    membership = forms.ChoiceField(label="Voor wie werkt u nu?", widget=forms.RadioSelect)

    def __init__(self, *args: object, memberships: list[Membership], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["membership"].choices = [  # type: ignore[attr-defined]
            (m.public_id, f"{m.organisation.name}, {m.role_label}") for m in memberships
        ]

from typing import Any

from django import forms

from huiswaarts.foundation.access.role_rules import Giver, roles_by
from huiswaarts.foundation.common.forms import AddressField, InvitingForm, KeptText, choice_field


class InviteColleague(InvitingForm):
    name = KeptText(label="Naam", max_length=120)
    email = AddressField(
        label="E-mailadres van het werk",
        help_text="Hier komt een bericht met een link, waarmee iemand ja of nee zegt.",
    )
    role = forms.ChoiceField(
        label="Wat doet deze persoon?",
        help_text="Rollen voor de hele regio staan er niet bij: die regelt de regiobeheerder.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        choice_field(self, "role").choices = roles_by(Giver.ORGANISATION, kind)


class EndMembership(forms.Form):
    reason = KeptText(
        label="Waarom stopt deze persoon?",
        max_length=200,
        help_text="Kort. Het team leest dit bij de lege stoel.",
    )

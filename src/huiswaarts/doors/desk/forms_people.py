from django import forms

from huiswaarts.foundation.access.roles import ROLE_CHOICES
from huiswaarts.foundation.common.forms import AddressField


class InviteColleague(forms.Form):
    name = forms.CharField(label="Naam", max_length=120)
    email = AddressField(
        label="E-mailadres van het werk",
        help_text="Hier komt een bericht met een link. De link werkt één keer, 24 uur lang.",
    )
    role = forms.ChoiceField(label="Wat doet deze persoon?", choices=ROLE_CHOICES)
    key = forms.UUIDField(widget=forms.HiddenInput)


class EndMembership(forms.Form):
    reason = forms.CharField(
        label="Waarom stopt deze persoon?",
        max_length=200,
        help_text="Kort. Het team leest dit bij de lege stoel.",
    )

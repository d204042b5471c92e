from collections.abc import Iterable
from typing import Any

from django import forms

from huiswaarts.foundation.access.role_rules import Giver, exists_in, roles_by
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.common.forms import (
    AddressField,
    InvitingForm,
    KeptText,
    OnceForm,
    choice_field,
)
from huiswaarts.foundation.network.models import Organisation


class ProposeRole(InvitingForm, OnceForm):
    name = KeptText(label="Naam", max_length=120)
    email = AddressField(
        label="E-mailadres van het werk",
        help_text="Hier komt pas bericht als een tweede persoon akkoord is.",
    )
    organisation = forms.ChoiceField(label="Bij welke organisatie?")
    role = forms.ChoiceField(label="Welke rol?", widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        central: Organisation | None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.found = {one.public_id: one for one in organisations}
        self.central = central
        choice_field(self, "organisation").choices = [
            ("", "Kies"),
            *((key, f"{one.name} ({one.get_kind_display()})") for key, one in self.found.items()),
        ]
        there = {key for one in self.found.values() for key, _ in self._roles(one)}
        choice_field(self, "role").choices = [
            (key, f"{role.label[:1].upper()}{role.label[1:]}: {role.description}")
            for key, role in ROLES.items()
            if key in there
        ]

    def _roles(self, one: Organisation) -> list[tuple[str, str]]:
        return roles_by(Giver.REGION, one.kind, is_central=one == self.central)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        one = self.found.get(data.get("organisation", ""))
        if one is None or "role" not in data:
            return data
        if not exists_in(data["role"], one.kind, is_central=one == self.central):
            self.add_error("role", "Deze rol bestaat niet bij deze organisatie.")
        return data | {"organisation": one}


class RefuseRole(forms.Form):
    why = KeptText(
        label="Waarom niet?", max_length=200, help_text="Kort. Wie het voorstelde, leest dit."
    )


class EndRole(forms.Form):
    reason = KeptText(
        label="Waarom stopt deze rol?",
        max_length=200,
        help_text="Kort. Heeft iemand een stoel, dan leest het team dit bij de lege stoel.",
    )

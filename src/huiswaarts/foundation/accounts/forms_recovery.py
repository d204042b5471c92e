"""Forms of the ways back in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def paper_field(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
    return forms.CharField(label=label, help_text=help_text, max_length=60, widget=widget)


class SheetForm(forms.Form):
    login = forms.CharField(
        label=_("E-mailadres of inlognaam"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = paper_field(
        _("Een code van het herstelblad"), _("Neem een code die nog niet is doorgestreept.")
    )


class HalvesForm(forms.Form):
    first = paper_field(_("De ene halve code"))
    second = paper_field(_("De andere halve code"))

"""Parts that forms share: sent once, the version that was shown, a month, short texts."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.texts import MAX_LENGTH, kept

DATE = {"type": "date"}
SELECTED = SafeString(" selected")
# What is said is the same to clients and to workers.
OWN_ADDRESS = gettext_noop(
    "Dit is het eigen e-mailadres. Niemand nodigt zichzelf uit: vul het adres van de ander in."
)


class OnceForm(forms.Form):
    """A form with a key of its own, so that a doubled POST has one effect."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class VersionForm(OnceForm):
    """Also knows which version of the row the user was looking at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class DayField(forms.DateField):
    """A day, not before the first and not after the last that make sense."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE), **more)
        self.input_formats = ["%Y-%m-%d", "%d-%m-%Y"]
        self.error_messages["invalid"] = "Vul een dag in, bijvoorbeeld 03-03-2026."

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and not 2000 <= day.year <= 2100:  # noqa: PLR2004
            raise forms.ValidationError("Vul een dag in van deze tijd.")
        return day


class MonthField(forms.DateField):
    """A month as browsers send it, or as typed: 2026-10 or 10-2026."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m", attrs={"type": "month"})
        super().__init__(widget=widget, **more)
        self.input_formats = ["%Y-%m", "%m-%Y", "%m/%Y"]
        self.error_messages["invalid"] = "Vul een maand in, bijvoorbeeld 10-2026."

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and not 2000 <= day.year <= 2100:  # noqa: PLR2004
            raise forms.ValidationError("Vul een maand in van deze tijd.")
        return day


class KeptText(forms.CharField):
    """A short text as it may be kept: a BSN in it is refused, with the reason."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return kept(text, max_length=self.max_length or MAX_LENGTH)
        except RefusedTextError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def long_text(label: str, *, most: int, help_text: str = "", required: bool = True) -> KeptText:
    return KeptText(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AddressField(forms.EmailField):
    """An e-mail address, in its normal form from here on."""

    own = ""  # of whoever fills in the form: see InvitingForm

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 254} | more)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return normal.email(text) if text else ""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value == self.own:
            raise forms.ValidationError(_(OWN_ADDRESS))


class InvitingForm(forms.Form):
    """Every form with an address to invite; `by` is the user who fills it in."""

    def __init__(self, *args: Any, by: object, **more: Any) -> None:
        super().__init__(*args, **more)
        own = getattr(by, "email", None)
        for field in self.fields.values():
            if isinstance(field, AddressField):
                field.own = normal.email(own) if own else ""


def choice_field(form: forms.Form, name: str) -> forms.ChoiceField:
    """A field whose choices depend on who asks."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    return field


def row_field(form: forms.Form, name: str) -> "forms.ModelChoiceField[Any]":
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    return field


class QuickSelect(forms.Select):
    """The same list, without a template per choice: for pages that are opened all day."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((one, SELECTED if str(one) == chosen else "", label) for one, label in self.choices),
        )
        every = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(every), options)


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row of the database; which rows, the form says when it knows who asks."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=None, empty_label="Kies", **more)


class ColleagueChoice(RowChoice):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user.name)

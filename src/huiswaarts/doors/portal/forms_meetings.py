"""What a client or relative brings to a meeting, in their own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiswaarts.casework.meetings.actions.meetings import POINT
from huiswaarts.casework.meetings.models import REPORT_MOST
from huiswaarts.foundation.common.forms import KeptText, OnceForm


class MyPointForm(OnceForm):
    what = KeptText(
        label=_("Waar wil jij het over hebben?"),
        max_length=POINT,
        help_text=_("Je hele team leest dit."),
    )


class MyViewForm(forms.Form):
    words = KeptText(
        label=_("Hoe kijk jij hierop?"),
        max_length=REPORT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Je team leest dit naast het verslag. Het verslag zelf blijft zoals het is."),
    )

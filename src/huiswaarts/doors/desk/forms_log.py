from django import forms

from huiswaarts.foundation.common.asked import FilterForm
from huiswaarts.foundation.common.forms import DayField
from huiswaarts.foundation.events.models import AccessRecord, LookReview


class LogFilter(FilterForm):
    since = DayField(label="Vanaf", required=False)
    until = DayField(label="Tot en met", required=False)
    outcome = forms.ChoiceField(
        label="Uitkomst",
        required=False,
        choices=[("", "alles"), *AccessRecord.Outcome.choices],
    )
    state = forms.ChoiceField(
        label="Nazicht",
        required=False,
        choices=[("", "alles"), ("open", "nog niet nagekeken"), *LookReview.Verdict.choices],
    )
    sample = forms.BooleanField(label="Alleen de steekproef van deze week", required=False)


class Review(forms.Form):
    look = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    verdict = forms.ChoiceField(choices=LookReview.Verdict.choices)

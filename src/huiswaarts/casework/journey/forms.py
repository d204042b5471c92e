import datetime as dt
from typing import Any

from django import forms

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.journey.actions import KICKOFF
from huiswaarts.casework.journey.phases import ON_HOLD_DAYS, Step
from huiswaarts.foundation.common.forms import DayField, KeptText, OnceForm, VersionForm, long_text

NO_DETAILS = "Kort, zonder medische informatie. Het hele team leest dit."


class MoveForm(VersionForm):
    """Asks only what this step needs."""

    def __init__(self, *args: Any, case: Case, to: str, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.again = {"case": case, "to": to, "step": step}
        if step.needs_reason:
            self.fields["reason"] = long_text(
                "Waarom gaat de casus terug?", most=500, help_text=NO_DETAILS
            )
        if step.needs_outcome:
            self.fields["outcome"] = forms.ChoiceField(
                label="Hoe is het traject afgelopen?", choices=[("", "Kies"), *Case.Outcome.choices]
            )
        if to == KICKOFF and case.kickoff_on is None:
            self.fields["kickoff_on"] = DayField(label="Op welke dag is het eerste teamoverleg?")
            self.fields["late_reason"] = long_text(
                f"Waarom minder dan {case.region.kickoff_months} maanden voor de verhuizing?",
                most=300,
                required=False,
                help_text="Alleen als dat zo is. De regio telt dit, om er samen van te leren.",
            )


# What is asked with a status that is no choice of anybody.
WHY: dict[str, str] = {Case.Status.DECEASED: "Van wie hoorde u dit?"}


class StatusForm(VersionForm):
    def __init__(self, *args: Any, to: str, step: Step, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.again = {"to": to, "step": step, "today": today}
        if step.needs_reason:
            self.fields["reason"] = KeptText(
                label=WHY.get(to, "Waarom?"), max_length=200, help_text=NO_DETAILS
            )
        if to == Case.Status.ON_HOLD:
            self.fields["review_on"] = DayField(
                label="Wanneer kijkt het team opnieuw?",
                help_text=f"Binnen {ON_HOLD_DAYS // 7} weken.",
            )


class OverrideForm(OnceForm):
    why = long_text("Waarom gaat het team toch verder?", most=500, help_text=NO_DETAILS)
    review_on = DayField(label="Wanneer kijkt het team opnieuw?", help_text="Binnen een half jaar.")
    decided = forms.BooleanField(
        label="Het team heeft dit samen besloten, met de cliënt erbij",
        error_messages={"required": "Leg dit pas vast als het team het samen heeft besloten."},
    )

import datetime as dt
import re
from typing import Any

from django import forms

from huiswaarts.casework.cases.actions.register import BEGINNINGS, Registration
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.policies import first_seats
from huiswaarts.casework.cases.queries_choices import (
    colleagues_for,
    municipalities_of,
    organisations_for,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.common.forms import (
    AddressField,
    ColleagueChoice,
    DayField,
    InvitingForm,
    KeptText,
    MonthField,
    OnceForm,
    RowChoice,
    VersionForm,
    choice_field,
    row_field,
)

OLDEST = 110
YOUNGEST = 15
HAS_LETTER = re.compile(r"[^\W\d_]")


def with_empty(choices: Any) -> list[tuple[Any, Any]]:
    return [("", "Kies"), *choices]


class RegisterForm(InvitingForm, OnceForm):
    client_name = KeptText(
        label="Naam van de cliënt",
        max_length=120,
        help_text="Voornaam en achternaam, zoals de cliënt zich noemt.",
    )
    birth_year = forms.IntegerField(
        label="Geboortejaar",
        help_text="Alleen het jaar. Een geboortedatum wordt niet bewaard.",
        error_messages={"invalid": "Vul een jaar in, bijvoorbeeld 1990."},
    )
    setting = forms.ChoiceField(label="Waar woont de cliënt nu?")
    trajectory = forms.ChoiceField(
        label="Welk traject?", choices=Case.Trajectory.choices, widget=forms.RadioSelect
    )
    household = forms.ChoiceField(label="Met wie gaat de cliënt wonen?")
    municipality_origin = RowChoice(label="Gemeente van herkomst")
    municipality_stay = RowChoice(label="Gemeente van verblijf nu")
    municipality_choice = RowChoice(label="Gemeente waar de cliënt wil wonen")
    target_month = MonthField(label="In welke maand wil de cliënt verhuizen?")
    phase = forms.ChoiceField(
        label="Wil de cliënt nu beginnen?",
        widget=forms.RadioSelect,
        choices=[
            (BEGINNINGS[1], "Ja, meld aan bij Team Thuis"),
            (BEGINNINGS[0], "Nog niet, de cliënt is in beeld"),
        ],
        initial=BEGINNINGS[1],
    )
    seat_kind = forms.ChoiceField(label="Welke stoel neemt u zelf?", widget=forms.RadioSelect)
    client_email = AddressField(
        label="E-mailadres van de cliënt",
        required=False,
        help_text="De cliënt krijgt dan een uitnodiging. Zonder e-mail kan het op papier.",
    )
    went_on = forms.BooleanField(
        label="Ik heb gevraagd of dit dezelfde persoon is. Dat is niet zo. Ga door met aanmelden.",
        required=False,
    )

    def __init__(
        self, *args: Any, actor: Actor, kind: str, known: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.actor = actor
        places = municipalities_of(actor)
        for name in ("municipality_origin", "municipality_stay", "municipality_choice"):
            row_field(self, name).queryset = places
        choice_field(self, "setting").choices = with_empty(Case.Setting.choices)
        choice_field(self, "household").choices = with_empty(Case.Household.choices)
        seats = first_seats(kind)
        choice_field(self, "seat_kind").choices = [(one, SEATS[one].label) for one in seats]
        self.fields["seat_kind"].initial = seats[0] if seats else None
        if not known:
            self.fields["went_on"].widget = forms.HiddenInput()

    def show_choice(self) -> None:
        """The tick to go on appears only when someone may be known."""
        self.fields["went_on"].widget = forms.CheckboxInput()

    def clean_client_name(self) -> str:
        name = " ".join(self.cleaned_data["client_name"].split())
        if not HAS_LETTER.search(name):
            raise forms.ValidationError("Vul een naam in met letters.")
        return name

    def clean_birth_year(self) -> int:
        year = self.cleaned_data["birth_year"]
        if not self.actor.today.year - OLDEST <= year <= self.actor.today.year - YOUNGEST:
            raise forms.ValidationError("Kijk of dit jaar klopt.")
        return year

    def clean_target_month(self) -> dt.date:
        month = self.cleaned_data["target_month"]
        if month < self.actor.today.replace(day=1):
            raise forms.ValidationError("Deze maand is al voorbij.")
        return month

    def facts(self) -> Registration:
        values = {k: v for k, v in self.cleaned_data.items() if k != "key"}
        return Registration(**values)


class RequestSeatForm(OnceForm):
    organisation = RowChoice(label="Welke organisatie?", to_field_name="public_id")

    def __init__(self, *args: Any, kind: str, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        row_field(self, "organisation").queryset = organisations_for(kind, case)


class ProposeForm(OnceForm):
    colleague = ColleagueChoice(label="Welke collega?", to_field_name="public_id")

    def __init__(self, *args: Any, kind: str, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        row_field(self, "colleague").queryset = colleagues_for(kind, actor)


class ReasonForm(VersionForm):
    """For declining and ending: short, without content."""

    reason = KeptText(label="Waarom?", max_length=200, help_text="Kort. Het hele team leest dit.")


class AdmitForm(VersionForm):
    pass


class HandOverForm(VersionForm):
    pass


class AskForm(ReasonForm):
    pass


class AnswerForm(VersionForm):
    """Yes or no to what somebody asks about a seat; with no goes why."""

    YES, NO = "ja", "nee"
    answer = forms.ChoiceField(
        label="Wat is uw antwoord?", widget=forms.RadioSelect, choices=[(YES, "Ja"), (NO, "Nee")]
    )
    reason = KeptText(
        label="Waarom?",
        max_length=200,
        required=False,
        help_text="Nodig als u nee zegt. Kort. De mensen om wie het gaat, lezen dit.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == self.NO and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf op waarom u nee zegt.")
        return cleaned


class TakeBackForm(VersionForm):
    pass


class PersonForm(OnceForm):
    kind = forms.ChoiceField(
        label="Wie is het?",
        widget=forms.RadioSelect,
        choices=[
            (SeatKind.RELATIVE.value, "Familie, vriend of vriendin"),
            (SeatKind.SUPPORTER.value, "Onafhankelijk cliëntondersteuner"),
        ],
    )
    name = KeptText(label="Naam", max_length=120, help_text="Zoals de cliënt deze persoon noemt.")
    wanted = forms.BooleanField(
        label="De cliënt heeft deze persoon zelf gevraagd",
        error_messages={"required": "Alleen de cliënt bepaalt wie erbij komt."},
    )


class InviteForm(InvitingForm, OnceForm):
    PAPER, MAIL = "paper", "email"
    way = forms.ChoiceField(
        label="Hoe nodigt u uit?",
        widget=forms.RadioSelect,
        choices=[(MAIL, "Per e-mail"), (PAPER, "Op papier, met een code om over te nemen")],
    )
    email = AddressField(
        label="E-mailadres",
        required=False,
        help_text="Alleen nodig voor een uitnodiging per e-mail.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == self.MAIL and not cleaned.get("email"):
            self.add_error("email", "Vul het e-mailadres in, of kies voor papier.")
        return cleaned


class NextStepForm(VersionForm):
    wanted = ("what", "on")

    what = KeptText(
        label="Wat gebeurt er als eerste?",
        max_length=200,
        required=False,
        help_text="Eén stap, met wie hem zet. Geen medische informatie.",
    )
    on = DayField(label="Op welke dag?", required=False)
    done = forms.BooleanField(
        label="De vorige stap is gezet en er is nu geen nieuwe", required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("done"):
            return cleaned | {"what": "", "on": None}
        for name, why in (
            ("what", "Schrijf op wat er als eerste gebeurt."),
            ("on", "Kies de dag waarop dat gebeurt."),
        ):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, why)
        return cleaned


class TargetMonthForm(VersionForm):
    month = MonthField(label="In welke maand wil de cliënt verhuizen?")

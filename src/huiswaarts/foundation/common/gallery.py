"""Every component in every state on two pages, for eyes and for tests; invented names only."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from huiswaarts.figures.drawing.boxes import OBJECTS, STATES
from huiswaarts.figures.drawing.icons import ICONS, LEVELS
from huiswaarts.foundation.common.components.drawings import MARKS

PHASES = [
    "In beeld",
    "Aanmelden",
    "Eerste teamoverleg",
    "Dozen vullen",
    "Woning zoeken",
    "Tekenen",
    "Verhuizen",
    "Omklappen",
    "Wonen met afspraken",
    "Contract op eigen naam",
    "Waakvlam",
    "Afgerond",
]
WHO = [("d", "Daan, ik schrijf het op"), ("n", "Ik vul dit aan als begeleider")]


class GalleryForm(forms.Form):
    agreement = forms.CharField(
        label="Wie belt wie?",
        help_text="Schrijf het op in de woorden van Daan. Geen bedragen.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vul in wie er belt als de huur te laat is."},
    )
    days = forms.IntegerField(
        label="Na hoeveel dagen?",
        min_value=1,
        max_value=30,
        error_messages={"min_value": "Vul een aantal dagen in van 1 tot en met 30."},
    )
    note = forms.CharField(label="Opmerking", required=False)
    month = forms.DateField(
        label="Vóór welke dag?", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    party = forms.ChoiceField(label="Welke organisatie?", choices=[("", "Kies"), ("a", "Veenhof")])
    who = forms.ChoiceField(
        label="Wie heeft dit antwoord gegeven?", choices=WHO, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Waarover wilt u het hebben?",
        choices=[("geld", "Geld"), ("buurt", "Buurt")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Daan is erbij en vindt dit goed", required=False)
    paper = forms.FileField(label="Bestand", required=False)
    version = forms.CharField(widget=forms.HiddenInput, initial="1")


class QuestionForm(forms.Form):
    answer = forms.ChoiceField(
        label="Zijn huurtoeslag en zorgtoeslag geregeld?",
        choices=[("ja", "Ja, allebei"), ("deel", "Eén van de twee"), ("nee", "Nog niet")],
        widget=forms.RadioSelect,
        initial="deel",
    )
    more = forms.CharField(
        label="Wil je er iets bij zeggen?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def phases(now: int) -> list[dict[str, str]]:
    return [
        {"label": label, "state": "done" if n < now else "now" if n == now else "later"}
        for n, label in enumerate(PHASES)
    ]


def shell() -> dict[str, object]:
    labels = ["Mijn werk", "Casussen", "Overleg", "Regio", "Wijzer"]
    tabs = ["Voorkant", "Dozen", "Wie ziet wat", "Tijdlijn"]
    return {
        "menu": [{"label": label, "url": "#", "current": label == "Casussen"} for label in labels],
        "tabs": [{"label": label, "url": "#", "current": label == "Dozen"} for label in tabs],
        "tabs_label": "Deze casus",
        "who": {
            "name": "Noor de Wit",
            "organisation": "De Overkant",
            "switch_url": "#",
            "sign_out_url": "#",
        },
        "footer": [{"label": "Toegankelijkheid", "url": "#"}, {"label": "Privacy", "url": "#"}],
        "footer_line": "Alle namen op deze pagina zijn verzonnen.",
    }


def professional() -> dict[str, object]:
    invalid = GalleryForm({"agreement": "", "days": "0", "party": "", "version": "1"})
    names = zip(OBJECTS, ["Passende woning", "Geld en huur", "Begeleiding"] * 4, strict=False)
    return shell() | {
        "states": STATES,
        "boxes": list(names),
        "levels": list(LEVELS),
        "marks": list(MARKS),
        "icons": list(ICONS),
        "roads": [phases(3), phases(0), phases(11)],
        "invalid": invalid,
        "form": GalleryForm(auto_id="leeg_%s"),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + timedelta(days=3),
        "moment": timezone.now(),
    }


def client() -> dict[str, object]:
    steps: list[dict[str, object]] = [
        {"label": "Kennismaken met je team", "state": "done", "note": "klaar, januari"},
        {"label": "Dozen vullen", "state": "now", "note": "nu, 2 van 10 klaar"},
        {"label": "Een huis zoeken", "state": "later", "note": "als drie dozen klaar zijn"},
        {"label": "Verhuizen", "state": "later"},
        {"label": "Thuis wonen, met de waakvlam aan", "home": True, "note": "zo lang jij wilt"},
    ]
    return {
        "steps": steps,
        "today": timezone.localdate(),
        "question": QuestionForm(),
        "ways": [
            {"label": "Mijn gegevens", "url": "#", "note": "Wie heeft gekeken?"},
            {"label": "Mijn team", "url": "#", "note": "Wie ziet wat?"},
            {"label": "Hulp en klacht", "url": "#"},
        ],
        "paper_url": "#",
        "back_url": "#",
        "crisis_phone": "0800 000 99 99",
        "languages": [{"code": "en", "label": "English", "url": "#"}],
        "who": {"sign_out_url": "#"},
    }

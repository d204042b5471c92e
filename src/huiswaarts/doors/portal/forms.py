"""The forms of Mijn Thuis: one question, one reason, one person to ask."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.casework.boxes.entries import Entry
from huiswaarts.casework.boxes.models import Answer
from huiswaarts.doors.portal.my_box import in_words
from huiswaarts.doors.portal.words import circle_words, refusal_words
from huiswaarts.foundation.access.seats import Label, SeatKind
from huiswaarts.foundation.common.dates import date_and_time
from huiswaarts.foundation.common.forms import AddressField, InvitingForm, KeptText
from huiswaarts.foundation.common.texts import MAX_LENGTH

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
MONTHS = ["%Y-%m", "%m-%Y", "%m/%Y", "%Y-%m-%d"]
MAX_REASON = 500
MAX_NAME = 120


class OwnText(KeptText):
    """A short text; why it cannot be kept is said in the words of Mijn Thuis."""

    def clean(self, value: Any) -> str:
        try:
            return super().clean(value)
        except forms.ValidationError as refusal:
            words = refusal_words("", refusal.messages[0])
            raise (forms.ValidationError(words) if words else refusal) from refusal


class AnswerForm(forms.Form):
    """The fields follow the kind of question; the first one is the question itself.

    `seen` is the answer that was on the screen, `found` the medical words pointed out before.
    Until `sealed_until` nothing is kept that only the client reads: just after a recovery.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    found = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(
        self,
        *args: Any,
        question: Question,
        sealed_until: dt.datetime | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.question, self.sealed_until = question, sealed_until
        if question.takes_choice:
            self.fields["choice"] = _choice_field(question)
        if question.takes_date:
            self.fields["on"] = _date_field(question)
        if question.takes_number:
            self.fields["number"] = _number_field()
        if question.takes_words:
            self.fields["text"] = _words_field(first=len(self.fields) == len(HIDDEN))
        first = self.fields[self.values[0]]
        first.label, first.help_text = in_words(question), in_words(question, "help")
        circles = [one for one, _words in Label.CHOICES if one >= question.label]
        if len(circles) > 1:
            self.fields["label"] = _circle_field(circles, sealed_until)

    def clean(self) -> dict[str, Any]:
        """What was typed stays on the page."""
        if self.sealed_until and self.question.label == Label.CLIENT_ONLY:
            said = _("Dit antwoord leest alleen jij. Dat kan weer vanaf %(when)s.")
            self.add_error(None, said % {"when": date_and_time(self.sealed_until)})
        return super().clean() or {}

    @property
    def values(self) -> list[str]:
        """The fields of the answer itself, in order."""
        return [name for name in ("choice", "on", "number", "text") if name in self.fields]

    def first(self) -> forms.BoundField:
        return self[self.values[0]]

    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.values[1:]]

    def entry(self, place: int, *, anyway: bool = False) -> Entry:
        data = self.cleaned_data
        label = data.get("label")
        return Entry(
            question=place,
            how=Answer.How.ALONE,
            text=data.get("text") or "",
            choice=data.get("choice") or "",
            on=data.get("on"),
            number=data.get("number"),
            label=None if label in (None, "") else int(label),
            seen=data["seen"],
            anyway=anyway,
        )


HIDDEN = ("seen", "found")


def filled_in(answer: Answer | None, question: Question) -> dict[str, Any]:
    if answer is None:
        return {"label": question.label}
    return {
        "seen": answer.public_id,
        "text": answer.text,
        "choice": answer.choice,
        "on": answer.on_date,
        "number": answer.number,
        "label": answer.label,
    }


def _choice_field(question: Question) -> forms.ChoiceField:
    if question.kind == "tick":
        choices = [("yes", _("Ja, dit is klaar")), ("no", _("Nee, nog niet"))]
    else:
        choices = [(one.code, in_words(one)) for one in question.choices]
    return forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Kies een van de antwoorden.")},
    )


def _date_field(question: Question) -> forms.DateField:
    month = question.kind == "month_text"
    kind, shape = ("month", "%Y-%m") if month else ("date", "%Y-%m-%d")
    example = _("Vul een maand in, bijvoorbeeld 10-2026.")
    if not month:
        example = _("Vul een datum in, bijvoorbeeld 03-03-2026.")
    return forms.DateField(
        label=_("Wanneer? Dat hoeft niet."),
        required=False,
        input_formats=MONTHS if month else DAYS,
        widget=forms.DateInput(format=shape, attrs={"type": kind}),
        error_messages={"invalid": example},
    )


def _number_field() -> forms.IntegerField:
    return forms.IntegerField(
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 10.")},
    )


def _words_field(*, first: bool) -> forms.CharField:
    return forms.CharField(
        label="" if first else _("Wil je er iets bij zeggen? Dat hoeft niet."),
        required=False,
        max_length=MAX_LENGTH,
        error_messages={"max_length": _("Deze tekst is te lang. Maak hem korter.")},
        widget=forms.Textarea(attrs={"rows": 5 if first else 3}),
    )


def _circle_field(circles: list[int], sealed_until: dt.datetime | None) -> forms.ChoiceField:
    later, wrong = "", _("Kies een van de antwoorden.")
    if sealed_until:
        circles = [label for label in circles if label != Label.CLIENT_ONLY]
        later = _("“Alleen ik” kan weer vanaf %(when)s.") % {"when": date_and_time(sealed_until)}
        wrong = later
    return forms.ChoiceField(
        label=_("Wie mag dit antwoord lezen?"),
        choices=[(label, circle_words(label)) for label in circles],
        widget=forms.RadioSelect,
        required=False,
        help_text=later,
        error_messages={"invalid_choice": wrong},
    )


class WhyForm(forms.Form):
    """Why this answer about somebody's seat; nobody has to say. Knows the question it answers."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    why = OwnText(max_length=200, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].label = _("Wil je zeggen waarom?")
        self.fields["why"].help_text = _("Kort is genoeg. De mensen om wie het gaat, lezen dit.")
        self.fields["why"].error_messages |= {
            "max_length": _("Deze tekst is te lang. Maak hem korter.")
        }


class DisagreeForm(forms.Form):
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = OwnText(max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 4}), required=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].label = _("Wat klopt er niet?")
        self.fields["reason"].help_text = _("Kort is genoeg. Je team leest dit.")
        self.fields["reason"].error_messages |= {
            "required": _("Schrijf kort op wat er niet klopt."),
            "max_length": _("Deze tekst is te lang. Maak hem korter."),
        }


class PersonForm(InvitingForm):
    """Somebody the client wants at the table."""

    use_required_attribute = False
    PAPER, MAIL, LATER = "paper", "email", "later"

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = OwnText(max_length=MAX_NAME)
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    way = forms.ChoiceField(widget=forms.RadioSelect)
    email = AddressField(required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._word("name", _("Hoe heet deze persoon?"), {"required": _("Vul een naam in.")})
        self._word("kind", _("Wie is het?"), _choose(_("Kies wie het is.")))
        how = _choose(_("Kies hoe wij deze persoon uitnodigen."))
        self._word("way", _("Hoe nodigen wij deze persoon uit?"), how)
        address = _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")
        self._word("email", _("E-mailadres"), {"invalid": address})
        self.fields["email"].help_text = _("Alleen nodig als de uitnodiging per e-mail gaat.")
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (SeatKind.RELATIVE.value, _("Familie, een vriend of een vriendin")),
            (SeatKind.SUPPORTER.value, _("Iemand die mij helpt en niet bij het team hoort")),
        ]
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (self.MAIL, _("Per e-mail")),
            (self.PAPER, _("Op papier, ik geef het zelf")),
            (self.LATER, _("Nu nog niet")),
        ]

    def _word(self, name: str, label: str, errors: dict[str, str]) -> None:
        self.fields[name].label = label
        self.fields[name].error_messages |= errors

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by_mail = cleaned.get("way") == self.MAIL
        if by_mail and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul het e-mailadres in, of kies iets anders."))
        return cleaned


def _choose(error: str) -> dict[str, str]:
    return {"required": error, "invalid_choice": error}


class InviteForm(InvitingForm):
    """For whoever sits at the table already: which of the two buttons, and the address."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    way = forms.ChoiceField(choices=[(PersonForm.MAIL, ""), (PersonForm.PAPER, "")])
    email = AddressField(required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        address = _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")
        self.fields["email"].label = _("E-mailadres")
        self.fields["email"].error_messages["invalid"] = address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by_mail = cleaned.get("way") == PersonForm.MAIL
        if by_mail and not cleaned.get("email") and "email" not in self.errors:
            address = _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")
            self.add_error("email", address)
        return cleaned

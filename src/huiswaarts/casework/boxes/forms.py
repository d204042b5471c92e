"""The forms of a box. Professionals read u, the client jij; the fields follow the question."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.actions.boxes import NOT_NEEDED_REASONS, REOPEN_REASONS
from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.casework.boxes.entries import MAX_NUMBER, Entry
from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.common.dates import language
from huiswaarts.foundation.common.forms import DayField, KeptText, MonthField
from huiswaarts.foundation.common.texts import MAX_LENGTH

How = Answer.How
TOO_LONG = "Deze tekst is te lang: hoogstens %(limit_value)d tekens."


class Seen(forms.Form):
    """The version of the box that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class AnswerForm(forms.Form):
    """One question. `seen` is the answer that was on the screen, `found` the words pointed out."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    found = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(
        self, *args: Any, question: Question, sight: Sight, name: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.question = question
        self.client = sight.is_client
        self._made_with = {**more, "question": question, "sight": sight, "name": name}
        self._value_fields()
        if not self.client:
            self._how_field(name)
        self._label_field(sight)

    def again(self, data: Any) -> "AnswerForm":
        return type(self)(data, **self._made_with)

    def _value_fields(self) -> None:
        question = self.question
        what = say(question, language=language())
        if question.takes_choice:
            self.fields["choice"] = forms.ChoiceField(
                label=what, choices=self._choices(), widget=forms.RadioSelect, required=False
            )
            what = (
                _("Wilt u er iets bij zeggen?")
                if not self.client
                else _("Wil je er iets bij zeggen?")
            )
        if question.takes_date:
            kind = MonthField if question.kind == "month_text" else DayField
            self.fields["on"] = kind(
                label=_("Welke dag?") if "choice" in self.fields else what, required=False
            )
            what = _("Of zeg het in woorden")
        if question.takes_number:
            self.fields["number"] = forms.IntegerField(
                label=what, required=False, min_value=0, max_value=MAX_NUMBER
            )
        if question.takes_words:
            self.fields["text"] = words_field(what, question)

    def _choices(self) -> list[tuple[str, str]]:
        if self.question.kind == "tick":
            return [("yes", _("Ja")), ("no", _("Nee"))]
        return [(one.code, say(one, language=language())) for one in self.question.choices]

    def _how_field(self, name: str) -> None:
        self.fields["how"] = forms.ChoiceField(
            label="Wie heeft dit antwoord gegeven?",
            choices=[
                (How.TOGETHER, f"{name}, ik schrijf het op"),
                (How.ON_BEHALF, f"Ik vul dit in namens {name}"),
            ],
            initial=How.TOGETHER,
            widget=forms.RadioSelect,
        )

    def _label_field(self, sight: Sight) -> None:
        circles = [
            (label, words)
            for label, words in Label.CHOICES
            if self.question.label <= label <= sight.max_label
        ]
        if len(circles) > 1:
            self.fields["label"] = forms.TypedChoiceField(
                label=_("Wie mag dit antwoord lezen?"), choices=circles, coerce=int, required=False
            )

    def entry(self, *, number: int, anyway: bool = False) -> Entry:
        data = self.cleaned_data
        label = data.get("label")
        return Entry(
            question=number,
            how=How.ALONE if self.client else data["how"],
            text=data.get("text", ""),
            choice=data.get("choice", ""),
            on=data.get("on"),
            number=data.get("number"),
            label=None if label in (None, "") else label,
            seen=data["seen"],
            anyway=anyway,
        )

    def fields_to_show(self) -> list[forms.BoundField]:
        """The question first, then who said it and who may read it; hidden ones at the end."""
        order = ("choice", "on", "number", "text", "how", "label", "seen", "found")
        return [self[name] for name in order if name in self.fields]


class AdditionForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    found = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: Any, question: Question, **more: Any) -> None:
        super().__init__(*args, **more)
        self._made_with = {**more, "question": question}
        self.fields["text"] = words_field("Wat wilt u aanvullen?", question)

    def again(self, data: Any) -> "AdditionForm":
        return type(self)(data, **self._made_with)

    def entry(self, *, number: int, anyway: bool = False) -> Entry:
        data = self.cleaned_data
        return Entry(
            question=number,
            how=How.ADDITION,
            text=data["text"],
            seen=data["seen"],
            anyway=anyway,
        )

    def fields_to_show(self) -> list[forms.BoundField]:
        return [self[name] for name in ("text", "seen", "found")]


def words_field(label: str, question: Question) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=MAX_LENGTH,
        error_messages={"max_length": TOO_LONG},
        help_text=say(question, "help", language=language()),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WordForm(Seen):
    """Says "klopt niet", with why."""

    reason = KeptText(
        label="Waarom klopt het niet?",
        max_length=500,
        error_messages={"required": "Vertel waarom het niet klopt.", "max_length": TOO_LONG},
        help_text="Schrijf kort wat er anders is. Geen medische informatie.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReopenForm(Seen):
    why = forms.ChoiceField(
        label="Waarom gaat de doos weer open?",
        choices=[(why.value, why.label.capitalize()) for why in REOPEN_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een reden."},
    )


class NotNeededForm(Seen):
    why = forms.ChoiceField(
        label="Waarom is deze doos niet nodig?",
        choices=[(why.value, why.label.capitalize()) for why in NOT_NEEDED_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een reden."},
    )
    client_agrees = forms.BooleanField(
        label="De cliënt is het hiermee eens",
        error_messages={"required": "Dit kan alleen als de cliënt het ermee eens is."},
    )


def filled_in(answer: Answer | None) -> dict[str, Any]:
    """What the form starts with: the answer that is there now."""
    if answer is None:
        return {"seen": "", "label": None}
    how = answer.how if answer.how in (How.TOGETHER, How.ON_BEHALF) else How.TOGETHER
    return {
        "seen": answer.public_id,
        "text": answer.text,
        "choice": answer.choice,
        "on": answer.on_date,
        "number": answer.number,
        "label": answer.label,
        "how": how,
    }

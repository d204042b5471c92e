"""Adding a file: what it is, the file, its name and who may read it; and copies of ID refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiswaarts.casework.cases.actions.documents import NAME
from huiswaarts.casework.cases.files.kinds import MOST_BYTES
from huiswaarts.casework.cases.files.words import WORDS, refusal
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.forms import OnceForm
from huiswaarts.foundation.common.texts import kept

What = Document.What
IDENTITY = "identity"
WHAT = (
    ("", gettext_lazy("Kies")),
    (What.LETTER, gettext_lazy("Een brief")),
    (What.FORM, gettext_lazy("Een formulier of aanvraag")),
    (What.PROOF, gettext_lazy("Een bewijs, zoals een inkomensverklaring")),
    (What.PLAN, gettext_lazy("Een plan of overzicht")),
    (What.PHOTO, gettext_lazy("Een foto")),
    (IDENTITY, gettext_lazy("Een kopie van een identiteitsbewijs")),
    (What.OTHER, gettext_lazy("Iets anders")),
)
WHY_NO_IDENTITY = gettext_lazy(
    "Een kopie van een identiteitsbewijs bewaren wij niet. Daarop staan een foto en het "
    "burgerservicenummer: wie zo'n kopie heeft, kan misbruik maken van iemands naam. Het is genoeg "
    "om het bewijs te laten zien. Wie het zag, schrijft op: gezien, welk soort, en geldig tot."
)
TAKEN = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.odt,.txt,application/pdf,image/jpeg,image/png"


class DocumentForm(OnceForm):
    """To professionals u, to clients jij. The file itself is looked at when the form is right."""

    what = forms.ChoiceField(choices=WHAT)
    file = forms.FileField(
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
    name = forms.CharField(required=False, max_length=NAME)
    wanted = ("label",)  # has an answer already

    def __init__(self, *args: Any, sight: Sight, topic: int, name: str, **more: Any) -> None:
        super().__init__(*args, **more)
        client = not sight.is_professional
        for field, label in _labels(client=client).items():
            self.fields[field].label = label
        # sentences of our own: the summary of errors does not put the name of the field before them
        what = self.fields["what"].error_messages
        what["required"], what[IDENTITY] = _("Kies wat het is."), str(WHY_NO_IDENTITY)
        file = self.fields["file"]
        file.error_messages.update({code: str(words) for code, words in WORDS.items()})
        file.error_messages["required"] = _("Kies een bestand.")
        file.help_text = _(
            "PDF, foto, Word, OpenDocument of platte tekst, hoogstens 10 MB. "
            "Leg geen medische informatie vast."
        )
        self.fields["name"].help_text = _("Leeg gelaten krijgt het de naam van het bestand.")
        circles = _circles(sight, topic, name)
        if len(circles) > 1:
            self.fields["label"] = forms.TypedChoiceField(
                coerce=int, choices=circles, initial=circles[0][0], required=False
            )
            self.fields["label"].label = _("Wie mag dit lezen?")

    def clean_what(self) -> str:
        what = str(self.cleaned_data["what"])
        if what == IDENTITY:
            raise forms.ValidationError(str(WHY_NO_IDENTITY))
        return what

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(refusal("empty"))
        if file.size > MOST_BYTES:
            raise forms.ValidationError(refusal("too_big"))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, told = cleaned.get("file"), cleaned.get("name", "")
        if file is None or "name" in self.errors:
            return cleaned
        try:
            cleaned["name"] = kept(
                normal.file_name(told) or name_of_file(file.name or ""), max_length=NAME
            )
        except RefusedTextError as refused:
            self.add_error("name", str(refused))
            return cleaned
        cleaned["name"] = cleaned["name"] or str(dict(WHAT).get(cleaned.get("what", ""), ""))
        return cleaned

    @property
    def label_given(self) -> int:
        return int(self.cleaned_data.get("label") or 0)


def name_of_file(name: str) -> str:
    """Without its ending, which says nothing about what it is, and no longer than fits."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or len(ending) > len(".docx"):
        stem = name
    return normal.file_name(stem)[:NAME].strip()


def _labels(*, client: bool) -> dict[str, str]:
    if client:
        return {
            "what": _("Wat is het?"),
            "file": _("Kies je bestand, of maak een foto"),
            "name": _("Hoe noem je het?"),
        }
    return {"what": "Wat is het?", "file": "Kies het bestand", "name": "Hoe heet het?"}


def _circles(sight: Sight, topic: int, name: str) -> list[tuple[int, str]]:
    words = {
        Label.TEAM: _("Iedereen die dit onderdeel leest"),
        Label.TEAM_MINUS_CORPORATION: _("Iedereen, maar niet de woningcorporatie"),
        Label.CARE_CIRCLE: _("Alleen %(name)s en de begeleiders") % {"name": name},
        Label.CLIENT_ONLY: _("Alleen ik"),
    }
    if sight.is_client:
        words[Label.CARE_CIRCLE] = _("Alleen ik en mijn begeleiders")
    reach = sight.reach(topic, Level.WRITE)
    return [(label, words[label]) for label, _words in Label.CHOICES if label <= reach]


def what_words(what: str) -> str:
    return str(dict(WHAT).get(what, ""))

"""How word of something new reaches somebody: which way, how soon, and when not."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiswaarts.foundation.accounts.models import Channel, MailWish, User
from huiswaarts.foundation.accounts.news import GROUPS

# What a person at work is not offered: nobody hands their letters over.
AT_HOME = {Channel.PAPER}
NUMBER = RegexValidator(
    r"^(06|\+\d{2})[\d -]{8,14}$", gettext_lazy("Vul een mobiel nummer in, zoals 06 12345678.")
)
WAYS = {
    Channel.MAIL: gettext_lazy("Per e-mail"),
    Channel.SMS: gettext_lazy("Per sms"),
    Channel.PAPER: gettext_lazy("Op papier, via mijn begeleider"),
    Channel.NONE: gettext_lazy("Niet, ik kijk zelf"),
}
RHYTHMS = {
    MailWish.Rhythm.AT_ONCE: gettext_lazy("Meteen"),
    MailWish.Rhythm.DIGEST: gettext_lazy("Eén keer per werkdag, om 8 uur"),
    MailWish.Rhythm.NEVER: gettext_lazy("Niet, ik kijk zelf"),
}


class WordForm(forms.Form):
    """`groups` are the kinds of news that this person can get."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Hoe komt een bericht?"),
        help_text=gettext_lazy(
            "Er staat nooit in waar het over gaat. Alleen dat er iets klaarstaat."
        ),
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobiel nummer, voor sms"),
        help_text=gettext_lazy(
            "Een code op dit nummer geeft een nieuw wachtwoord, vanaf een dag nadat het is "
            "veranderd. Daarom vragen we bij een ander nummer eerst het wachtwoord."
        ),
        required=False,
        max_length=20,
        validators=[NUMBER],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Geen berichten vanaf"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Weer wel vanaf"), widget=forms.TimeInput(attrs={"type": "time"})
    )

    def __init__(
        self, *args: Any, user: User, at_work: bool, groups: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.groups = user, groups
        way: Any = self.fields["channel"]
        way.choices = [
            (channel.value, word)
            for channel, word in WAYS.items()
            if not (at_work and channel in AT_HOME)
        ]
        for group in groups:
            self.fields[group] = forms.ChoiceField(
                label=GROUPS[group].label, choices=[(r.value, word) for r, word in RHYTHMS.items()]
            )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("channel") == Channel.SMS and not told.get("phone"):
            self.add_error("phone", _("Vul een mobiel nummer in, of kies een andere manier."))
        if told.get("channel") == Channel.MAIL and not self.user.email:
            self.add_error("channel", _("Hier is geen e-mailadres bekend. Kies een andere manier."))
        return told

    def rhythms(self) -> dict[str, str]:
        return {group: self.cleaned_data[group] for group in self.groups}

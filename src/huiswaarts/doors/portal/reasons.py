"""Why a party gets a topic at all: the reasons of the matrix, as said to the client.

By the reason for professionals; a test holds both side by side.
"""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "Alleen als de cliënt dit aanzet voor deze persoon.": _(
        "Alleen als jij dit aanzet voor deze persoon."
    ),
    "De begeleider van nu maakt dit plan samen met de cliënt. Dat hoort bij de begeleiding.": _(
        "Je begeleider maakt dit plan samen met jou. Dat hoort bij de begeleiding."
    ),
    "De begeleider van straks moet weten wat is afgesproken. Dan kan de hulp op tijd beginnen.": _(
        "Je nieuwe begeleider moet weten wat is afgesproken. Dan begint de hulp op tijd."
    ),
    "De cliënt vond het goed dat deze gast meedoet.": _("Jij vond het goed dat deze gast meedoet."),
    "De corporatie mag een woning alleen geven als dit klopt.": _(
        "De corporatie mag een huis alleen geven als dit klopt."
    ),
    "De corporatie moet weten of een stap klaar is. Meer ziet zij niet.": _(
        "De corporatie moet weten of een stap klaar is. Meer ziet zij niet."
    ),
    "De corporatie zoekt een woning voor de cliënt. Daarvoor moet zij weten wat past.": _(
        "De corporatie zoekt een huis voor jou. Daarvoor moet zij weten wat past."
    ),
    "De gemeente beslist of zij meebetaalt aan de inrichting.": _(
        "De gemeente beslist of zij meebetaalt aan je spullen."
    ),
    "De gemeente moet van de wet helpen bij schulden.": _(
        "De gemeente moet van de wet helpen bij schulden."
    ),
    "De gemeente moet van de wet hulp regelen voor wie dat nodig heeft (Wmo).": _(
        "De gemeente moet van de wet hulp regelen voor wie dat nodig heeft (Wmo)."
    ),
    "De gemeente moet weten of het plan doorgaat. Meer ziet zij niet.": _(
        "De gemeente moet weten of je plan doorgaat. Meer ziet zij niet."
    ),
    "Deze hulp geeft de begeleider zelf. Zonder dit kan die niet beginnen.": _(
        "Deze hulp geeft je begeleider zelf. Zonder dit kan die niet beginnen."
    ),
    "Dit zijn afspraken tussen de huurder en de corporatie.": _(
        "Dit zijn afspraken tussen jou en de corporatie."
    ),
    "Het gaat over de cliënt zelf. Die mag zien wat hier staat.": _(
        "Het gaat over jou. Jij mag zien wat hier staat."
    ),
    "Het team sprak met de cliënt af wie welk signaal mag weten en wie mag bellen.": _(
        "Het team sprak met jou af wie wat mag weten en wie mag bellen."
    ),
    "Het wijkteam helpt met mensen en plekken in de buurt. Dat staat in het plan.": _(
        "Het wijkteam helpt met mensen en plekken in de buurt. Dat staat in je plan."
    ),
    "Wie aan tafel zit, moet de afspraken kunnen lezen.": _(
        "Wie aan tafel zit, moet de afspraken kunnen lezen."
    ),
}

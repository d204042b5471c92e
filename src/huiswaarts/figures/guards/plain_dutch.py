"""Words that a client must not meet on a screen, and how hard a Dutch text is to read."""

import re
from dataclasses import dataclass

# The beginning of the word, and what to say instead.
AVOID = {
    "geval": "je verhaal, of de naam van de persoon",
    "gevallen": "mensen",
    "dossier": "wat er over je staat",
    "zorgmijder": "inwoner in beeld",
    "zorgmijdend": "iemand die liever geen hulp wil",
    "probleemgeval": "de naam van de persoon",
    "doelgroep": "de mensen om wie het gaat",
    "cliëntsysteem": "jij en de mensen om je heen",
    "casus": "jouw plan",
    "casuïstiek": "verhalen",
    "traject": "plan",
    "uitstroom": "verhuizen",
    "uitstromer": "jij",
    "instroom": "beginnen",
    "beschikking": "besluit van de gemeente",
    "maatwerkvoorziening": "hulp van de gemeente",
    "indicatie": "besluit over hulp",
    "arrangement": "afspraken",
    "interventie": "hulp",
    "escalatie": "het team erbij halen",
    "escaleren": "het team erbij halen",
    "signaleren": "merken",
    "participatie": "meedoen",
    "zelfredzaam": "zelf kunnen",
    "zelfregie": "zelf kiezen",
    "hulpvraag": "waar je hulp bij wilt",
    "problematiek": "wat moeilijk is",
    "betrokkene": "jij",
    "belanghebbende": "wie ermee te maken heeft",
    "conform": "zoals in",
    "middels": "met",
    "teneinde": "om",
    "alsmede": "en ook",
    "derhalve": "daarom",
    "dientengevolge": "daardoor",
    "aangaande": "over",
    "inzake": "over",
    "omtrent": "over",
    "betreffende": "over",
    "ingevolge": "volgens",
    "krachtens": "volgens",
    "indien": "als",
    "mits": "als",
    "tenzij": "behalve als",
    "thans": "nu",
    "heden": "vandaag",
    "reeds": "al",
    "gaarne": "graag",
    "verzoeken": "vragen",
    "dient te": "moet",
    "dienen te": "moeten",
    "geschieden": "gebeuren",
    "verstrekken": "geven",
    "vernemen": "horen",
    "beogen": "willen",
    "realiseren": "maken",
    "implementeren": "invoeren",
    "faciliteren": "helpen",
    "monitoren": "volgen",
    "evalueren": "samen terugkijken",
    "uiterlijk": "niet later dan",
    "tevens": "ook",
    "echter": "maar",
    "desgewenst": "als je wilt",
    "eventueel": "misschien",
    "relevant": "belangrijk",
    "adequaat": "goed",
    "optimaal": "zo goed mogelijk",
    "prioriteit": "wat eerst moet",
    "conditie": "voorwaarde",
    "criterium": "eis",
    "criteria": "eisen",
}
# "in geval van nood" is as bad; "in elk geval" and "op geen geval" are about nobody.
ALLOWED = re.compile(r"\b(?:in (?:elk|ieder|geen)|op geen) geval\b", re.IGNORECASE)
WORD = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, AVOID), key=len, reverse=True)) + r")(?:en|e|s)?\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\{[{%#].*?[}%#]\}|<[^>]*>", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?:;\n]+")
VOWELS = re.compile(r"aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáéíóúàèëïöü]", re.IGNORECASE)


@dataclass(frozen=True)
class Jargon:
    word: str
    instead: str
    position: int


def find_jargon(text: str) -> list[Jargon]:
    """Words to avoid in a text for clients; markup of a template is left alone."""
    text = MARKUP.sub(_blank, ALLOWED.sub(_blank, text))
    return [
        Jargon(match[0], _instead(match[0].lower()), match.start()) for match in WORD.finditer(text)
    ]


def _instead(word: str) -> str:
    return next(AVOID[word[:end]] for end in range(len(word), 0, -1) if word[:end] in AVOID)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def flesch_douma(text: str) -> float:
    """How easy a Dutch text reads: 100 is easy, 60 is ordinary, under 45 is hard (Douma, 1960)."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = [part for part in SENTENCE_END.split(text) if part.strip()]
    if not words or not sentences:
        return 100.0
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words)
    return 206.835 - 0.93 * len(words) / len(sentences) - 77 * syllables / len(words)

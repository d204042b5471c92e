"""Why a file is not taken, and what to do instead; for professionals and clients alike."""

from django.utils.translation import gettext_lazy as _

OTHER = _("Dit bestand kunnen wij niet veilig openen.")
WORDS = {
    "empty": _("Dit bestand is leeg. Kies een ander bestand."),
    "too_big": _("Dit bestand is te groot. Een bestand mag hoogstens 10 MB zijn."),
    "too_many_pixels": _(
        "Deze foto is te groot: meer dan 40 miljoen beeldpunten. Maak de foto kleiner."
    ),
    "broken_image": _("Deze foto is beschadigd, of geen foto. Maak de foto opnieuw."),
    "broken": _("Dit bestand kunnen wij niet veilig openen. Bewaar het als PDF, en voeg die toe."),
    "locked": _(
        "Dit bestand is op slot, met een wachtwoord. Bewaar het zonder wachtwoord, "
        "of print het en maak er een foto van."
    ),
    "sealed": _(
        "Dit bestand is beveiligd tegen bewerken. Daarom kunnen wij het niet nakijken. "
        "Open het, kies afdrukken, en bewaar het dan als PDF. Of maak er een foto van."
    ),
    "hidden_form": _(
        "Dit is een formulier dat niet overal te zien is. "
        "Open het, kies afdrukken, en bewaar het dan als PDF. Voeg die PDF toe."
    ),
    "too_many_pages": _("Dit bestand heeft meer dan 300 bladzijden. Voeg alleen toe wat nodig is."),
    "too_much_text": _("Deze tekst is te lang. Bewaar hem als PDF, en voeg die toe."),
    "unpacks_too_big": _(
        "Dit bestand wordt bij het openen veel te groot. Bewaar het als PDF, en voeg die toe."
    ),
    "outside": _("In dit bestand zit iets dat er niet hoort. Bewaar het als PDF, en voeg die toe."),
    "macros": _(
        "In dit document zitten opdrachten of andere bestanden (macro's). "
        "Bewaar het als PDF, en voeg die toe."
    ),
    "fetches": _(
        "Dit document haalt iets op van een andere plek. Bewaar het als PDF, en voeg die toe."
    ),
    "odd_part": _(
        "In dit document zit een onderdeel dat wij niet kunnen nakijken. "
        "Bewaar het als PDF, en voeg die toe."
    ),
    "heic": _(
        "Dit is een foto in een soort (HEIC of AVIF) die niet iedereen kan openen. "
        "Maak er een JPEG van, of maak een schermafdruk van de foto."
    ),
    "video": _("Een filmpje of geluid kan hier niet bij. Een foto of PDF wel."),
    "old_office": _("Dit is een oud soort document. Bewaar het als PDF, en voeg die toe."),
    "archive": _("Een ingepakt bestand (zip) kan hier niet bij. Voeg de bestanden los toe."),
    "program": _("Dit is een programma. Dat kan hier niet bij."),
    "markup": _("Een webpagina of tekening (SVG) kan hier niet bij. Maak er een PDF van."),
    "image_kind": _("Dit soort afbeelding kan hier niet bij. Maak er een JPEG of PNG van."),
    "unknown": _(
        "Dit soort bestand kan hier niet bij. Wel: PDF, foto (JPEG of PNG), Word (docx), "
        "OpenDocument (odt) en platte tekst."
    ),
    "hidden_signs": _(
        "In deze tekst staan tekens die niet te zien zijn. "
        "Bewaar de tekst als PDF, en voeg die toe."
    ),
    "bsn": _(
        "In deze tekst staat een burgerservicenummer (BSN). Dat mag hier niet bewaard worden. "
        "Haal het nummer weg en voeg de tekst dan opnieuw toe."
    ),
    "busy": _("Het is nu druk. Probeer het over een minuut nog eens."),
    "too_many": _("Hier staan al 200 documenten. Trek eerst terug wat niet meer nodig is."),
    "virus": _("In dit bestand zit een virus. Het is niet bewaard. Open het ook zelf niet."),
    "damaged": _("Dit bestand is beschadigd geraakt. Voeg het opnieuw toe."),
    "store_down": _("Bewaren lukt nu niet. Probeer het straks nog eens."),
}


def refusal(code: str) -> str:
    return str(WORDS.get(code, OTHER))

"""Labels of models that a client reads, marked here so that they are translated too."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

LABELS = (
    gettext_noop("beschermd wonen"),
    gettext_noop("maatschappelijke opvang"),
    gettext_noop("beschermd thuis"),
    gettext_noop("ergens anders"),
    gettext_noop("alleen"),
    gettext_noop("met kinderen"),
    gettext_noop("met partner"),
    gettext_noop("loopt"),
    gettext_noop("even stil"),
    gettext_noop("terugval"),
    gettext_noop("gestopt"),
    gettext_noop("overgedragen aan een andere regio"),
    gettext_noop("overleden"),
    gettext_noop("per ongeluk aangemeld"),
    gettext_noop("eigen huurcontract"),
    gettext_noop("eigen contract met afspraken"),
    gettext_noop("huurt via de aanbieder"),
    gettext_noop("woont bij familie"),
    gettext_noop("langdurige zorg (Wlz)"),
    gettext_noop("terug naar beschermd wonen"),
    gettext_noop("terug naar de opvang"),
    gettext_noop("naar een andere regio"),
    gettext_noop("detentie"),
    gettext_noop("zelf gestopt"),
    gettext_noop("onbekend"),
    gettext_noop("gegevens delen"),
    gettext_noop("beroepsgeheim doorbreken"),
    gettext_noop("instemming met hulp"),
    gettext_noop("ja"),
    gettext_noop("nee"),
    gettext_noop("ingetrokken"),
    gettext_noop("dit klopt"),
    gettext_noop("klopt niet"),
    gettext_noop("open"),
    gettext_noop("gedaan"),
    gettext_noop("vervallen"),
)


def in_language(label: str) -> str:
    return _(label) if label else ""

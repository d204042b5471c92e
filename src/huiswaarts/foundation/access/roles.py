"""Roles are valid at one level: a role of a membership, or the kind of a seat in a case."""

from dataclasses import dataclass

from huiswaarts.foundation.access.permissions import Permission


def _(label: str) -> str:
    """As `gettext_noop`, which wants settings: a process that reads a workbook apart has none."""
    return label


@dataclass(frozen=True)
class Role:
    key: str  # stored in the database: never rename
    label: str
    description: str
    permissions: frozenset[Permission]


_WORK = frozenset({Permission.CASE_WORK})

ROLES = {
    role.key: role
    for role in (
        Role(
            "support_worker",
            _("begeleider"),
            "Begeleidt cliënten en zit met hen aan tafel.",
            _WORK | {Permission.CASE_REGISTER},
        ),
        Role("housing_consultant", _("woonconsulent"), "Zoekt met het team een huis.", _WORK),
        Role(
            "access_worker",
            _("medewerker toegang"),
            "Zit namens de gemeente aan tafel.",
            _WORK | {Permission.CASE_REGISTER},
        ),
        Role(
            "policy_officer",
            _("beleidsmedewerker"),
            "Ziet hoe de regio het doet, in aantallen.",
            frozenset({Permission.REGION_COUNTS_VIEW, Permission.TABLE_MANAGE}),
        ),
        Role(
            "organisation_admin",
            _("beheerder van de organisatie"),
            "Regelt de mensen en stoelen van de eigen organisatie.",
            frozenset({Permission.ORGANISATION_MANAGE}),
        ),
        Role(
            "table_chair",
            _("voorzitter"),
            "Zit tafels voor.",
            frozenset(
                {Permission.CASE_WORK, Permission.REGION_COUNTS_VIEW, Permission.TABLE_MANAGE}
            ),
        ),
        Role(
            "privacy_officer",
            _("functionaris gegevensbescherming"),
            "Kijkt na wie wat opende.",
            frozenset({Permission.ACCESS_LOG_REVIEW}),
        ),
        Role(  # of the central municipality; reads no case
            "region_admin",
            _("regiobeheerder"),
            "Regelt wat geen organisatie alleen kan. Leest geen dossiers.",
            frozenset({Permission.REGION_MANAGE}),
        ),
        Role(  # reads no case
            "help_desk",
            _("hulppunt van de regio"),
            "Helpt wie niet meer kan inloggen. Leest geen dossiers.",
            frozenset({Permission.RECOVERY_HELP}),
        ),
    )
}
ROLE_CHOICES = [(role.key, role.label) for role in ROLES.values()]

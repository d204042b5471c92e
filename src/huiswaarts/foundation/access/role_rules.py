"""Who may give which role, in which kind of organisation: one table, as data.

Read by the policies, the forms, the check of a kit and the operator's command. A row that is not
here does not exist: no role is given that this table does not have.
"""

from dataclasses import dataclass
from enum import StrEnum

from huiswaarts.foundation.access.roles import ROLES

MUNICIPALITY = "municipality"
CARE = frozenset(
    {"sheltered_care_provider", "ambulatory_provider", "public_health_service", "other"}
)
PUBLIC = frozenset({MUNICIPALITY, "public_health_service", "other"})
EVERY = CARE | PUBLIC | {"housing_corporation"}


class Giver(StrEnum):
    """Who gives a role; the person who gets it accepts it themself."""

    ORGANISATION = "organisation"  # the admin of the organisation, to a colleague
    REGION = "region"  # a region admin proposes, and a second person agrees


class Second(StrEnum):
    """Who may agree with what a region admin proposed. Never who proposed it, or gets it."""

    REGION_ADMIN = "region_admin"  # another one
    OWN_ADMIN = "organisation_admin"  # of the organisation where the role will be held


@dataclass(frozen=True)
class Rule:
    kinds: frozenset[str]  # of organisations in which this role exists
    givers: frozenset[Giver]
    central_only: bool = False  # in the central municipality of the region alone
    seconds: frozenset[Second] = frozenset(Second)  # of a proposal by a region admin


OWN, REGION = frozenset({Giver.ORGANISATION}), frozenset({Giver.REGION})
RULES: dict[str, Rule] = {
    "support_worker": Rule(CARE, OWN),
    "housing_consultant": Rule(frozenset({"housing_corporation"}), OWN),
    "access_worker": Rule(frozenset({MUNICIPALITY}), OWN),
    # The first of an organisation has no colleague who could give it.
    "organisation_admin": Rule(EVERY, OWN | REGION, seconds=frozenset({Second.REGION_ADMIN})),
    # These reach over the whole region.
    "policy_officer": Rule(PUBLIC, REGION),
    "table_chair": Rule(EVERY, REGION),
    "privacy_officer": Rule(PUBLIC, REGION),
    "help_desk": Rule(PUBLIC, REGION),
    "region_admin": Rule(frozenset({MUNICIPALITY}), REGION, central_only=True),
}
REGION_WIDE = frozenset(key for key, rule in RULES.items() if rule.givers == REGION)


def exists_in(role: str, kind: str, *, is_central: bool) -> bool:
    rule = RULES.get(role)
    return rule is not None and kind in rule.kinds and (is_central or not rule.central_only)


def roles_by(giver: Giver, kind: str, *, is_central: bool = False) -> list[tuple[str, str]]:
    """What this giver may give in such an organisation, as choices of a form."""
    return [
        (key, ROLES[key].label)
        for key, rule in RULES.items()
        if giver in rule.givers and exists_in(key, kind, is_central=is_central)
    ]


def may_second(role: str, *, acting: str, works_there: bool) -> bool:
    """Whether somebody with the role `acting` may agree that another gets `role`."""
    rule = RULES.get(role)
    if rule is None or Giver.REGION not in rule.givers:
        return False
    own = acting == Second.OWN_ADMIN and works_there and Second.OWN_ADMIN in rule.seconds
    return own or (acting == Second.REGION_ADMIN and Second.REGION_ADMIN in rule.seconds)

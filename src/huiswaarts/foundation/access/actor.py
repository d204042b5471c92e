import datetime as dt
from dataclasses import dataclass, replace
from typing import Self

from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.roles import ROLES


class NoneOfTheirOwnError(Exception):
    """A door let someone in without the region or organisation that the page is about."""


SYSTEM = "system"  # the role of the clock, which acts for nobody; known by the wall


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom, where and when. Every action and every query gets one.

    A professional acts with exactly one membership; a client or relative has none
    (`membership_id` is None) and acts through a seat of their own. Holds plain ids.
    """

    user_id: int
    name: str
    region_id: int | None
    at: dt.datetime
    membership_id: int | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    role: str = ""
    second_step: bool = False  # taken in the session in which they act
    why: str = ""  # the rule that let them in, for the access record

    @property
    def is_professional(self) -> bool:
        return self.membership_id is not None

    @property
    def is_at_home(self) -> bool:
        """With a seat of their own; who has neither seat nor work can only answer an invitation."""
        return self.membership_id is None and bool(self.role)

    def has(self, permission: Permission) -> bool:
        role = ROLES.get(self.role)
        return role is not None and permission in role.permissions

    def because(self, rule: str) -> Self:
        return replace(self, why=rule)

    @property
    def own_region_id(self) -> int:
        """For what is only for who has one: a filter on nothing would find the rows of nobody."""
        if self.region_id is None:
            raise NoneOfTheirOwnError
        return self.region_id

    @property
    def own_organisation_id(self) -> int:
        if self.organisation_id is None:
            raise NoneOfTheirOwnError
        return self.organisation_id

    @property
    def own_membership_id(self) -> int:
        if self.membership_id is None:
            raise NoneOfTheirOwnError
        return self.membership_id

    @property
    def today(self) -> dt.date:
        from django.utils import timezone  # noqa: PLC0415  the time zone is a setting

        return timezone.localdate(self.at)


def the_clock(*, region_id: int, at: dt.datetime, job: str) -> Actor:
    """Who acts when a job does, in one region: no person, no seat, no permission."""
    return Actor(user_id=0, name="", region_id=region_id, at=at, role=SYSTEM, why=f"job:{job}")

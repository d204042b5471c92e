import datetime as dt
from dataclasses import dataclass, replace
from typing import Self

from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.roles import ROLES


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
    why: str = ""  # the rule that let them in, for the access record

    @property
    def is_professional(self) -> bool:
        return self.membership_id is not None

    def has(self, permission: Permission) -> bool:
        role = ROLES.get(self.role)
        return role is not None and permission in role.permissions

    def because(self, rule: str) -> Self:
        return replace(self, why=rule)

    @property
    def today(self) -> dt.date:
        from django.utils import timezone  # noqa: PLC0415  the time zone is a setting

        return timezone.localdate(self.at)

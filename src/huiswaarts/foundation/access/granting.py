"""Nobody gives themself a right: the one rule over every action that gives somebody one.

An action that makes or changes a row from which rights follow stands under `@granting`. The
declaration says who gains by it; when the acting person is among them it is refused, before
anything is read or written. Read by tests/architecture, which finds the actions without it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied

from huiswaarts.foundation.access.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
Gains = Callable[..., Iterable[int | None]]

WHO_ACTS = "{} gives somebody a right: say by whom"
NOT_YOURSELF = "U kunt uzelf geen rechten geven. Dat doet iemand anders."


class Own(StrEnum):
    """The only cases in which somebody may gain by what they do themself. A closed list."""

    OWN_DATA = "own_data"  # a client, or who sits at home: over what is their own
    BEGINS_CASE = "begins_case"  # who registers somebody sits at that table from the first day
    HEIR = "heir"  # coordination that would be nobody's
    ACCEPTS_INVITATION = "accepts_invitation"  # what another offered, taken by whom it is for


@dataclass(frozen=True)
class Grant:
    """One granting action, as declared."""

    name: str  # `module:function`, without the package
    action: Callable[..., Any]
    gains: Gains
    own: Own | None
    reason: str
    by_code: bool = False

    def refuses(self, by: Actor | None, **said: Any) -> bool:
        """Whether this person would gain by it, without one of the exceptions."""
        if self.own is not None and not (self.own is Own.OWN_DATA and by and by.is_professional):
            return False
        return by is not None and by.user_id in set(self.gains(by=by, **said))


GRANTS: dict[str, Grant] = {}


def nobody(**_: object) -> tuple[int, ...]:
    """For an action that prepares a right and gives it to no one yet."""
    return ()


def granting(
    *, to: Gains, own: Own | None = None, reason: str = NOT_YOURSELF, by_code: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`to` gives, from the action's keyword arguments, the ids of the users who gain.

    `by_code`: nobody is signed in; who holds the code of an invitation acts. Else the action is
    called with who acts, or fails.
    """

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        name = f"{action.__module__.removeprefix('huiswaarts.')}:{action.__qualname__}"
        grant = Grant(name, action, to, own, reason, by_code)

        @wraps(action)
        def guarded(*args: P.args, **said: P.kwargs) -> R:
            by: Any = said.get("by")
            if by is None and not by_code:
                raise TypeError(WHO_ACTS.format(name))
            if grant.refuses(**{**said, "by": by}):
                raise PermissionDenied(reason)
            return action(*args, **said)

        guarded.grant = grant  # type: ignore[attr-defined]
        GRANTS[name] = grant
        return guarded

    return decorate

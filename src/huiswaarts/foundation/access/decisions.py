from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Decision:
    """The answer of a policy: true or false, with the reason to tell the user."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(allowed=True)


def no(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def when(allowed: bool, reason: str) -> Decision:  # noqa: FBT001  reads as "yes when"
    return YES if allowed else no(reason)


def first_no(*decisions: Decision) -> Decision:
    """The first refusal, or yes."""
    return next((decision for decision in decisions if not decision), YES)


def require(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)

"""A worker leaves an organisation: seats end, coordination passes on, access stops at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, ProgrammingError, connection, transaction

from huiswaarts.casework.cases.actions.notices import open_questions, tell_outcome
from huiswaarts.casework.cases.actions.telling import Hands, Kind, tell_people
from huiswaarts.casework.journey.hands import hands_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import Own, granting, nobody
from huiswaarts.foundation.access.session import as_the_clock
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.actions.alarm import What, alarm
from huiswaarts.foundation.events import actions as events
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership
from huiswaarts.foundation.network.queries import region_admins

TRIES = 3
SEATED_MEANWHILE = "40001"  # serialization_failure
REFUSED = "42501"  # insufficient_privilege
MEANWHILE = "Er is niets beëindigd. Op hetzelfde moment eindigde een andere rol. Kijk opnieuw."


class NobodyElseError(Exception):
    """`cases` cases have no other professional who can take over coordination."""

    def __init__(self, cases: int) -> None:
        super().__init__(cases)
        self.cases = cases


@granting(to=nobody, own=Own.HEIR)  # the database names who coordinates from then on
@transaction.atomic
def end_membership(*, membership: Membership, reason: str, by: Actor) -> None:
    """All or nothing; refused while a case would be left without a coordinator.

    It ends what this organisation gave. Work elsewhere, one's own Mijn Thuis and the account
    itself are not of the organisation: the next request acts without this membership.
    """
    require(policies.end_work(by, membership))
    _end_work(membership, reason, by)
    alarm(user=membership.user, what=What.WORK_ENDED, at=by.at)


@granting(to=nobody, own=Own.HEIR)  # the database names who coordinates from then on
@transaction.atomic
def end_role(*, membership: Membership, reason: str, by: Actor) -> None:
    """A role over the region, by a region admin; or one's own. The last region admin stays."""
    admins = region_admins(by.own_region_id, at=by.at).count()
    require(policies.end_role(by, membership, admins=admins))
    _end_work(membership, reason, by)
    _tell_ended(membership, by)


def _tell_ended(membership: Membership, by: Actor) -> None:
    """The region admins who are left, and whose role it was: in their other work here, else by mail
    and telephone, for no inbox of theirs may be left.
    """
    own = Membership.objects.active(by.at).filter(user_id=membership.user_id)
    other = own.filter(region_id=by.own_region_id).order_by("pk").first()
    left = [*region_admins(by.own_region_id, at=by.at), *([other] if other else [])]
    news = News(Kind.ROLE_ENDED, subject=f"network.membership:{membership.pk}")
    tell(news=news, to=[events.Recipient(one.user_id, one.pk) for one in left], by=by)
    if other is None and membership.user_id != by.user_id:
        alarm(user=membership.user, what=What.WORK_ENDED, at=by.at)


def _end_work(membership: Membership, reason: str, by: Actor) -> None:
    cases = _coordinated_by(membership)
    asked = open_questions(membership, by)
    alone = _pass_on(membership, reason)
    if alone:
        raise NobodyElseError(alone)
    _tell_heirs(membership, cases, by)
    for outcome, seat in asked:
        tell_outcome(outcome, seat, by)
    _tell_of_tables(membership, by)
    events.record(
        kind="network.membership_ended", by=by, subject=f"network.membership:{membership.pk}"
    )


def _pass_on(membership: Membership, reason: str) -> int:
    """Its locks are those of the cases of this person; tried again when a seat came meanwhile."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return int(_ask("app_end_membership(%s, %s)", membership.pk, reason))
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != SEATED_MEANWHILE:
                raise
            last = error
    raise last


def _coordinated_by(membership: Membership) -> list[int]:
    """Locked first, as leaving itself does: nobody hands one over meanwhile."""
    return list(_ask("app_coordinated_by(%s)", membership.pk))


def _ask(call: str, *values: int | str) -> Any:
    """Both look again behind their locks; of two at once the second is told why not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"select {call}", values)
            return cursor.fetchone()[0]
    except ProgrammingError as late:
        if getattr(late.__cause__, "sqlstate", "") != REFUSED:
            raise
        raise PermissionDenied(MEANWHILE) from late


def _tell_heirs(membership: Membership, cases: list[int], by: Actor) -> None:
    """Whoever coordinates from now on hears of it, and so does the client."""
    with connection.cursor() as cursor:
        cursor.execute("select * from app_heirs_after(%s, %s)", [membership.pk, cases])
        found = cursor.fetchall()
    for case_id, user_id, heir_id, client_id in found:
        events.record(
            kind="cases.coordination_passed",
            by=by,
            case_id=case_id,
            subject=f"cases.case:{case_id}",
            before=membership.pk,
            to=heir_id,
            passed_at=by.at.isoformat(),
        )
        client = [events.Recipient(client_id)] if client_id else []
        with as_the_clock(by, job="leaving") as clock:  # also what goes on paper
            tell_people(
                news=News(kind=Kind.COORDINATION_PASSED, case_id=case_id),
                to=[events.Recipient(user_id, heir_id), *client],
                hands=hands_of([case_id]).get(case_id, Hands()),
                by=clock,
            )


def _tell_of_tables(membership: Membership, by: Actor) -> None:
    """A table that they chaired goes on; a policy officer names another chair."""
    with connection.cursor() as cursor:
        cursor.execute("select * from app_tables_left(%s)", [membership.pk])
        found = cursor.fetchall()
    for table_id in sorted({row[0] for row in found}):
        about = f"tables.table:{table_id}"
        events.record(kind="tables.chair_left", by=by, subject=about, member=membership.pk)
        officers = [events.Recipient(user, work) for table, user, work in found
                    if table == table_id and work is not None]  # fmt: skip
        tell(news=News(kind=Kind.TABLE_WITHOUT_CHAIR, subject=about), to=officers, by=by)

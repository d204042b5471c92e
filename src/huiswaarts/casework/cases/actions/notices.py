"""Who hears of it when somebody wants to coordinate, and when access stops, ends or opens again."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from huiswaarts.casework.cases.actions.telling import Kind, Which, tell_table
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_questions import coordinator_gone
from huiswaarts.foundation.access.actor import SYSTEM, Actor
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.network.models import Membership


def _news(kind: str, seat: TeamMember) -> News:
    return News(kind=kind, case_id=seat.case_id, subject=f"cases.teammember:{seat.pk}")


def tell_asked(seat: TeamMember, by: Actor) -> None:
    """Who answers: the coordinator, or when that person is gone the other parties."""
    case = seat.case
    team = TeamMember.objects.active(by.at).filter(case=case)
    if coordinator_gone(case, team, by):
        others, left = _others(seat.organisation_id), case.coordinator_id
        which = lambda one: others(one) and one.membership_id != left  # noqa: E731
    else:
        which = _of_work(case.coordinator_id)
    tell_table(news=_news(Kind.COORDINATION_ASKED, seat), case_id=case.pk, by=by, which=which)


def tell_refused(seat: TeamMember, by: Actor) -> None:
    which = _of_work(seat.membership_id)
    news = _news(Kind.COORDINATION_REFUSED, seat)
    tell_table(news=news, case_id=seat.case_id, by=by, which=which)


def tell_passed(case: Case, before: Membership, by: Actor) -> None:
    """Old and new coordinator and the client; the old one also without a seat here any more."""
    news = News(kind=Kind.COORDINATION_PASSED, case_id=case.pk)
    new = case.coordinator_id

    def meant(seat: TeamMember) -> bool:
        return seat.is_client or seat.membership_id == new

    tell_table(news=news, case_id=case.pk, by=by, which=meant)
    tell(news=news, to=[Recipient(before.user_id, before.pk)], by=by)


def tell_guest_asked(seat: TeamMember, by: Actor) -> None:
    """The client knows who may come to the table, before somebody does."""
    news = _news(Kind.GUEST_ASKED, seat)
    tell_table(news=news, case_id=seat.case_id, by=by, which=lambda one: one.is_client)


def tell_stopped(seat: TeamMember, by: Actor) -> None:
    """Whose access stopped and their organisation; and who decides about it."""
    tell(news=_news(Kind.SEAT_STOPPED, seat), to=_themself(seat), by=by)
    _tell_organisation(Kind.COLLEAGUE_STOPPED, seat, by)
    tell_table(
        news=_news(Kind.SEAT_END_ASKED, seat),
        case_id=seat.case_id,
        by=by,
        which=_others(by.organisation_id, seat.organisation_id),
    )


def tell_settled(seat: TeamMember, by: Actor) -> None:
    """The same people, who coordinates and who asked: it ended, or is open again."""
    ended = seat.state == TeamMember.State.ENDED
    kind = Kind.SEAT_ENDED if ended else Kind.SEAT_OPENED
    to = {*_themself(seat), *_work([seat.question_by])}
    tell(news=_news(kind, seat), to=sorted(to, key=lambda one: one.user_id), by=by)
    _tell_organisation(Kind.COLLEAGUE_SETTLED, seat, by)
    if by.role == SYSTEM:
        heads = set(_heads(seat.case_id)) - to
        tell(news=_news(kind, seat), to=sorted(heads, key=lambda one: one.user_id), by=by)
    else:
        tell_table(
            news=_news(kind, seat),
            case_id=seat.case_id,
            by=by,
            which=lambda one: (
                (one.is_client or one.membership_id == one.case.coordinator_id)
                and one.pk != seat.pk
                and one.membership_id != seat.question_by
            ),
        )


def _tell_organisation(kind: str, seat: TeamMember, by: Actor) -> None:
    """The admins of whose colleague it is; without the case, which they do not see."""
    if seat.membership_id is None:
        return
    admins = Membership.objects.active(by.at).filter(role="organisation_admin")
    own = Membership.objects.filter(pk=seat.membership_id).values("organisation_id")
    news = News(kind=kind, case_id=seat.case_id, subject=f"network.membership:{seat.membership_id}")
    to = [Recipient(one.user_id, one.pk) for one in admins.filter(organisation_id__in=own)]
    tell(news=news, to=to, by=by)


def _themself(seat: TeamMember) -> list[Recipient]:
    if seat.membership_id is not None:
        return _work([seat.membership_id])
    return [Recipient(seat.user_id)] if seat.user_id else []


def _work(ids: Iterable[int | None]) -> list[Recipient]:
    found = Membership.objects.filter(Q(pk__in=[pk for pk in ids if pk]))
    return [Recipient(one.user_id, one.pk) for one in found]


def _heads(case_id: int) -> list[Recipient]:
    with connection.cursor() as cursor:
        cursor.execute("select user_id, membership_id from app_table_heads(%s)", [case_id])
        return [Recipient(user_id, work) for user_id, work in cursor.fetchall()]


def _of_work(membership_id: int | None) -> Which:
    return lambda seat: membership_id is not None and seat.membership_id == membership_id


def _others(*organisations: int | None) -> Which:
    """The parties that may answer: other organisations, no guests; and the client."""

    def may_answer(seat: TeamMember) -> bool:
        works = SEATS[seat.kind].professional and seat.kind != SeatKind.GUEST
        return seat.is_client or (works and seat.organisation_id not in organisations)

    return may_answer

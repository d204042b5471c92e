"""A guest at one point of the agenda: asked, followed when the meeting moves, and thanked."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from huiswaarts.casework.cases.actions.telling import tell_table
from huiswaarts.casework.cases.models import Document, GuestPass, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.models import AgendaItem, Meeting
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.models import Notification

REPORT = policies.REPORT


@granting(
    to=lambda *, seat, **_: (seat.membership and seat.membership.user_id,),
    reason="U vraagt uzelf niet als gast.",
)
@transaction.atomic
def invite_guest(
    *, item: AgendaItem, seat: TeamMember, documents: Iterable[Document], sight: Sight, by: Actor
) -> GuestPass:
    """Also says again which documents of this meeting the guest reads. Twice is once."""
    require(policies.invite_guest(item.meeting.case, sight, item, seat))
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related(
        "guest_pass", "meeting__case"
    ).get(pk=item.pk)  # fmt: skip
    require(policies.invite_guest(item.meeting.case, sight, item, seat))  # two who ask at once
    given = item.guest_pass or _give(item, seat, by)
    _lend(given, documents, item.meeting)
    return given


def _give(item: AgendaItem, seat: TeamMember, by: Actor) -> GuestPass:
    given = GuestPass.objects.create(
        case_id=item.case_id,
        topic=REPORT,
        seat=seat,
        given_by_id=by.own_membership_id,
        given_at=by.at,
        **_when(item.meeting),
    )
    item.guest_pass = given
    item.save(update_fields=["guest_pass"])
    _note("meetings.guest_invited", given, by)
    _tell(Notification.Kind.GUEST_INVITED, given, by)
    _tell_client(given, by)
    return given


def _lend(given: GuestPass, documents: Iterable[Document], meeting: Meeting) -> None:
    """These documents of the meeting, and no others."""
    chosen = [document.pk for document in documents]
    given.documents.exclude(pk__in=chosen).update(guest_pass=None)
    free = Document.objects.filter(pk__in=chosen, guest_pass=None, meetings__meeting=meeting)
    free.update(guest_pass=given)


@transaction.atomic
def end_guest(*, item: AgendaItem, sight: Sight, by: Actor) -> None:
    """From now on the guest reads nothing of it. A second press changes nothing."""
    require(policies.invite_guest(item.meeting.case, sight, item))
    given = item.guest_pass
    if given is None:
        return
    given.documents.update(guest_pass=None)
    item.guest_pass = None
    item.save(update_fields=["guest_pass"])
    _end([given], by)


def follow(meeting: Meeting, by: Actor) -> None:
    """The meeting moved: so do the passes, with what they open."""
    for given in _of(meeting):
        before = given.begins_at
        for name, value in _when(meeting).items():
            setattr(given, name, value)
        given.save(update_fields=["begins_at", "minutes", "place"])
        if before != given.begins_at:
            _tell(Notification.Kind.GUEST_INVITED, given, by)


def send_home(meeting: Meeting, by: Actor) -> None:
    """The meeting is off: nobody is a guest of it."""
    _end(_of(meeting), by)


def _of(meeting: Meeting) -> list[GuestPass]:
    rows = GuestPass.objects.filter(points__meeting=meeting, ended_at=None)
    return list(rows.order_by("pk"))


def _end(passes: Iterable[GuestPass], by: Actor) -> None:
    for given in passes:
        given.ended_at = by.at
        given.save(update_fields=["ended_at"])
        _note("meetings.guest_sent_home", given, by)
        _tell(Notification.Kind.GUEST_NOT_NEEDED, given, by)


def _when(meeting: Meeting) -> dict[str, dt.datetime | int | str]:
    return {
        "begins_at": meeting.begins_at,
        "minutes": meeting.minutes,
        "place": meeting.get_place_display(),
    }


def _note(kind: str, given: GuestPass, by: Actor) -> None:
    record(
        kind=kind,
        by=by,
        case_id=given.case_id,
        topic=REPORT,
        subject=f"cases.guestpass:{given.pk}",
    )


def _tell_client(given: GuestPass, by: Actor) -> None:
    about = f"cases.guestpass:{given.pk}"
    news = News(kind=Notification.Kind.GUEST_READS, case_id=given.case_id, subject=about)
    tell_table(news=news, case_id=given.case_id, which=lambda seat: seat.is_client, by=by)


def _tell(kind: str, given: GuestPass, by: Actor) -> None:
    gone = given.ended_at is not None  # the guest does not see the pass any more
    about = "" if gone else f"cases.guestpass:{given.pk}"
    news = News(kind=kind, case_id=given.case_id, subject=about)
    tell_table(news=news, case_id=given.case_id, which=lambda seat: seat.pk == given.seat_id, by=by)

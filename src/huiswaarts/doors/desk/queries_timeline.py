"""The events of a case that the actor may see, with the names they speak of."""

import datetime as dt

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries import visible_events
from huiswaarts.casework.cases.queries_team import name_of, team_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.doors.desk.timeline import SENTENCES, Names, ids_in
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.models import AccessRecord, Event
from huiswaarts.foundation.network.models import Membership, Organisation

PAGE = 50
PAGES = ("desk:case", "desk:timeline")
JUST_NOW = dt.timedelta(minutes=10)


def events_of(case: Case, actor: Actor, number: int) -> tuple[list[Event], bool]:
    """One page, newest first, and whether there is more."""
    rows = visible_events(actor).filter(case_id=case.pk, kind__in=SENTENCES)
    first = (number - 1) * PAGE
    found = list(rows.order_by("-at", "-id")[first : first + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def last_look(case: Case, actor: Actor) -> dt.datetime | None:
    """When this person last looked at this case, apart from just now. One query."""
    looks = AccessRecord.objects.filter(
        user_id=actor.user_id,
        case_id=case.pk,
        action__in=PAGES,
        outcome=AccessRecord.Outcome.SHOWN,
        at__lt=actor.at - JUST_NOW,
    )
    return looks.order_by("-at").values_list("at", flat=True).first()


def changed_since(case: Case, actor: Actor) -> tuple[dt.datetime, int] | None:
    """How much others did since then, that this person may see; None when nothing. Two queries."""
    since = last_look(case, actor)
    if since is None:
        return None
    rows = visible_events(actor).filter(case_id=case.pk, kind__in=SENTENCES, at__gt=since)
    count = rows.exclude(user_id=actor.user_id)[:PAGE].count()
    return (since, count) if count else None


def names_for(events: list[Event], case: Case, actor: Actor, sight: Sight) -> Names:
    """At most four queries, however many events."""
    team = team_of(sight)
    return Names(
        members=_members(events, actor),
        users={seat.user_id: name_of(seat, case) for seat in team if seat.user_id},
        seats=_seats(team, case),
        organisations=_organisations(events, actor),
        boxes=_boxes(events, case, actor),
    )


def _seats(team: list[TeamMember], case: Case) -> dict[int, str]:
    return {seat.pk: name_of(seat, case) or str(seat.organisation or "") for seat in team}


def _members(events: list[Event], actor: Actor) -> dict[int, str]:
    ids = {event.membership_id for event in events} | ids_in(events, "membership", "to")
    rows = Membership.objects.visible_to(actor).filter(pk__in=[one for one in ids if one])
    return {one.pk: one.user.name for one in rows.select_related("user")}


def _organisations(events: list[Event], actor: Actor) -> dict[int, str]:
    ids = ids_in(events, "organisation")
    if not ids:
        return {}
    rows = Organisation.objects.visible_to(actor).filter(pk__in=ids)
    return dict(rows.values_list("pk", "name"))


def _boxes(events: list[Event], case: Case, actor: Actor) -> dict[int, str]:
    if not any(event.topic for event in events):
        return {}
    rows = Box.objects.visible_to(actor).filter(case=case).values_list("topic", "box_type_id")
    return {topic: f"de doos {say(kind_of(type_id).box)}" for topic, type_id in rows}

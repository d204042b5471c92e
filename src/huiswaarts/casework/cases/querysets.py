"""Which rows an actor sees: the first lock. The wall in the database is the second.

Both say the same, apart from each other; tests/walls holds them side by side.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Value, When

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.seats import SEATS, Label, SeatKind
from huiswaarts.foundation.access.topics import TOPICS, Level, Topic, scope_key

if TYPE_CHECKING:
    from huiswaarts.casework.cases.sight import Sight

NOTHING = Q(pk__in=())
CARD_PHASES = ("in_view", "closed")
CARD_STATUSES = ("stopped", "transferred", "deceased", "registered_in_error")


def _team() -> models.QuerySet[Any]:
    return apps.get_model("cases", "TeamMember").objects.all()


def current(actor: Actor, prefix: str = "") -> Q:
    """Rows that have begun and not ended at the moment of the actor."""
    return Q(**{f"{prefix}from_at__lte": actor.at}) & (
        Q(**{f"{prefix}until_at": None}) | Q(**{f"{prefix}until_at__gt": actor.at})
    )


def own_seats(actor: Actor, prefix: str = "") -> Q:
    """The active seats through which this actor sits somewhere."""
    if actor.is_professional:
        who = Q(**{f"{prefix}membership_id": actor.membership_id})
    else:
        who = Q(**{f"{prefix}user_id": actor.user_id, f"{prefix}membership": None})
    return who & Q(**{f"{prefix}state": "active"}) & current(actor, prefix)


def someone(who: Any, at: Any, *, professional: bool) -> Actor:
    """An actor of whom only this much is known, for a question that is kept."""
    user, work = (0, who) if professional else (who, None)
    return Actor(user_id=user, name="", region_id=None, at=at, membership_id=work)


def shared(
    actor: Actor, level: Level, *, topic: Any, label: Any = None, case: str = "case_id"
) -> Q:
    """Rows of a topic (a column or a number) that a party of the actor may see at this level."""
    if label is None and not isinstance(topic, str):
        return Q(**{f"{case}__in": _cases_sharing(actor, level, int(topic))})
    return Q(Exists(_as_client(actor, case, label))) | Q(
        Exists(_as_party(actor, level, case=case, topic=topic, label=label))
    )


def _cases_sharing(actor: Actor, level: Level, topic: int) -> models.QuerySet[Any]:
    """One topic of many cases: asked once, not per row."""
    rules = apps.get_model("cases", "Sharing").objects.filter(
        Q(organisation_id=OuterRef("organisation_id")) | Q(member_id=OuterRef("pk")),
        current(actor),
        case_id=OuterRef("case_id"),
        seat_kind=OuterRef("kind"),
        topic=topic,
        level__gte=level,
    )
    rules = rules.exclude(card_hides(actor))
    seats = _team().filter(Q(kind=SeatKind.CLIENT) | Exists(rules), own_seats(actor))
    return seats.values("case_id")


def _as_client(actor: Actor, case: str, label: Any) -> models.QuerySet[Any]:
    """After a recovery by others, what only the client reads is shut for a while."""
    seats = _team().filter(own_seats(actor), kind=SeatKind.CLIENT, case_id=OuterRef(case))
    if label is None:
        return seats
    unsealed = Q(user__client_only_from=None) | Q(user__client_only_from__lte=actor.at)
    circle = ExpressionWrapper(OuterRef(label), output_field=models.SmallIntegerField())
    return seats.alias(circle=circle).filter(unsealed | Q(circle__lt=Label.CLIENT_ONLY))


def _as_party(
    actor: Actor, level: Level, *, case: str, topic: Any, label: Any
) -> models.QuerySet[Any]:
    sharing = apps.get_model("cases", "Sharing")
    party = Q(organisation__isnull=False, organisation_id=F("case__team__organisation_id")) | Q(
        member_id=F("case__team__id")
    )
    rows = sharing.objects.filter(
        current(actor),
        own_seats(actor, "case__team__"),
        party,
        case_id=OuterRef(case),
        case__team__kind=F("seat_kind"),
        topic=OuterRef(topic) if isinstance(topic, str) else topic,
        level__gte=level,
    ).exclude(card_hides(actor))
    if label is None:
        return rows
    reach = SqlCase(
        *(When(seat_kind=str(kind), then=Value(info.max_label)) for kind, info in SEATS.items()),
        default=Value(-1),
    )
    return rows.annotate(reach=reach).filter(reach__gte=OuterRef(label))


def card_hides(actor: Actor) -> Q:
    """Rules of sharing that give nothing: of a case that has not begun or is over a party gets the
    contact card only, and who coordinates reads topic 0, to begin, close and correct it.
    """
    over = Q(case__phase__in=CARD_PHASES) | Q(case__status__in=CARD_STATUSES)
    return over & ~Q(topic=Topic.COMMON, case__coordinator_id=actor.membership_id)


def keys_of(sight: "Sight", level: Level, topics: Iterable[int] = range(TOPICS)) -> list[int]:
    """The scopes of one case that a sight reaches: what `visible_to` asks of the tables."""
    return [
        scope_key(sight.case_id, topic, label)
        for topic in topics
        for label in range(sight.reach(topic, level) + 1)
    ]


def sits_in(actor: Actor, case: str = "case_id") -> Q:
    return Q(Exists(_team().filter(own_seats(actor), case_id=OuterRef(case))))


def left_out(who: "Actor | Sight", path: str) -> Q:
    """Rows of the meetings (at `path`) at which the client did not want this person there. Nobody
    at work is ever left out, and the client is not.
    """
    if who.is_professional:
        return NOTHING
    rows = apps.get_model("meetings", "Attendance").objects.filter(
        how="left_out", seat__user_id=who.user_id or 0, seat__membership=None
    )
    return Q(**{f"{path}__in": rows.values("meeting_id")})


class CaseQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, actor: Actor) -> Self:
        """The cases that the actor reads; of others where they sit there is a contact card
        (card.py). No role sees more.
        """
        return self.filter(shared(actor, Level.READ, topic=int(Topic.COMMON), case="pk"))


class CaseBoundQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, actor: Actor) -> Self:
        """Who reads the contact card of the case reads these."""
        return self.filter(shared(actor, Level.READ, topic=int(Topic.COMMON)))

    def seen_by(self, sight: Any) -> Self:
        """The same rows of one case, whose door already found out what the actor sees of it."""
        rows = self.within(sight.case_id)
        return rows if sight.may_read(Topic.COMMON) else rows.none()

    def within(self, case: Any) -> Self:
        return self.filter(case_id=case)


class TeamMemberQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, actor: Actor) -> Self:
        """The table where you sit, your own seats, and as admin the seats of your organisation."""
        rows = own_seats(actor) | shared(actor, Level.READ, topic=int(Topic.COMMON))
        if actor.has(Permission.ORGANISATION_MANAGE):
            rows |= Q(organisation_id=actor.organisation_id)
        return self.filter(rows)

    def seen_by(self, sight: Any) -> Self:
        """The same rows of one case, for who sits there."""
        own = [seat.pk for seat in sight.seats]
        return self.within(sight.case_id, own, table=sight.may_read(Topic.COMMON))

    def within(self, case: Any, own: Any, *, table: bool) -> Self:
        rows = self.filter(case_id=case)
        return rows if table else rows.filter(pk__any=own)

    def active(self, at: Any) -> Self:
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), state="active", from_at__lte=at)


class SharingQuerySet(CaseBoundQuerySet):
    def current(self, at: Any) -> Self:
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at)


class ScopedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    level = Level.READ

    def visible_to(self, actor: Actor) -> Self:
        """Rows of topics shared with a party of the actor, within the circle of the label."""
        return self.filter(shared(actor, self.level, topic="topic", label="label"))


class StatusQuerySet(ScopedQuerySet):
    level = Level.STATUS


class CommitmentQuerySet(ScopedQuerySet):
    """Not by who was left out of the meeting where it was promised, except what is one's own."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).exclude(self._kept_from(actor))

    def seen_by(self, sight: "Sight") -> Self:
        """The same rows of one case, whose door already found out what the actor sees of it."""
        return self.within(keys_of(sight, self.level)).exclude(self._kept_from(sight))

    def _kept_from(self, who: "Actor | Sight") -> Q:
        if who.is_professional:
            return NOTHING
        return left_out(who, "meetings__meeting") & ~Q(owner__user_id=who.user_id)

    def within(self, scopes: Any) -> Self:
        return self.filter(scope__any=scopes)


class GuestPassQuerySet(ScopedQuerySet):
    AROUND = dt.timedelta(days=7)  # before and after the meeting

    def visible_to(self, actor: Actor) -> Self:
        """By who reads what it is for, and by the guest until it shuts: when and where it is."""
        rows = shared(actor, self.level, topic="topic", label="label")
        return self.filter(rows | Q(pk__in=self.model.objects.of_guest(actor).values("pk")))

    def of_guest(self, actor: Actor) -> Self:
        """With which this actor is a guest, now or soon."""
        mine = own_seats(actor, "seat__") & Q(seat__kind=SeatKind.GUEST, ended_at=None)
        over = models.Func(F("case_id"), function="app_on_card", output_field=models.BooleanField())
        rows = self.filter(mine, begins_at__gt=actor.at - self.AROUND)
        return rows.alias(over=over).filter(over=False)

    def open_to(self, actor: Actor) -> Self:
        """With which this actor reads now."""
        return self.of_guest(actor).filter(begins_at__lte=actor.at + self.AROUND)


def as_guest(actor: Actor) -> Q:
    """Rows that carry a pass with which this actor reads now."""
    passes = apps.get_model("cases", "GuestPass").objects.open_to(actor)
    return Q(guest_pass__in=passes.values("pk"))


class DocumentQuerySet(CommitmentQuerySet):
    """Read by topic, like promises, and by a guest for whom it was put there."""

    def visible_to(self, actor: Actor) -> Self:
        rows = self.filter(
            shared(actor, self.level, topic="topic", label="label") | as_guest(actor)
        )
        return rows.exclude(self._kept_from(actor))

    def _kept_from(self, who: "Actor | Sight") -> Q:
        return left_out(who, "meetings__meeting")


class ConsentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, actor: Actor) -> Self:
        """What the own party reads, and what one wrote down oneself at this table."""
        rows = shared(actor, Level.READ, topic="topic", label="label")
        return self.filter(rows | (Q(by_user=actor.user_id) & sits_in(actor)))

"""The joint meeting: when, who was there, what was on the table and what came of it."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.models import (
    CaseBound,
    Commitment,
    Document,
    GuestPass,
    ScopedRow,
    TeamMember,
)
from huiswaarts.casework.meetings.querysets import (
    AgendaItemQuerySet,
    MeetingQuerySet,
    MeetingScopedQuerySet,
    ReportQuerySet,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership
from huiswaarts.institutions.bottlenecks.models import Bottleneck

PROTECT = models.PROTECT
REPORT_MOST = 1000  # characters: agreements, not talk


class Meeting(CaseBound):
    """One meeting of the team of a case. When and how is for whoever reads the contact card."""

    class Kind(models.TextChoices):
        KICKOFF = "kickoff", "eerste overleg"
        REGULAR = "regular", "gewoon overleg"
        EXTRA = "extra", "extra overleg"
        SIGNING = "signing", "tekenen"
        INTRODUCTION = "introduction", "kennismaken"
        EVALUATION = "evaluation", "evaluatie"
        CLOSING = "closing", "afronden"

    class Place(models.TextChoices):
        HOME = "home", "bij de cliënt"
        PROVIDER = "provider", "bij de begeleiding"
        MUNICIPALITY = "municipality", "bij de gemeente"
        VIDEO = "video", "met beeld"
        PHONE = "phone", "aan de telefoon"
        ELSEWHERE = "elsewhere", "ergens anders"

    class Status(models.TextChoices):
        PLANNED = "planned", "gepland"
        HELD = "held", "geweest"
        CANCELLED = "cancelled", "gaat niet door"

    class Presence(models.TextChoices):
        PRESENT = "present", "ja, aan tafel"
        BY_PHONE = "by_phone", "ja, aan de telefoon"
        REPRESENTED = "represented", "iemand sprak namens de cliënt"
        CHOSE_NOT_TO = "chose_not_to", "de cliënt wilde er niet bij zijn"
        NOT_ASKED = "not_asked", "nog niet gevraagd"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    kind = models.CharField("soort", max_length=20, choices=Kind.choices, default=Kind.REGULAR)
    begins_at = models.DateTimeField("begint op")
    minutes = models.PositiveSmallIntegerField("minuten", default=60)
    place = models.CharField("waar", max_length=20, choices=Place.choices)
    status = models.CharField(
        "toestand", max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    why = models.CharField("reden", max_length=200, blank=True)
    client_presence = models.CharField(
        "cliënt erbij", max_length=20, choices=Presence.choices, default=Presence.NOT_ASKED
    )
    presence_why = models.CharField("waarom niet", max_length=200, blank=True)
    made_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="gepland door"
    )
    made_at = models.DateTimeField("gepland op")
    version = models.PositiveIntegerField("versie", default=1)
    # Rises when the time changes or it is off: what calendars go by. `version` rises more often.
    sequence = models.PositiveIntegerField("wijziging", default=0)

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        indexes: ClassVar = [models.Index(fields=["case", "begins_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="held") | ~Q(client_presence="not_asked"),
                name="meeting_held_asked_the_client",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5) & Q(minutes__lte=480), name="meeting_has_length"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def ends_at(self) -> dt.datetime:
        return self.begins_at + dt.timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED

    @property
    def client_was_there(self) -> bool:
        there = (self.Presence.PRESENT, self.Presence.BY_PHONE)
        return self.client_presence in there


class AtMeeting(ScopedRow):
    """Base of what is said at a meeting: seen by whoever sees the report of the team."""

    meeting = models.ForeignKey(
        Meeting, on_delete=PROTECT, related_name="%(class)ss", verbose_name="overleg"
    )

    class Meta:
        abstract = True


class Attendance(AtMeeting):
    """Who sat there, and whom the client did not want there."""

    class How(models.TextChoices):
        HERE = "here", "aan tafel"
        BY_PHONE = "by_phone", "aan de telefoon"
        ABSENT = "absent", "er niet"
        # What the client says of a relative or supporter, before it begins. Who is left out reads
        # nothing of this meeting.
        LEFT_OUT = "left_out", "deze keer niet erbij"
        WELCOME = "welcome", "toch welkom"

    seat = models.ForeignKey(
        TeamMember, on_delete=PROTECT, related_name="+", verbose_name="teamlid"
    )
    how = models.CharField("hoe", max_length=10, choices=How.choices)

    AT_TABLE: ClassVar = (How.HERE, How.BY_PHONE, How.ABSENT)  # what the team notes

    objects = MeetingScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return self.how


class AgendaItem(AtMeeting):
    """A point somebody wants to talk about. Behind a demand is a care, a wish or a limit."""

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    by_seat = models.ForeignKey(TeamMember, on_delete=PROTECT, related_name="+", verbose_name="van")
    what = models.CharField("wat", max_length=200)
    is_demand = models.BooleanField("is een eis", default=False)
    # Of the register, when what holds this person up holds others up too: its title is `what`.
    bottleneck = models.ForeignKey(
        Bottleneck, on_delete=PROTECT, related_name="+", null=True, verbose_name="knelpunt"
    )
    # Who comes for this point alone reads this point alone.
    guest_pass = models.ForeignKey(
        GuestPass, on_delete=PROTECT, related_name="points", null=True, verbose_name="gastpas"
    )
    behind = models.CharField("wat zit hierachter", max_length=300, blank=True)
    done_at = models.DateTimeField("besproken op", null=True, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    version = models.PositiveIntegerField("versie", default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "bottleneck"], name="bottleneck_once_on_it"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Report(ScopedRow):
    """What came of it, short. The client reads it first; the others from `public_from`."""

    meeting = models.OneToOneField(
        Meeting, on_delete=PROTECT, related_name="report", verbose_name="overleg"
    )
    text = models.TextField("verslag", max_length=REPORT_MOST, blank=True)
    client_view = models.TextField("mijn kijk", max_length=REPORT_MOST, blank=True)
    ready_at = models.DateTimeField("klaar op", null=True, blank=True)
    client_ok_at = models.DateTimeField("goed volgens de cliënt op", null=True, blank=True)
    public_from = models.DateTimeField("voor het team vanaf", null=True, blank=True)
    saved_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="bewaard door"
    )
    saved_at = models.DateTimeField("bewaard op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class MeetingPromise(AtMeeting):
    """A promise that was made at a meeting."""

    promise = models.ForeignKey(
        Commitment, on_delete=PROTECT, related_name="meetings", verbose_name="afspraak"
    )

    objects = MeetingScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak van een overleg"
        verbose_name_plural = "afspraken van een overleg"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise"], name="promise_of_one_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id, membership_id=actor.membership_id)

    def current(self) -> Self:
        return self.filter(revoked_at=None)


class CalendarFeed(models.Model):
    """A link by which one's own calendar follows one's meetings. Of the link a print is kept.

    It gives what this person sees in this work at that moment, so it ends with the seats.
    """

    user = models.ForeignKey(User, on_delete=PROTECT, related_name="+", verbose_name="van")
    membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="lidmaatschap"
    )
    token_hash = models.CharField("afdruk van de link", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    revoked_at = models.DateTimeField("gestopt op", null=True, blank=True)
    read_at = models.DateTimeField("laatst gelezen op", null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agendalink"
        verbose_name_plural = "agendalinks"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "membership"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="one_calendar_feed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class MeetingDocument(AtMeeting):
    """A document that was put at a meeting."""

    document = models.ForeignKey(
        Document, on_delete=PROTECT, related_name="meetings", verbose_name="document"
    )

    objects = MeetingScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "document van een overleg"
        verbose_name_plural = "documenten van een overleg"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document"], name="document_of_one_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}"

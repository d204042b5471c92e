"""Word that reaches people: news in the inbox, and the mail that asks to come and look."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.events import outbox


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> Self:
        """The own news, in the work that one is doing now."""
        return self.filter(user_id=actor.user_id, membership_id=actor.membership_id)


class Notification(models.Model):
    """That there is news for somebody: of which kind and about what, in ids. No text.

    The words are made when it is read, of what the reader may see then.
    """

    class Kind(models.TextChoices):
        MEETING_PLANNED = "meeting_planned", "overleg gepland"
        MEETING_MOVED = "meeting_moved", "overleg verplaatst"
        MEETING_CANCELLED = "meeting_cancelled", "overleg gaat niet door"
        MEETING_SOON = "meeting_soon", "overleg komt eraan"
        DAYS_ASKED = "days_asked", "wanneer kunt u"
        GUEST_INVITED = "guest_invited", "te gast bij een overleg"
        GUEST_ASKED = "guest_asked", "een gast gevraagd"
        GUEST_READS = "guest_reads", "een gast leest een punt"
        GUEST_NOT_NEEDED = "guest_not_needed", "niet meer te gast"
        NOT_THIS_TIME = "not_this_time", "deze keer niet erbij"
        REPORT_READY = "report_ready", "verslag klaar"
        PROMISE_MADE = "promise_made", "afspraak voor u"
        PROMISE_SOON = "promise_soon", "afspraak bijna"
        PROMISE_LATE = "promise_late", "afspraak te laat"
        COLLEAGUE_LATE = "colleague_late", "afspraak van een collega te laat"
        HELP_ASKED = "help_asked", "hulp gevraagd"
        BOX_WAITS = "box_waits", "doos wacht"
        NO_FOLLOW_UP = "no_follow_up", "zonder vervolg"
        EMPTY_SUPPORT = "empty_support", "nieuwe begeleider nog niet bekend"
        HANDOFF_WAITS = "handoff_waits", "vraag van een andere tafel"
        HANDOFF_ANSWERED = "handoff_answered", "antwoord van een andere tafel"
        TABLE_WITHOUT_CHAIR = "table_without_chair", "tafel zonder voorzitter"
        TABLE_SEATED = "table_seated", "een stoel aan een tafel"
        TABLE_CHAIRED = "table_chaired", "voorzitter van een tafel"
        TABLE_LEFT = "table_left", "geen stoel meer aan een tafel"
        TABLE_UNCHAIRED = "table_unchaired", "geen voorzitter meer van een tafel"
        TABLE_MEETING_OFF = "table_meeting_off", "overleg van een tafel gaat niet door"
        TABLE_STOPPED = "table_stopped", "tafel gestopt"
        ITEM_WAITS = "item_waits", "casus wacht op besluit"
        ITEM_DECIDED = "item_decided", "tafel besloot"
        ON_PAPER = "on_paper", "op papier geven"
        RECOVERY_ASKED = "recovery_asked", "iemand kan niet inloggen"
        RECOVERY_WIDE = "recovery_wide", "herstel zonder tweede persoon"
        HALF_LAPSED = "half_lapsed", "halve code werkt niet meer"
        RECOVERY_STOPPED = "recovery_stopped", "herstel gestopt"
        RESET_AGREED = "reset_agreed", "akkoord met een nieuwe tweede stap"
        RESET_STOPPED = "reset_stopped", "nieuwe tweede stap gestopt"
        DEATH_REPORTED = "death_reported", "overlijden gemeld"
        DEATH_CONFIRMED = "death_confirmed", "overlijden bevestigd"
        DEATH_UNDONE = "death_undone", "melding van overlijden ongedaan gemaakt"
        ACCESS_ASKED = "access_asked", "gevraagd om jouw account weer open te maken"
        ACCESS_WORKS = "access_works", "de herstelcode werkt"
        ACCESS_BACK = "access_back", "wat alleen jij leest is weer open"
        ROLE_PROPOSED = "role_proposed", "een rol voorgesteld"
        ROLE_AGREED = "role_agreed", "akkoord met een rol"
        ROLE_REFUSED = "role_refused", "niet akkoord met een rol"
        ROLE_ENDED = "role_ended", "rol over de regio beëindigd"
        MANY_QUESTIONS = "many_questions", "heel vaak gevraagd of iemand bekend is"
        MANY_INVITATIONS = "many_invitations", "heel veel uitnodigingen"
        OFFER_ACCEPTED = "offer_accepted", "uitnodiging aangenomen"
        OFFER_DECLINED = "offer_declined", "uitnodiging niet aangenomen"
        SEAT_TAKEN = "seat_taken", "iemand kwam aan tafel"
        CLIENT_CAME_IN = "client_came_in", "de cliënt kijkt nu zelf mee"
        OFFER_WITHDRAWN = "offer_withdrawn", "uitnodiging ingetrokken"
        COORDINATION_ASKED = "coordination_asked", "iemand wil coördineren"
        COORDINATION_REFUSED = "coordination_refused", "coördineren: nee"
        COORDINATION_SETTLED = "coordination_settled", "over coördineren beslist"
        COORDINATION_PASSED = "coordination_passed", "andere coördinator"
        SEAT_STOPPED = "seat_stopped", "toegang staat stil"
        COLLEAGUE_STOPPED = "colleague_stopped", "toegang van een collega staat stil"
        SEAT_END_ASKED = "seat_end_asked", "stoel beëindigen gevraagd"
        SEAT_OPENED = "seat_opened", "toegang weer open"
        SEAT_ENDED = "seat_ended", "stoel beëindigd"
        COLLEAGUE_SETTLED = "colleague_settled", "toegang van een collega beslist"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    region_id = models.BigIntegerField("regio")
    user_id = models.BigIntegerField("aan")
    membership_id = models.BigIntegerField("lidmaatschap", null=True, blank=True)
    kind = models.CharField("soort", max_length=30, choices=Kind.choices)
    case_id = models.BigIntegerField("casus", null=True, blank=True)
    subject = models.CharField("waarover", max_length=60, blank=True)  # "meetings.meeting:12"
    number = models.PositiveSmallIntegerField("getal", default=0)  # days late
    once_key = models.CharField("eenmaal per", max_length=80, unique=True)
    at = models.DateTimeField("wanneer")
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes: ClassVar = [
            models.Index(fields=["user_id", "-at", "-id"]),
            models.Index(fields=["user_id"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def is_about(self, kind: str) -> bool:
        return self.subject.startswith(f"{kind}:")

    @property
    def subject_id(self) -> int:
        """The database id of what it is about; 0 for nothing."""
        return int(self.subject.rpartition(":")[2] or 0)


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id)

    def waiting(self) -> Self:
        return self.filter(sent_at=None)

    def due(self, at: dt.datetime) -> Self:
        """What may go now. A link is not sent after the last day on which it works."""
        fresh = Q(secret="") | Q(created_at__gt=at - outbox.KEPT_TRYING)
        return self.filter(fresh, due_at__lte=at)


class OutboxMessage(models.Model):
    """A mail or text message to send: to whom and which kind, nothing of what it is about."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", "uitnodiging"
        SOMETHING_READY = "something_ready", "er staat iets klaar"
        MEETING = "meeting", "overleg in de agenda"
        ACCOUNT_NOTICE = "account_notice", "bericht over de aanmelding"
        BEGIN_AGAIN = "begin_again", "opnieuw beginnen met inloggen"

    class Channel(models.TextChoices):
        MAIL = "mail", "e-mail"
        SMS = "sms", "sms"

    user_id = models.BigIntegerField("aan", null=True, blank=True)
    # An invitation goes to an address, of which nobody asked whose it is; emptied when sent.
    address = models.EmailField("adres", blank=True)
    # That a number was changed goes to the old one; else to that of the account. Emptied when sent.
    number = models.CharField("nummer", max_length=20, blank=True)
    kind = models.CharField("soort", max_length=30, choices=Kind.choices)
    channel = models.CharField(
        "langs welke weg", max_length=10, choices=Channel.choices, default=Channel.MAIL
    )
    # The single-use link of an invitation; emptied when the mail has left.
    secret = models.CharField("eenmalig", max_length=120, blank=True)
    enclosure = models.TextField("bijlage", blank=True)  # the same: a calendar file without names
    once_key = models.CharField("eenmaal per", max_length=80, unique=True)
    created_at = models.DateTimeField("gemaakt op")
    due_at = models.DateTimeField("mag weg vanaf")
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    failed_at = models.DateTimeField("mislukt op", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    last_error = models.CharField("laatste fout", max_length=200, blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgaand bericht"
        verbose_name_plural = "uitgaande berichten"
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="outbox_waiting"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user_id", "channel"],
                condition=Q(kind="something_ready", sent_at=None),
                name="one_ready_waits",
            ),
            models.CheckConstraint(
                condition=Q(user_id__isnull=False, address="") | Q(user_id=None, kind="invitation"),
                name="mail_to_person_or_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at:%Y-%m-%d}"

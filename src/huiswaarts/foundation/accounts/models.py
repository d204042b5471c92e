import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.models_changes import (  # given on
    AccountChange as AccountChange,  # noqa: PLC0414
)
from huiswaarts.foundation.accounts.models_recovery import (  # given on
    RecoveryRequest as RecoveryRequest,  # noqa: PLC0414
)
from huiswaarts.foundation.accounts.models_recovery import (
    RecoveryStatement as RecoveryStatement,  # noqa: PLC0414
)
from huiswaarts.foundation.accounts.models_recovery import SheetCode as SheetCode  # noqa: PLC0414
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.ids import public_id, random_code


def login_name() -> str:
    """For people without e-mail: told on paper, says nothing about who it is."""
    return f"{random_code(4)}-{random_code(4)}".lower()


def fresh_stamp() -> str:
    return random_code(12)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Actor) -> Self:
        """Yourself. Colleagues and team members are read through seats and memberships."""
        return self.filter(pk=actor.user_id)


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str | None = None, password: str | None = None, **more: Any
    ) -> "User":
        user = self.model(email=self.normalise(email), **more)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    @staticmethod
    def normalise(email: str | None) -> str | None:
        return normal.email(email) if email else None


class Channel(models.TextChoices):
    """How word reaches somebody who is not signed in. On paper: a support worker hands it over."""

    MAIL = "mail", "per e-mail"
    SMS = "sms", "per sms"
    PAPER = "paper", "op papier"
    NONE = "none", "niet"


class User(AbstractBaseUser):
    """Someone who can sign in. Roles live in memberships and seats, never here.

    Clients and relatives have no name here: their name belongs to the case.
    """

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    username = models.CharField("inlognaam", max_length=60, unique=True, default=login_name)
    email = models.EmailField("e-mailadres", null=True, blank=True)  # noqa: DJ001  unique, and many have none
    name = models.CharField("naam", max_length=120, blank=True)
    language = models.CharField("taal", max_length=5, default="nl")
    # How word of something new comes; the word itself says nothing but "come and look".
    channel = models.CharField(
        "bericht krijgen", max_length=10, choices=Channel.choices, default=Channel.MAIL
    )
    phone = models.CharField("mobiel nummer", max_length=20, blank=True)
    # Somebody else may have put it there at an open screen: before this it lets nobody in.
    phone_from = models.DateTimeField("nummer helpt binnen vanaf", null=True, blank=True)
    quiet_from = models.TimeField("stil vanaf", default=dt.time(21))
    quiet_until = models.TimeField("stil tot", default=dt.time(7, 30))
    is_active = models.BooleanField("actief", default=True)
    invited_at = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    # Part of what every session is signed with: another stamp ends all of them at once.
    session_stamp = models.CharField("zegel van de sessies", max_length=12, default=fresh_stamp)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    # Somebody asked to let this person in again: every page says so until it is settled.
    claimed_at = models.DateTimeField("herstel gevraagd op", null=True, blank=True)
    # Somebody reported that this person died: whoever signs in can say that it is not so.
    death_reported_at = models.DateTimeField("overlijden gemeld op", null=True, blank=True)
    # After that, what only the client reads stays shut until then: both locks look at this.
    client_only_from = models.DateTimeField("alleen-ik weer open vanaf", null=True, blank=True)
    # When the owner said that the recovery sheet is in a safe place; until then we remind.
    sheet_stowed_at = models.DateTimeField("herstelblad opgeborgen op", null=True, blank=True)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # allauth and contrib ask for these; nobody has them: there is no Django admin.
    is_staff = False
    is_superuser = False

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            # One address is one row only when every row holds its normal form (`normal.email`).
            models.CheckConstraint(
                condition=~models.Q(email__regex=r"[[:space:]A-Z]|[.]$"), name="user_email_normal"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def was_opened(self) -> bool:
        """A password was chosen or somebody signed in: this is no mere placeholder."""
        return self.last_login is not None or self.has_usable_password()

    def get_full_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "huiswaarts.accounts.session",
            f"{self.password}:{self.session_stamp}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class MailWishQuerySet(models.QuerySet["MailWish"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id)


class MailWish(models.Model):
    """How soon somebody wants word of one kind of news, where that is not as usual."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", "meteen"
        DIGEST = "digest", "één keer per werkdag, om 8 uur"
        NEVER = "never", "niet, ik kijk zelf"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="mail_wishes",
        verbose_name="gebruiker",
    )
    group = models.CharField("soort nieuws", max_length=20)
    rhythm = models.CharField("hoe vaak", max_length=10, choices=Rhythm.choices)

    objects = MailWishQuerySet.as_manager()

    class Meta:
        verbose_name = "berichtwens"
        verbose_name_plural = "berichtwensen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "group"], name="mail_wish_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.rhythm}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those to yourself. Who invited sees it through the membership or the seat."""
        return self.filter(user_id=actor.user_id)

    def open(self, at: dt.datetime) -> Self:
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """One chance, for one person, for one day, to choose a password."""

    class Kind(models.TextChoices):
        EMAIL = "email", "per e-mail"
        PAPER = "paper", "op papier"
        RESET = "reset", "nieuw wachtwoord"
        SHEET = "sheet", "met het herstelblad"
        RECOVERY = "recovery", "door twee mensen"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name="gebruiker",
    )
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    # The code itself is with the person alone.
    code_hash = models.CharField("afdruk van de code", max_length=64, unique=True)
    created_by_user_id = models.BigIntegerField("gemaakt door", null=True, blank=True)
    created_by_membership_id = models.BigIntegerField("namens", null=True, blank=True)
    region_id = models.BigIntegerField("regio", null=True, blank=True)
    # The request that two people stated: when that is stopped, this stops with it.
    recovery_id = models.BigIntegerField("herstel", null=True, blank=True)
    created_at = models.DateTimeField("gemaakt op")
    expires_at = models.DateTimeField("verloopt op")
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    # After it, what only the client reads stays shut for a while.
    seals = models.BooleanField("houdt alleen-ik dicht", default=False)
    # Whoever holds the code said no; then it is withdrawn as well.
    declined_at = models.DateTimeField("niet aangenomen op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None),
                name="invitation_used_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="recovery") | models.Q(recovery_id__isnull=False),
                name="invitation_of_a_recovery",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} aan {self.user_id}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, actor: Actor) -> Self:  # noqa: ARG002  nobody looks at tries
        return self.none()


class Attempt(models.Model):
    """One try at a secret. Holds no account, address or network: only a keyed print of them."""

    key = models.CharField("waarvan", max_length=40)
    at = models.DateTimeField("wanneer")

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "poging"
        verbose_name_plural = "pogingen"
        indexes: ClassVar = [models.Index(fields=["key", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"poging {self.at:%Y-%m-%d %H:%M}"


class SpentCodeQuerySet(models.QuerySet["SpentCode"]):
    def visible_to(self, actor: Actor) -> Self:  # noqa: ARG002  nobody looks at codes
        return self.none()


class SpentCode(models.Model):
    """A half minute of which an account used the code of its app. Holds only a keyed print."""

    key = models.CharField("waarvan", max_length=40, unique=True)
    at = models.DateTimeField("wanneer", db_index=True)

    objects = SpentCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "gebruikte code"
        verbose_name_plural = "gebruikte codes"

    def __str__(self) -> str:
        return f"gebruikte code {self.at:%Y-%m-%d %H:%M}"

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.ids import public_id, random_code


def login_name() -> str:
    """For people without e-mail: told on paper, says nothing about who it is."""
    return f"{random_code(4)}-{random_code(4)}".lower()


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Actor) -> Self:
        """Yourself. Colleagues and team members are read through seats and memberships."""
        return self.filter(pk=actor.user_id)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None = None, password: str | None = None, **more: Any) -> "User":
        user = self.model(email=self.normalise(email), **more)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    @staticmethod
    def normalise(email: str | None) -> str | None:
        return email.strip().lower() if email else None


class User(AbstractBaseUser):
    """Someone who can sign in. Roles live in memberships and seats, never here.

    Clients and relatives have no name here: their name belongs to the case.
    """

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    username = models.CharField("inlognaam", max_length=60, unique=True, default=login_name)
    email = models.EmailField("e-mailadres", null=True, blank=True)
    name = models.CharField("naam", max_length=120, blank=True)
    language = models.CharField("taal", max_length=5, default="nl")
    is_active = models.BooleanField("actief", default=True)
    # Professionals need a second factor before they reach any page; clients choose.
    needs_second_factor = models.BooleanField("tweede stap verplicht", default=False)
    invited_at = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

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
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

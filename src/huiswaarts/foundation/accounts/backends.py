# ruff: noqa: ARG002  Django decides the parameters
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import find_user
from huiswaarts.foundation.common.kept import kept


class SignInBackend(BaseBackend):
    """One look-up and one password hash, whether or not the account exists or may come in."""

    def authenticate(
        self,
        request: HttpRequest | None,
        login: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> User | None:
        if not login or not password:
            return None
        user = find_user(login)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        found = _user(user_id)
        return found[0] if found else None


@kept
def _user(pk: Any) -> QuerySet[User]:
    return User.objects.filter(pk=pk, is_active=True)

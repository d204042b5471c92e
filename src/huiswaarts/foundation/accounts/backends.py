# ruff: noqa: ARG002  Django decides the parameters
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import find_user


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
        return User.objects.filter(pk=user_id, is_active=True).first()

"""Signing in without a password: in the demo, on this machine, and nowhere else."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from huiswaarts.foundation.accounts.adapter import STRONG
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common.loopback import is_loopback_host


def sign_in_demo(request: HttpRequest, user: User) -> None:
    direct = "X-Forwarded-For" not in request.headers and "Forwarded" not in request.headers
    if not (settings.DEMO and direct and is_loopback_host(request.META.get("REMOTE_ADDR", ""))):
        raise PermissionDenied
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[STRONG] = True

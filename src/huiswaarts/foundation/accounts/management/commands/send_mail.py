# ruff: noqa: ARG002  Django decides the parameters
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from huiswaarts.foundation.accounts.jobs import send_now


class Command(BaseCommand):
    help = "Verstuurt de e-mail die klaarstaat, en probeert opnieuw wat eerder niet lukte."

    def handle(self, *args: Any, **options: Any) -> None:
        if left := send_now():
            raise CommandError(f"{left} e-mails konden niet worden verstuurd; probeer het later.")

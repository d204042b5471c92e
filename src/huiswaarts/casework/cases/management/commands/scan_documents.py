# ruff: noqa: ARG002  Django decides the parameters
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from huiswaarts.casework.cases.jobs import scan_now


class Command(BaseCommand):
    help = "Laat documenten in quarantaine opnieuw nakijken op virussen."

    def handle(self, *args: Any, **options: Any) -> None:
        if left := scan_now():
            raise CommandError(
                f"{left} documenten konden niet worden nagekeken; probeer het later."
            )

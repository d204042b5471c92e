"""The clock reminds a guest, and who said nothing about a day."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_polls"), ("events", "0004_guests_and_polls")]

    operations = [run_file(SQL / "reminders.sql")]

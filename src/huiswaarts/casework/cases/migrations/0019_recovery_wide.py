"""The help desk and the privacy officer together, and neither with a colleague."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_offers")]

    operations = [run_file(SQL / "recovery_wide.sql")]

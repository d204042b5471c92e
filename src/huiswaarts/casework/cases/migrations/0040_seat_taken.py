"""A seat whose access stands still counts when another is taken: see ../sql/seat_taken.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0039_coordinator")]

    operations = [run_file(SQL / "seat_taken.sql")]

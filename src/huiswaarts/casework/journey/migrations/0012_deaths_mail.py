"""Whose news a confirmed death stops, and whose it does not: see ../sql/deaths_mail.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0011_recoveries_wide")]

    operations = [run_file(SQL / "deaths_mail.sql")]

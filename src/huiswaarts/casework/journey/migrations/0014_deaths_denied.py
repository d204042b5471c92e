"""Whoever may confirm a death may say that it is not so: see ../sql/deaths_denied.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0013_deaths_by_reporter")]

    operations = [run_file(SQL / "deaths_denied.sql")]

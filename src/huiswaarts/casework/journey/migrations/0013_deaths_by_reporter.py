"""Who wrote why a case ended: see ../sql/deaths_by_reporter.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0012_deaths_mail")]

    operations = [run_file(SQL / "deaths_by_reporter.sql")]

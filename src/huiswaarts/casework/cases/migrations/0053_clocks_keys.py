"""Nobody keeps a warning of the clock back: see ../sql/clocks_keys.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0052_came_in")]

    operations = [run_file(SQL / "clocks_keys.sql")]

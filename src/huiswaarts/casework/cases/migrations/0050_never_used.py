"""Used is used, also when the password was reset since: see ../sql/never_used.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0049_recovery_places")]

    operations = [run_file(SQL / "never_used.sql")]

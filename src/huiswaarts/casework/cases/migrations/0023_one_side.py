"""Nobody works at the table of their own life: see ../sql/one_side.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_death_reported")]

    operations = [
        run_file(SQL / "one_side.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""The lock of a table of the region: see ../sql/locks.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("tables", "0004_answered_by")]

    operations = [
        run_file(SQL / "locks.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

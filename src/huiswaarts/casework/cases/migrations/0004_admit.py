"""The wall knows who may admit somebody to a seat."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_lists")]

    operations = [
        run_file(SQL / "admit.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Nobody is left to confirm a death: the help desk may. See ../sql/deaths_left.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0008_pairs")]

    operations = [
        run_file(SQL / "deaths_left.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

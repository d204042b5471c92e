"""A link works for a day, and a declined address is wiped: see ../sql/offers_end.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_heirs")]

    operations = [
        run_file(SQL / "offers_end.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

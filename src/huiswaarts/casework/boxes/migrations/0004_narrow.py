"""When secrecy is taken back, what a provider wrote stays in the care circle."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("boxes", "0003_work")]

    operations = [
        run_file(SQL / "narrow.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Who gets the contact card only: see ../sql/card.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_recovery_wide"),
        ("events", "0001_initial"),
    ]

    operations = [
        run_file(SQL / "card.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

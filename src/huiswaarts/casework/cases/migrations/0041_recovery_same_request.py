"""A recovery without a pair goes on as the same request: see ../sql/recovery_same_request.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0040_seat_taken"),
        ("accounts", "0012_recovery_goes_on"),
    ]

    operations = [
        run_file(SQL / "recovery_same_request.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

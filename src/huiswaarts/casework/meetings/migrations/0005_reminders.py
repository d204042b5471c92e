"""What the clock tells, and to whom."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_kept_plan")]

    operations = [
        run_file(SQL / "reminders.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

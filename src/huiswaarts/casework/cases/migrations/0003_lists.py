"""Lists of thousands of cases in one pass: the order, the counts and the day."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_walls")]

    operations = [
        run_file(SQL / "lists.sql"),
        migrations.RunSQL(
            "drop function app_tables_with_empty_seat(integer)", migrations.RunSQL.noop
        ),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

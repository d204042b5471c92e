"""My work asks for less."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_few_seats")]

    operations = [
        run_file(SQL / "unanswered_mine.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

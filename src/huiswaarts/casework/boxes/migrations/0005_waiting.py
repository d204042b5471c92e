"""What waits for a word, cut in the database: a coordinator of thousands reads eight."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("boxes", "0004_narrow")]

    operations = [
        run_file(SQL / "waiting.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

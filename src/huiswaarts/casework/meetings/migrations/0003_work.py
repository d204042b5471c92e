"""The meetings of a professional, for the first screen."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_walls")]

    operations = [
        run_file(SQL / "work.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""What waits for somebody as the second of two: see ../sql/pairs.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0007_deaths_apart")]

    operations = [
        run_file(SQL / "pairs.sql"),
        migrations.RunSQL(grant_functions(), "drop function app_my_pairs(integer);"),
    ]

"""What the clock tells of tables, and to whom."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("tables", "0002_walls"), ("cases", "0012_wiping")]

    operations = [
        run_file(SQL / "news.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Who confirms a death stands apart from who reported it: see ../sql/deaths_apart.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0006_recovery_news"), ("cases", "0028_recovery_apart")]

    operations = [
        run_file(SQL / "deaths_apart.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

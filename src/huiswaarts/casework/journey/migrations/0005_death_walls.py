"""Row-level security of a report of death, and its three verbs: see ../sql/deaths.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0004_death_reports"),
        ("cases", "0022_death_reported"),
        ("accounts", "0010_death_reported"),
        ("events", "0010_death_news"),
    ]

    operations = [
        migrations.RunSQL(wall("journey_deathreport", "select"), migrations.RunSQL.noop),
        run_file(SQL / "deaths.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Whoever gets a seat or the chair is told: see ../sql/told.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "told.sql"


class Migration(migrations.Migration):
    dependencies = [("tables", "0010_casework_only"), ("events", "0019_table_places")]

    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"),
            "drop policy add_table_place on events_notification",
        ),
    ]

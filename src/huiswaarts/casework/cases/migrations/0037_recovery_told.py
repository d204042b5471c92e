"""Who asked for a new second step hears what became of it: see ../sql/recovery_told.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql" / "recovery_told.sql"
BACK = """
drop policy add_recovery_told on events_notification;
drop function app_recovery_told(text, text, bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0036_roles_apart")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

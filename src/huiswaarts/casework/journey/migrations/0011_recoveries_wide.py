"""Who is asked of a recovery, and when two days found nobody: see ../sql/recoveries_wide.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
BEFORE = (SQL / "recoveries_others.sql").read_text(encoding="utf-8")
BACK = BEFORE.replace("create function", "create or replace function") + grant_functions()


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0010_recovery_others"),
        ("cases", "0041_recovery_same_request"),
        ("events", "0020_recovery_wide"),
    ]

    operations = [
        migrations.RunSQL((SQL / "recoveries_wide.sql").read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

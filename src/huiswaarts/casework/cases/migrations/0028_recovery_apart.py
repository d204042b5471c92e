"""The two of a recovery stand apart, and each step is theirs: see ../sql/recovery_apart.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_roles"), ("accounts", "0011_recovery_invitation")]

    operations = [
        run_file(SQL / "recovery_apart.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

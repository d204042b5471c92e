"""The two of a recovery owe their place to nobody in common: see ../sql/recovery_roots.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_recovery_apart")]

    operations = [
        run_file(SQL / "recovery_roots.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Locks in one order, and an end that was written meanwhile counts: see ../sql/lock_order.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0034_role_ended")]

    operations = [
        run_file(SQL / "lock_order.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

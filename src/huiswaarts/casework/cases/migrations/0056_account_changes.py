"""The owner of an account alone reads what happened to it: see ../sql/account_changes.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import APPEND_ONLY, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0055_heirs_by_clock"), ("accounts", "0016_account_changes")]

    operations = [
        migrations.RunSQL(wall("accounts_accountchange", APPEND_ONLY), migrations.RunSQL.noop),
        run_file(SQL / "account_changes.sql"),
    ]

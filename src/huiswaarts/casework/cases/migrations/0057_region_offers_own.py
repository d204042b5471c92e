"""Nobody takes back the own invitation: see ../sql/region_offers_own.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0056_account_changes")]

    operations = [
        run_file(SQL / "region_offers_own.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Work that a kit prepared waits for a yes, whoever the address is: see ../sql/prepared.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0037_recovery_told")]

    operations = [
        run_file(SQL / "prepared.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

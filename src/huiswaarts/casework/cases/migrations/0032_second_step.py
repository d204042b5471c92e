"""Work begins after a second step: see ../sql/second_step.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0031_second_person")]

    operations = [
        run_file(SQL / "second_step.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Who answers about a seat is a second person, in full: see ../sql/second_person.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_memberships")]

    operations = [
        run_file(SQL / "second_person.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""What the clock tells of a recovery: see ../sql/recoveries.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"
BACK = """drop function app_recovery_news();
drop function app_recovery_hands(bigint, bigint[]);"""


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0005_death_walls"),
        ("cases", "0027_roles"),
        ("accounts", "0010_death_reported"),
        ("events", "0013_access_news"),
    ]

    operations = [
        run_file(SQL / "recoveries.sql"),
        migrations.RunSQL(grant_functions(), BACK),
    ]

"""What the clock tells others of a recovery: see ../sql/recoveries_others.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"
WHOLE = (SQL / "recoveries.sql").read_text(encoding="utf-8")
NEWS, _, _ = WHOLE.partition("-- Who hands")
BACK = f"""drop function app_recovery_news();
drop function app_recovery_others(timestamptz);
{NEWS}
{grant_functions()}"""


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0009_deaths_left"),
        ("events", "0017_recovery_stopped"),
    ]

    operations = [
        run_file(SQL / "recoveries_others.sql"),
        migrations.RunSQL(grant_functions(), BACK),
    ]

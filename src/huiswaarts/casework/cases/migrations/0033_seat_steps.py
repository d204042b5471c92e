"""What becomes of a seat goes by steps, for the database too: see ../sql/seat_steps.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
BACK = """
drop trigger goes_by_steps on cases_teammember;
drop function seat_goes_by_steps(), app_ends_alone(bigint), app_may_stop(bigint),
  app_may_propose(bigint), app_may_fill(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_second_step")]

    operations = [
        migrations.RunSQL((SQL / "seat_steps.sql").read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

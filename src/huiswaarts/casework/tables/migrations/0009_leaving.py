"""Who leaves chairs nothing, and sits nowhere: see ../sql/leaving.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"


BACK = """
drop policy add_chair on events_notification;
drop function app_is_told_of_chair(text, bigint), app_tables_left(bigint);
drop trigger leaves_tables on network_membership;
drop function member_leaves_tables();
"""


class Migration(migrations.Migration):
    dependencies = [("tables", "0008_keeps_who"), ("cases", "0033_seat_steps")]

    operations = [
        migrations.RunSQL((SQL / "leaving.sql").read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

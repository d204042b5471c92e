"""Prepared work that nobody wants ends by itself: see ../sql/unwanted.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
BACK = """
drop trigger unwanted_work_ends on network_offer;
drop function unwanted_work_ends();
drop function app_end_unwanted_work(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0046_replaced")]

    operations = [
        migrations.RunSQL((SQL / "unwanted.sql").read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

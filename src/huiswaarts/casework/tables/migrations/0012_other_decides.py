"""Another than the coordinator decides about a case: see ../sql/other_decides.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql" / "other_decides.sql"
BACK = """
drop policy other_decides on tables_tableitem;
drop function app_i_coordinate(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("tables", "0011_told")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

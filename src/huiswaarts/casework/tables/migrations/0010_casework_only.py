"""At a case table sits who works on cases: see ../sql/casework_only.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql" / "casework_only.sql"
BACK = """
drop policy casework_decides on tables_tableitem;
drop policy casework_reads on tables_tableitem;
drop policy casework_sits on tables_tableseat;
drop policy casework_chairs_on on tables_table;
drop policy casework_chairs on tables_table;
drop function app_is_case_table(bigint), app_works_on_cases(bigint), app_role_works_on_cases(text);
"""


class Migration(migrations.Migration):
    dependencies = [("tables", "0009_leaving")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

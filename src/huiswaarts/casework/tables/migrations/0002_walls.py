"""Row-level security of tables. Readable in ../sql/."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
TABLES = (
    "tables_table",
    "tables_tableseat",
    "tables_tablemeeting",
    "tables_handoff",
    "tables_tableitem",
)


class Migration(migrations.Migration):
    dependencies = [("tables", "0001_initial"), ("cases", "0011_documents")]

    operations = [
        *(migrations.RunSQL(wall(name), migrations.RunSQL.noop) for name in TABLES),
        run_file(SQL / "policies.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

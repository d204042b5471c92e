"""Row-level security of boxes and answers. Readable in ../sql/."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import READ_ADD_EDIT, grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
TABLES = (
    "boxes_box",
    "boxes_answer",
    "boxes_check",
    "boxes_confirmation",
    "boxes_derivedanswer",
)


class Migration(migrations.Migration):
    dependencies = [("boxes", "0001_initial"), ("cases", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall(table, READ_ADD_EDIT), migrations.RunSQL.noop) for table in TABLES),
        run_file(SQL / "policies.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

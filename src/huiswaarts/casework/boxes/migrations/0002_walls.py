"""Row-level security of boxes and answers. Readable in ../sql/."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import (
    APPEND_ONLY,
    READ_ADD_EDIT,
    grant_functions,
    run_file,
    wall,
)

SQL = Path(__file__).parents[1] / "sql"
TABLES = {
    "boxes_box": "select, update",
    "boxes_answer": READ_ADD_EDIT,
    "boxes_check": READ_ADD_EDIT,
    "boxes_confirmation": APPEND_ONLY,
    "boxes_derivedanswer": "select",
}


class Migration(migrations.Migration):
    dependencies = [("boxes", "0001_initial"), ("cases", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall(*item), migrations.RunSQL.noop) for item in TABLES.items()),
        run_file(SQL / "functions.sql"),
        run_file(SQL / "policies.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

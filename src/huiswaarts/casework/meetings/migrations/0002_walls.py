"""Row-level security of meetings. Readable in ../sql/."""

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
    "meetings_meeting": READ_ADD_EDIT,
    "meetings_attendance": READ_ADD_EDIT,
    "meetings_agendaitem": READ_ADD_EDIT,
    "meetings_report": READ_ADD_EDIT,
    "meetings_meetingpromise": APPEND_ONLY,
}


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("cases", "0007_few_seats")]

    operations = [
        *(migrations.RunSQL(wall(*item), migrations.RunSQL.noop) for item in TABLES.items()),
        run_file(SQL / "policies.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

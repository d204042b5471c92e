"""Row-level security: functions, policies and grants. Readable in ../sql/."""

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
    "cases_case": "select, update",
    "cases_teammember": READ_ADD_EDIT,
    "cases_sharing": READ_ADD_EDIT,
    "cases_consent": APPEND_ONLY,
    "cases_gateoverride": APPEND_ONLY,
    "cases_phasemove": APPEND_ONLY,
    "events_event": APPEND_ONLY,
    "events_accessrecord": APPEND_ONLY,
    "events_lookreview": APPEND_ONLY,
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("events", "0001_initial")]

    operations = [
        run_file(SQL / "functions.sql"),
        *(migrations.RunSQL(wall(*item), migrations.RunSQL.noop) for item in TABLES.items()),
        run_file(SQL / "policies.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

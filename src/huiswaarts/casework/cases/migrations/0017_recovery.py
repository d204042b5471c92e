"""Row-level security around a recovery, and what stays shut after it. Readable in ../sql/."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import APPEND_ONLY, grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_doubles"),
        ("accounts", "0008_recovery"),
        ("network", "0002_meeting_rhythm"),
    ]

    operations = [
        migrations.RunSQL(wall("accounts_recoveryrequest"), migrations.RunSQL.noop),
        migrations.RunSQL(wall("accounts_recoverystatement", APPEND_ONLY), migrations.RunSQL.noop),
        run_file(SQL / "recovery.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

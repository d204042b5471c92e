"""Row-level security of the register. Readable in ../sql/."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import APPEND_ONLY, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    # `cases` has the functions that the policies ask: who acts, where, for whom
    dependencies = [("bottlenecks", "0001_initial"), ("cases", "0002_walls")]

    operations = [
        migrations.RunSQL(wall("bottlenecks_bottleneck", APPEND_ONLY), migrations.RunSQL.noop),
        migrations.RunSQL(wall("bottlenecks_recognition"), migrations.RunSQL.noop),
        run_file(SQL / "policies.sql"),
    ]

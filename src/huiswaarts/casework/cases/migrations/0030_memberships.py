"""No page writes a membership, and an offer stands as long as its maker's right: see
../sql/memberships.sql.
"""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0029_recovery_roots")]

    operations = [
        run_file(SQL / "memberships.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

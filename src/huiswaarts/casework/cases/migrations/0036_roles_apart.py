"""Two who give a role over the region stand apart: see ../sql/roles_apart.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql" / "roles_apart.sql"
BACK = """
drop policy answer_apart on network_roleproposal;
drop function app_role_apart(bigint), app_role_seconds(bigint[]), role_givers(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0035_lock_order"), ("network", "0006_role_proposals")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

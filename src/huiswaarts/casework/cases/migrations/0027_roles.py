"""A role over the region takes two: see ../sql/roles.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
# Only the answer is ever written again: what was proposed stays what it was.
COLUMNS = """
grant update (state, why, answered_by_user_id, answered_by_id, answered_at)
  on network_roleproposal to hw_app;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0026_many_invitations"), ("network", "0006_role_proposals")]

    operations = [
        migrations.RunSQL(
            wall("network_roleproposal", "select, insert") + COLUMNS, migrations.RunSQL.noop
        ),
        run_file(SQL / "roles.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Who named the chair of a table; nobody gives themself a place there."""

from pathlib import Path

from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"
# Until now whoever made a table chaired it: those who still do were named by nobody else.
MADE_BY_CHAIR = """
update tables_table t set chair_by_user_id = w.user_id
from network_membership w where w.id = t.chair_id and not exists (
  select from events_event e where e.kind = 'tables.chair_handed_over'
    and e.subject = 'tables.table:' || t.id)
  and exists (select from events_event e where e.kind = 'tables.table_made'
    and e.subject = 'tables.table:' || t.id and e.user_id = w.user_id);
"""


class Migration(migrations.Migration):
    dependencies = [("tables", "0005_locks"), ("events", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="table",
            name="chair_by_user_id",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="benoemd door"),
        ),
        migrations.RunSQL(MADE_BY_CHAIR, migrations.RunSQL.noop),
        run_file(SQL / "granting.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

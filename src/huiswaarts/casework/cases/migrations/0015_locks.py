"""Locks in a fixed order, and an organisation is asked once: see ../sql/locks.sql."""

from pathlib import Path

from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"
# Of seats that were asked for twice at once the first stays.
ASKED_TWICE = """
update cases_teammember s set state = 'declined', until_at = s.asked_at, version = version + 1,
    end_reason = 'dubbel gevraagd'
  where s.state = 'requested' and exists (select from cases_teammember o
    where o.case_id = s.case_id and o.kind = s.kind and o.organisation_id = s.organisation_id
      and o.state = 'requested' and o.id < s.id);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_sharing_by_topic")]

    operations = [
        migrations.RunSQL(ASKED_TWICE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                fields=("case", "kind", "organisation"),
                condition=models.Q(("state", "requested")),
                name="seat_asked_once",
            ),
        ),
        run_file(SQL / "locks.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

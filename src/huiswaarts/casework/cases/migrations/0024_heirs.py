"""Who is told when the coordinator leaves an organisation: see ../sql/heirs.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
BACK = """
drop policy if exists add_heirs on events_notification;
drop function if exists app_is_told_of_heir(bigint, bigint);
drop function app_heirs_after(bigint, bigint[]);
drop function app_coordinated_by(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_one_side"),
    ]

    operations = [
        migrations.RunSQL((SQL / "heirs.sql").read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

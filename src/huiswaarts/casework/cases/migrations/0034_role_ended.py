"""Who hears that a role over the region ended: see ../sql/role_ended.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "role_ended.sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0033_seat_steps")]

    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"),
            "drop policy add_role_ended on events_notification",
        ),
    ]

"""Nobody stands in the way of another table's recovery, or hides it: ../sql/recovery_places.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0048_seats_begin"), ("accounts", "0014_recovery_places")]

    operations = [
        migrations.RunSQL(
            (SQL / "recovery_places.sql").read_text(encoding="utf-8"),
            "drop function app_unclaim(bigint);",
        ),
    ]

"""Who may write that somebody invites very often: see ../sql/many_invitations.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
BACK = "drop policy add_many_invitations on events_notification;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_offers_end"), ("events", "0011_many_invitations")]

    operations = [
        migrations.RunSQL((SQL / "many_invitations.sql").read_text(encoding="utf-8"), BACK),
    ]

"""Invitations to an address, behind the wall: see ../sql/offers.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
ANSWER = "select, insert, update (state, answered_at, answered_by_user_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_recovery"),
        ("network", "0004_offers"),
        ("accounts", "0008_recovery"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunSQL(wall("network_offer", ANSWER), migrations.RunSQL.noop),
        run_file(SQL / "offers.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

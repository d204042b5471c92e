"""What looks behind the wall answers around whoever asks: see ../sql/bounded.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0057_region_offers_own"), ("tables", "0012_other_decides")]

    operations = [
        run_file(SQL / "bounded.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

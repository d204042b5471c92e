"""The clock tells whoever inherits coordination: see ../sql/heirs_by_clock.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0054_region_offers")]

    operations = [run_file(SQL / "heirs_by_clock.sql")]

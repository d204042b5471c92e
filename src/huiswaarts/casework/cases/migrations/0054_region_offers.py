"""No organisation takes back what two gave: see ../sql/region_offers.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0053_clocks_keys")]

    operations = [run_file(SQL / "region_offers.sql")]

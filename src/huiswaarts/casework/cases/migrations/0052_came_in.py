"""Who came in on a seat is told at the table: see ../sql/came_in.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0051_clients_offer")]

    operations = [run_file(SQL / "came_in.sql")]

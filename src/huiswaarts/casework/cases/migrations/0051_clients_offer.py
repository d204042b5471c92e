"""What the client sent, only the client takes back: see ../sql/clients_offer.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0050_never_used")]

    operations = [run_file(SQL / "clients_offer.sql")]

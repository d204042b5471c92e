"""Searching where one gets the contact card only: see ../sql/search_card.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0002_mine_first"), ("cases", "0020_card")]

    operations = [run_file(SQL / "search_card.sql")]

"""At a table nobody works on their own life: see ../sql/own_life.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("tables", "0006_granting"), ("cases", "0023_one_side")]

    operations = [run_file(SQL / "own_life.sql"), run_file(SQL / "own_news.sql")]

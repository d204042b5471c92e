"""A colleague's name stands under nothing they did not say. Readable in ../sql/."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("bottlenecks", "0002_walls")]

    operations = [run_file(SQL / "own_name.sql")]

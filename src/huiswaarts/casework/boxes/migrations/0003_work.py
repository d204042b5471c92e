"""What waits for whom: a function and an index for "my work"."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("boxes", "0002_walls")]

    operations = [run_file(SQL / "work.sql")]

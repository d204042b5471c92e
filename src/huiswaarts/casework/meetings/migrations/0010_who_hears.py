"""The clock tells of a meeting only who may know when it is."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_bottlenecks")]

    operations = [run_file(SQL / "reminders.sql")]

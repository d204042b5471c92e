"""Searching for who sits at many tables: see ../sql/search_answers.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journey", "0001_search"), ("cases", "0014_sharing_by_topic")]

    operations = [run_file(SQL / "search_answers.sql")]

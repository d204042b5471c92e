"""Search over the texts of cases. `journey` has no tables: it joins the apps that have them."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("boxes", "0005_waiting"),
        ("cases", "0011_documents"),
        ("meetings", "0007_one_report"),
    ]

    operations = [
        run_file(SQL / "search.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Who named a chair and who brought a case is not rewritten: see ../sql/keeps_who.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("tables", "0007_own_life")]

    operations = [
        run_file(SQL / "keeps_who.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

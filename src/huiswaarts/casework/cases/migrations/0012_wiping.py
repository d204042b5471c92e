"""What was withdrawn a month ago is wiped; what the store holds for nobody goes too."""

from pathlib import Path

from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_documents")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="wiped_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="gewist op"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("wiped_at", None), ("withdrawn_at__isnull", False), _connector="OR"),
                name="document_wiped_was_withdrawn",
            ),
        ),
        run_file(SQL / "wiping.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

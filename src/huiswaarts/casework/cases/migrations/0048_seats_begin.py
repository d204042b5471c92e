"""How a seat begins, which one coordinates, when its access last stood still: in the database too."""

from pathlib import Path

from django.db import migrations, models

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"
BACK = "drop trigger begins on cases_teammember; drop function seat_begins();"


class Migration(migrations.Migration):
    dependencies = [("cases", "0047_unwanted")]

    operations = [
        migrations.AddField(
            "teammember",
            "stopped_at",
            models.DateTimeField(blank=True, null=True, verbose_name="laatst stilgezet op"),
        ),
        migrations.RunSQL((SQL / "seats_begin.sql").read_text(encoding="utf-8"), BACK),
        run_file(SQL / "seat_stopped.sql"),
        run_file(SQL / "seat_coordinates.sql"),
        run_file(SQL / "accept_order.sql"),
    ]

"""Who answered a hand-off, so that the clock does not tell them of their own answer."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("network", "0002_meeting_rhythm"), ("tables", "0003_news")]

    operations = [
        migrations.AddField(
            model_name="handoff",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="network.membership",
                verbose_name="beantwoord door",
            ),
        ),
        run_file(SQL / "news.sql"),
    ]

"""The client leaves somebody out of one meeting, behind the wall: see ../sql/leaving_out.sql."""

from pathlib import Path

from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_not_this_time'),
        ('meetings', '0013_ask_again'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attendance',
            name='how',
            field=models.CharField(choices=[('here', 'aan tafel'), ('by_phone', 'aan de telefoon'), ('absent', 'er niet'), ('left_out', 'deze keer niet erbij'), ('welcome', 'toch welkom')], max_length=10, verbose_name='hoe'),
        ),
        run_file(SQL / "leaving_out.sql"),
        run_file(SQL / "reminders.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

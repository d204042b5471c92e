"""A point of an agenda may have a guest."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from huiswaarts.foundation.access.walls import run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_guests'),
        ('meetings', '0010_who_hears'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='guest_pass',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points', to='cases.guestpass', verbose_name='gastpas'),
        ),
        run_file(SQL / "guests.sql"),
    ]

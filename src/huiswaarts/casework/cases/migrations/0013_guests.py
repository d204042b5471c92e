"""Guests, behind the wall: see ../sql/guests.sql."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import huiswaarts.foundation.common.ids
from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_wiping'),
        ('network', '0002_meeting_rhythm'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuestPass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.PositiveSmallIntegerField(verbose_name='onderwerp')),
                ('label', models.PositiveSmallIntegerField(choices=[(0, 'het hele team'), (1, 'het team zonder de corporatie'), (2, 'alleen cliënt en begeleiders'), (3, 'alleen de cliënt')], default=0, verbose_name='kring')),
                ('scope', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('case'), '*', models.Value(256)), '+', django.db.models.expressions.CombinedExpression(models.F('topic'), '*', models.Value(4))), '+', models.F('label')), output_field=models.BigIntegerField())),
                ('public_id', models.CharField(default=huiswaarts.foundation.common.ids.public_id, max_length=12, unique=True, verbose_name='kenmerk')),
                ('begins_at', models.DateTimeField(verbose_name='begint op')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minuten')),
                ('place', models.CharField(max_length=60, verbose_name='waar')),
                ('given_at', models.DateTimeField(verbose_name='uitgenodigd op')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ingetrokken op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.membership', verbose_name='uitgenodigd door')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.teammember', verbose_name='gast')),
            ],
            options={
                'verbose_name': 'gastpas',
                'verbose_name_plural': 'gastpassen',
            },
        ),
        migrations.AddField(
            model_name='document',
            name='guest_pass',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='cases.guestpass', verbose_name='gastpas'),
        ),
        migrations.AddConstraint(
            model_name='guestpass',
            constraint=models.UniqueConstraint(fields=('id', 'case'), name='guest_pass_of_case'),
        ),
        migrations.RunSQL(
            wall("cases_guestpass", "select, insert, update (begins_at, minutes, place, ended_at)"),
            migrations.RunSQL.noop,
        ),
        run_file(SQL / "guests.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Promises, behind the wall."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import huiswaarts.foundation.common.ids
from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_unanswered'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.PositiveSmallIntegerField(verbose_name='onderwerp')),
                ('label', models.PositiveSmallIntegerField(choices=[(0, 'het hele team'), (1, 'het team zonder de corporatie'), (2, 'alleen cliënt en begeleiders'), (3, 'alleen de cliënt')], default=0, verbose_name='kring')),
                ('scope', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('case'), '*', models.Value(256)), '+', django.db.models.expressions.CombinedExpression(models.F('topic'), '*', models.Value(4))), '+', models.F('label')), output_field=models.BigIntegerField())),
                ('public_id', models.CharField(default=huiswaarts.foundation.common.ids.public_id, max_length=12, unique=True, verbose_name='kenmerk')),
                ('what', models.CharField(max_length=200, verbose_name='wat')),
                ('due_on', models.DateField(verbose_name='uiterlijk op')),
                ('state', models.CharField(choices=[('open', 'open'), ('kept', 'gedaan'), ('withdrawn', 'vervallen')], default='open', max_length=10, verbose_name='toestand')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='reden')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='afgerond op')),
                ('made_at', models.DateTimeField(verbose_name='vastgelegd op')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='versie')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.membership', verbose_name='vastgelegd door')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='cases.teammember', verbose_name='wie')),
            ],
            options={
                'verbose_name': 'afspraak',
                'verbose_name_plural': 'afspraken',
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['owner', 'due_on'], name='promise_due'), models.Index(fields=['scope'], name='cases_commi_scope_2ef393_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'open'), ('settled_at__isnull', False), _connector='XOR'), name='promise_settled_is_dated')],
            },
        ),
        migrations.RunSQL(wall("cases_commitment"), migrations.RunSQL.noop),
        run_file(SQL / "promises.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Documents of a meeting, behind the wall."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from huiswaarts.foundation.access.walls import APPEND_ONLY, run_file, wall

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_documents'),
        ('meetings', '0007_one_report'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.PositiveSmallIntegerField(verbose_name='onderwerp')),
                ('label', models.PositiveSmallIntegerField(choices=[(0, 'het hele team'), (1, 'het team zonder de corporatie'), (2, 'alleen cliënt en begeleiders'), (3, 'alleen de cliënt')], default=0, verbose_name='kring')),
                ('scope', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('case'), '*', models.Value(256)), '+', django.db.models.expressions.CombinedExpression(models.F('topic'), '*', models.Value(4))), '+', models.F('label')), output_field=models.BigIntegerField())),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='cases.document', verbose_name='document')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.meeting', verbose_name='overleg')),
            ],
            options={
                'verbose_name': 'document van een overleg',
                'verbose_name_plural': 'documenten van een overleg',
                'constraints': [models.UniqueConstraint(fields=('document',), name='document_of_one_meeting')],
            },
        ),
        migrations.RunSQL(wall("meetings_meetingdocument", APPEND_ONLY), migrations.RunSQL.noop),
        run_file(SQL / "documents.sql"),
    ]

"""Documents, behind the wall: of what is there only that it is withdrawn may change here."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import huiswaarts.foundation.common.ids
from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
RIGHTS = "select, insert, update (withdrawn_at)"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.PositiveSmallIntegerField(verbose_name='onderwerp')),
                ('label', models.PositiveSmallIntegerField(choices=[(0, 'het hele team'), (1, 'het team zonder de corporatie'), (2, 'alleen cliënt en begeleiders'), (3, 'alleen de cliënt')], default=0, verbose_name='kring')),
                ('scope', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('case'), '*', models.Value(256)), '+', django.db.models.expressions.CombinedExpression(models.F('topic'), '*', models.Value(4))), '+', models.F('label')), output_field=models.BigIntegerField())),
                ('public_id', models.CharField(default=huiswaarts.foundation.common.ids.public_id, max_length=12, unique=True, verbose_name='kenmerk')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('what', models.CharField(choices=[('letter', 'brief'), ('form', 'formulier of aanvraag'), ('proof', 'bewijs, zoals een inkomensverklaring'), ('plan', 'plan of overzicht'), ('photo', 'foto'), ('other', 'iets anders')], max_length=10, verbose_name='wat het is')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'foto'), ('png', 'afbeelding'), ('docx', 'Word-document'), ('odt', 'tekstdocument'), ('txt', 'platte tekst')], max_length=4, verbose_name='soort bestand')),
                ('size', models.PositiveIntegerField(verbose_name='grootte')),
                ('sha256', models.CharField(max_length=64, verbose_name='controlegetal')),
                ('storage_key', models.CharField(max_length=70, unique=True, verbose_name='plaats')),
                ('state', models.CharField(choices=[('quarantine', 'in quarantaine'), ('ready', 'klaar'), ('refused', 'geweigerd')], default='quarantine', max_length=10, verbose_name='toestand')),
                ('why', models.CharField(blank=True, max_length=20, verbose_name='reden')),
                ('put_at', models.DateTimeField(verbose_name='toegevoegd op')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='teruggetrokken op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('put_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.teammember', verbose_name='toegevoegd door')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documenten',
                'indexes': [models.Index(fields=['scope'], name='cases_docum_scope_1f339c_idx'), models.Index(condition=models.Q(('state', 'quarantine')), fields=['id'], name='document_quarantined')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'refused'), ('why', ''), _connector='XOR'), name='document_refused_has_reason'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='document_is_not_empty')],
            },
        ),
        migrations.RunSQL(wall("cases_document", RIGHTS), migrations.RunSQL.noop),
        run_file(SQL / "documents.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""What one asks about a seat and another answers: see ../sql/questions.sql."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

from huiswaarts.foundation.access.walls import grant_functions, run_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0020_card'),
        ('network', '0005_corporation_coordinates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='teammember',
            name='seat_once_per_person',
        ),
        migrations.RemoveConstraint(
            model_name='teammember',
            name='seat_once_per_user',
        ),
        migrations.AddField(
            model_name='teammember',
            name='answer',
            field=models.CharField(blank=True, choices=[('yes', 'ja'), ('no', 'nee'), ('withdrawn', 'ingetrokken'), ('lapsed', 'niet op tijd beantwoord')], db_default='', default='', max_length=10, verbose_name='antwoord'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='answer_by',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='beantwoord door lidmaatschap'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='answer_why',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='waarom dit antwoord'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='question',
            field=models.CharField(blank=True, choices=[('coordination', 'coördineren'), ('ending', 'beëindigen')], db_default='', default='', max_length=12, verbose_name='vraag'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='question_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='vraag gesteld op'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='question_by',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='gevraagd door lidmaatschap'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='question_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='antwoord uiterlijk op'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='question_why',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='waarom gevraagd'),
        ),
        migrations.AlterField(
            model_name='teammember',
            name='state',
            field=models.CharField(choices=[('requested', 'gevraagd'), ('proposed', 'voorgesteld'), ('active', 'bezet'), ('suspended', 'toegang staat stil'), ('ended', 'beëindigd'), ('declined', 'afgewezen')], max_length=10, verbose_name='toestand'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'active', 'suspended']), ('membership__isnull', False)), fields=('case', 'kind', 'membership'), name='seat_once_per_person'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'suspended']), ('user__isnull', False)), fields=('case', 'user'), name='seat_once_per_user'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'suspended'), _negated=True), models.Q(('answer', ''), ('question', 'ending'), ('question_until__isnull', False)), _connector='OR'), name='seat_suspended_waits'),
        ),
        run_file(SQL / "questions.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""Finding a day, behind the wall: see ../sql/polls.sql."""

from pathlib import Path

import django.db.models.deletion
import huiswaarts.foundation.common.ids
from django.db import migrations, models

from huiswaarts.foundation.access.walls import APPEND_ONLY, READ_ADD_EDIT, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
TABLES = {
    "meetings_datepoll": READ_ADD_EDIT,
    "meetings_pollday": APPEND_ONLY,
    "meetings_pollanswer": READ_ADD_EDIT,
}


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_guests'),
        ('meetings', '0011_guests'),
        ('network', '0002_meeting_rhythm'),
    ]

    operations = [
        migrations.CreateModel(
            name='DatePoll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=huiswaarts.foundation.common.ids.public_id, max_length=12, unique=True, verbose_name='kenmerk')),
                ('kind', models.CharField(choices=[('kickoff', 'eerste overleg'), ('regular', 'gewoon overleg'), ('extra', 'extra overleg'), ('signing', 'tekenen'), ('introduction', 'kennismaken'), ('evaluation', 'evaluatie'), ('closing', 'afronden')], max_length=20, verbose_name='soort')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minuten')),
                ('place', models.CharField(choices=[('home', 'bij de cliënt'), ('provider', 'bij de begeleiding'), ('municipality', 'bij de gemeente'), ('video', 'met beeld'), ('phone', 'aan de telefoon'), ('elsewhere', 'ergens anders')], max_length=20, verbose_name='waar')),
                ('made_at', models.DateTimeField(verbose_name='gevraagd op')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='klaar op')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='versie')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.membership', verbose_name='gevraagd door')),
                ('meeting', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='poll', to='meetings.meeting', verbose_name='overleg')),
            ],
            options={
                'verbose_name': 'dagprikker',
                'verbose_name_plural': 'dagprikkers',
            },
        ),
        migrations.CreateModel(
            name='PollDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=huiswaarts.foundation.common.ids.public_id, max_length=12, unique=True, verbose_name='kenmerk')),
                ('begins_at', models.DateTimeField(verbose_name='begint op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='meetings.datepoll', verbose_name='dagprikker')),
            ],
            options={
                'verbose_name': 'voorgestelde dag',
                'verbose_name_plural': 'voorgestelde dagen',
            },
        ),
        migrations.CreateModel(
            name='PollAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('can', models.CharField(choices=[('yes', 'kan'), ('maybe', 'liever niet'), ('no', 'kan niet')], max_length=5, verbose_name='kan')),
                ('answered_at', models.DateTimeField(verbose_name='gezegd op')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case', verbose_name='casus')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.teammember', verbose_name='teamlid')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='meetings.pollday', verbose_name='voorgestelde dag')),
            ],
            options={
                'verbose_name': 'antwoord op een dag',
                'verbose_name_plural': 'antwoorden op een dag',
            },
        ),
        migrations.AddConstraint(
            model_name='datepoll',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case',), name='one_open_poll_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='datepoll',
            constraint=models.CheckConstraint(condition=models.Q(('meeting', None), ('ended_at__isnull', False), _connector='OR'), name='poll_chosen_is_ended'),
        ),
        migrations.AddConstraint(
            model_name='pollday',
            constraint=models.UniqueConstraint(fields=('poll', 'begins_at'), name='poll_day_once'),
        ),
        migrations.AddConstraint(
            model_name='pollanswer',
            constraint=models.UniqueConstraint(fields=('day', 'seat'), name='poll_answer_once'),
        ),
        *(migrations.RunSQL(wall(*item), migrations.RunSQL.noop) for item in TABLES.items()),
        run_file(SQL / "polls.sql"),
    ]


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_not_this_time'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('meeting_planned', 'overleg gepland'), ('meeting_moved', 'overleg verplaatst'), ('meeting_cancelled', 'overleg gaat niet door'), ('meeting_soon', 'overleg komt eraan'), ('days_asked', 'wanneer kunt u'), ('guest_invited', 'te gast bij een overleg'), ('guest_not_needed', 'niet meer te gast'), ('not_this_time', 'deze keer niet erbij'), ('report_ready', 'verslag klaar'), ('promise_made', 'afspraak voor u'), ('promise_soon', 'afspraak bijna'), ('promise_late', 'afspraak te laat'), ('colleague_late', 'afspraak van een collega te laat'), ('help_asked', 'hulp gevraagd'), ('box_waits', 'doos wacht'), ('no_follow_up', 'zonder vervolg'), ('empty_support', 'nieuwe begeleider nog niet bekend'), ('handoff_waits', 'vraag van een andere tafel'), ('handoff_answered', 'antwoord van een andere tafel'), ('item_waits', 'casus wacht op besluit'), ('item_decided', 'tafel besloot'), ('on_paper', 'op papier geven'), ('many_questions', 'heel vaak gevraagd of iemand bekend is')], max_length=30, verbose_name='soort'),
        ),
    ]

"""A point of an agenda may come from the register of bottlenecks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bottlenecks", "0003_own_name"),
        ("meetings", "0008_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="bottleneck",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bottlenecks.bottleneck",
                verbose_name="knelpunt",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "bottleneck"), name="bottleneck_once_on_it"
            ),
        ),
    ]

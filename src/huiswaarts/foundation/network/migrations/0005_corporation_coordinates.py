from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0004_offers")]

    operations = [
        migrations.AddField(
            model_name="region",
            name="corporation_coordinates",
            field=models.BooleanField(
                default=False, verbose_name="woningcorporatie mag coördineren"
            ),
        ),
    ]

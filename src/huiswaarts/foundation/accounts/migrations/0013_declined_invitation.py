from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_recovery_goes_on")]

    operations = [
        migrations.AddField(
            "invitation",
            "declined_at",
            models.DateTimeField("niet aangenomen op", null=True, blank=True),
        ),
    ]

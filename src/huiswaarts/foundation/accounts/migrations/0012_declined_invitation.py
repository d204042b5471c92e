from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_recovery_invitation")]

    operations = [
        migrations.AddField(
            "invitation",
            "declined_at",
            models.DateTimeField("niet aangenomen op", null=True, blank=True),
        ),
    ]

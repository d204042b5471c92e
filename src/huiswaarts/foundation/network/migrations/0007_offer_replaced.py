from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0006_role_proposals")]

    operations = [
        migrations.AlterField(
            "offer",
            "state",
            models.CharField(
                choices=[
                    ("open", "wacht op antwoord"),
                    ("accepted", "aangenomen"),
                    ("declined", "niet aangenomen"),
                    ("withdrawn", "ingetrokken"),
                    ("replaced", "vervangen"),
                ],
                default="open",
                max_length=10,
                verbose_name="toestand",
            ),
        ),
    ]

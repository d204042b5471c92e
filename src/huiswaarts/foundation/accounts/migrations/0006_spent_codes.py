"""A code of an authenticator app is spent in the database, by whichever process took it."""

from django.db import migrations, models

GRANT = "grant delete on accounts_spentcode to hw_app"
REVOKE = "revoke delete on accounts_spentcode from hw_app"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_normal_addresses")]

    operations = [
        migrations.CreateModel(
            name="SpentCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True, verbose_name="waarvan")),
                ("at", models.DateTimeField(db_index=True, verbose_name="wanneer")),
            ],
            options={"verbose_name": "gebruikte code", "verbose_name_plural": "gebruikte codes"},
        ),
        migrations.RunSQL(GRANT, REVOKE),
    ]

"""Every address in its normal form, so that one address is one account."""

from django.db import migrations, models

from huiswaarts.foundation.common import normal


def normalise(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    for user in users.filter(email__regex=r"[^\x21-\x7e]|[A-Z]|[.]$").iterator():
        user.email = normal.email(user.email)
        user.save(update_fields=["email"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_word")]

    operations = [
        migrations.RunPython(normalise, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email__regex", "[[:space:]A-Z]|[.]$"), _negated=True),
                name="user_email_normal",
            ),
        ),
    ]

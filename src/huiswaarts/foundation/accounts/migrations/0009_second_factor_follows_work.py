"""Who works needs a second step, as long as that lasts: a mark on the account says nothing more."""

from django.db import migrations

BACK = """
update accounts_user u set needs_second_factor = true
where exists (select from network_membership w where w.user_id = u.id and w.until_at is null)
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_recovery")]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, BACK),
        migrations.RemoveField(model_name="user", name="needs_second_factor"),
    ]

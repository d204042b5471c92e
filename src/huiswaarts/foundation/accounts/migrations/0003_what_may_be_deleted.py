"""The app role deletes nothing but what signing in must be able to throw away."""

from django.db import migrations

GRANT = "grant delete on accounts_attempt, mfa_authenticator, django_session to hw_app"
REVOKE = GRANT.replace("grant", "revoke").replace(" to ", " from ")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_invitations"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunSQL(GRANT, REVOKE)]

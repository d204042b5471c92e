"""Who is found by the look for doubles reads that it was asked: see ../sql/doubles.sql."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions

SQL = Path(__file__).parents[1] / "sql"
WITHOUT = """
drop policy add_many_questions on events_notification;
drop policy see on events_accessrecord;
create policy see on events_accessrecord for select to hw_app using (
  user_id = (select app_user())
  or case_id = any ((select app_client_cases())::bigint[])
  or (region_id = (select app_region()) and (select app_role()) = 'privacy_officer'));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_locks"), ("events", "0006_many_questions")]

    operations = [
        migrations.RunSQL((SQL / "doubles.sql").read_text(encoding="utf-8"), WITHOUT),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
    ]

"""The plan for my meetings is kept from page to page."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_work")]

    operations = [
        migrations.RunSQL(
            "alter function app_my_meetings(timestamptz, integer) set plan_cache_mode = auto",
            migrations.RunSQL.noop,
        ),
    ]

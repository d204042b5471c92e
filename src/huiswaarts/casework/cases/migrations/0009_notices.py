"""Messages behind the wall; and the queue of jobs, whose tables and functions are a library's."""

from pathlib import Path

from django.db import migrations

from huiswaarts.foundation.access.walls import grant_functions, run_file, wall

SQL = Path(__file__).parents[1] / "sql"
# Jobs hold ids only. Who works them off registers, and removes what is done.
QUEUE = """
grant select, insert, update, delete on procrastinate_jobs, procrastinate_events,
  procrastinate_periodic_defers, procrastinate_workers to hw_app;
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname like 'procrastinate\\_%' loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to hw_app', f);
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_my_work"),
        ("events", "0002_notices"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(wall("events_notification"), migrations.RunSQL.noop),
        run_file(SQL / "notices.sql"),
        migrations.RunSQL(grant_functions(), migrations.RunSQL.noop),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]

"""Building blocks of the migrations that put row-level security on a table."""

from pathlib import Path

from django.db import migrations

# What app code may do to a guarded table; never DELETE or TRUNCATE.
READ_ADD_EDIT = "select, insert, update"
APPEND_ONLY = "select, insert"


def wall(table: str, rights: str = READ_ADD_EDIT) -> str:
    """Row-level security on, also for the owner, whose own policy lets everything through."""
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy owner_all on {table} to hw_owner using (true) with check (true);
revoke all on {table} from hw_app;
grant {rights} on {table} to hw_app;
"""


def run_file(path: Path) -> migrations.RunSQL:
    return migrations.RunSQL(path.read_text(encoding="utf-8"), migrations.RunSQL.noop)


# Asked by other functions of the owner alone: they answer for any id.
INTERNAL = ("app_holder", "app_never_used", "app_still_works")


def grant_functions() -> str:
    """Only the app role may call the functions, and nobody else may."""
    internal = ", ".join(f"'{name}'" for name in INTERNAL)
    return f"""
do $$ declare f regprocedure; internal boolean; begin
  for f, internal in select p.oid::regprocedure, p.proname in ({internal})
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.proname like 'app\\_%' loop
    execute format('revoke execute on function %s from public, hw_app', f);
    if not internal then execute format('grant execute on function %s to hw_app', f); end if;
  end loop;
end $$;
"""  # noqa: S608  no input

"""Nobody counts what waits for another: see ../sql/own_counts.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "own_counts.sql"
AS_IT_WAS = """
create or replace function app_unread(reader bigint, at_work bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from events_notification n
  where n.user_id = reader and n.read_at is null and n.membership_id is not distinct from at_work
$$;
create or replace function app_unread_of(reader bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from events_notification n where n.user_id = reader and n.read_at is null
$$;
create or replace function app_offers_waiting(reader bigint, now_at timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from network_offer o
  where o.state = 'open' and o.expires_at > now_at
    and offer_stands(o.id, now_at)
    and (o.address = (select lower(u.email) from accounts_user u where u.id = reader)
      or o.claimed_by_user_id = reader) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0041_recovery_same_request")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), AS_IT_WAS)]

-- The counts in the header are those of whoever acts, whatever number is asked for; a job, in which
-- nobody acts, counts for whom it writes to.
create or replace function app_unread(reader bigint, at_work bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from events_notification n
  where n.user_id = reader and reader = app_user()
    and n.read_at is null and n.membership_id is not distinct from at_work
$$;

create or replace function app_unread_of(reader bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from events_notification n
  where n.user_id = reader and (app_user() is null or reader = app_user()) and n.read_at is null
$$;

create or replace function app_offers_waiting(reader bigint, now_at timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from network_offer o
  where reader = app_user() and o.state = 'open' and o.expires_at > now_at
    and offer_stands(o.id, now_at)
    and (o.address = (select lower(u.email) from accounts_user u where u.id = reader)
      or o.claimed_by_user_id = reader) $$;

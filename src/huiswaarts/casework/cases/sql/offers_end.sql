-- The link in the mail works for a day. What is offered stays open for seven, for who signs in with
-- that address.
create or replace function app_offer_of(print text, now_at timestamptz) returns table (offer_id bigint, address text,
    name text, is_work boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.address::text, o.name::text, o.organisation_id is not null from network_offer o
  where o.code_hash = print and o.state = 'open' and o.expires_at > now_at
    and o.invited_at > now_at - interval '24 hours' $$;

create or replace function app_claim_offer(print text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update network_offer o set claimed_by_user_id = app_user()
    where o.code_hash = print and o.state = 'open' and o.expires_at > app_at()
      and o.invited_at > app_at() - interval '24 hours'
      and exists (select from accounts_user u where u.id = app_user() and u.email is null)
      and not exists (select from accounts_user u where lower(u.email) = o.address);
  return found;
end $$;

-- Whom somebody wanted to invite, and it came to nothing, a month ago: address and name go. That
-- it was offered, by whom and when, stays. One that lapsed keeps a mark for an address.
create function app_wipe_offers(before timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare wiped integer;
begin
  if app_membership() is not null or app_user() is not null then
    raise insufficient_privilege using message = 'only for the job that wipes';
  end if;
  update network_offer set typed = '', name = '', address = '#' || id
    where typed <> '' and ((state in ('declined', 'withdrawn') and answered_at <= before)
      or (state = 'open' and expires_at <= before));
  get diagnostics wiped = row_count;
  return wiped;
end $$;

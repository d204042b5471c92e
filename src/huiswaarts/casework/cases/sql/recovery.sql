-- Letting somebody in again who lost every means of their own: two people who do not gain by it.
-- A request says whose account it is and how far it is; a statement, who saw that person and when.

-- Who helps with this at the tables where I sit, and of which case.
create function app_recovery_cases() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct case_id), '{}') from app_seats()
    where kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'supporter'));
end $$;

-- Two people said so, each for another party: the unique keys see to that.
create function app_is_paired(of_request bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) = 2 from accounts_recoverystatement where request_id = of_request $$;

create policy see on accounts_recoveryrequest for select to hw_app using (
  user_id = (select app_user())
  or (kind <> 'second_factor' and case_id = any ((select app_recovery_cases())::bigint[]))
  or (kind <> 'second_factor' and region_id = (select app_region())
    and (select app_role()) in ('help_desk', 'access_worker', 'privacy_officer'))
  or (kind = 'second_factor' and region_id = (select app_region())
    and ((select app_role()) = 'region_admin' or ((select app_role()) = 'organisation_admin'
      and organisation_id = (select app_organisation())))));
create policy add on accounts_recoveryrequest for insert to hw_app with check (
  region_id = (select app_region()) and asked_at = (select app_at())
  and user_id <> (select app_user()) and confirmed_at is null and stopped_at is null
  and used_at is null
  and case kind when 'second_factor' then (select app_role()) = 'organisation_admin'
      and organisation_id = (select app_organisation())
    else case_id = any ((select app_recovery_cases())::bigint[])
      or (select app_role()) in ('help_desk', 'access_worker', 'privacy_officer') end);
-- Further only: paired, stopped or used. A pair is really there before the day begins to run.
create policy edit on accounts_recoveryrequest for update to hw_app
  using (used_at is null and (select app_at()) is not null)
  with check (confirmed_at is null or app_is_paired(id));
revoke update on accounts_recoveryrequest from hw_app;
grant update (confirmed_at, works_from, stopped_at, stopped_by, used_at)
  on accounts_recoveryrequest to hw_app;

create policy see on accounts_recoverystatement for select to hw_app using (
  exists (select from accounts_recoveryrequest r where r.id = request_id));

-- May I state this, for this party? Never about myself, never for the party or with a colleague of
-- the first; without a pair in two working days the help desk and the privacy officer together.
create function app_may_state(of_request bigint, as_party text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  if r.id is null or me is null or t is null or r.user_id = me or r.stopped_at is not null
     or r.used_at is not null or r.confirmed_at is not null or r.expires_at <= t
     or exists (select from accounts_recoverystatement s
       where s.request_id = r.id and (s.user_id = me or s.party = as_party)) then
    return false;
  end if;
  if r.kind = 'second_factor' then
    return as_party = 'person:' || me and r.region_id = app_region()
      and ((app_role() = 'organisation_admin' and app_organisation() = r.organisation_id)
        or app_role() = 'region_admin');
  end if;
  if app_region() is distinct from r.region_id then return false; end if;
  if t >= r.wide_from and app_role() in ('help_desk', 'privacy_officer') then
    return as_party = 'role:' || app_role();
  end if;
  if not (r.case_id = any (app_recovery_cases())
      or app_role() in ('help_desk', 'access_worker')) then
    return false;
  end if;
  return as_party = coalesce('organisation:' || app_organisation(), 'person:' || me)
    and not exists (select from accounts_recoverystatement s
      join network_membership w on w.user_id = s.user_id and (w.until_at is null or w.until_at > t)
      join network_membership o on o.organisation_id = w.organisation_id and o.user_id = me
        and (o.until_at is null or o.until_at > t)
      where s.request_id = r.id);
end $$;

create policy add on accounts_recoverystatement for insert to hw_app with check (
  user_id = (select app_user()) and membership_id is not distinct from (select app_membership())
  and organisation_id is not distinct from (select app_organisation())
  and at = (select app_at()) and app_may_state(request_id, party));

-- Both halves of the code together, typed by somebody of whom nothing is known yet: of which
-- request they are. One half gives nothing.
create function app_recovery_of(one text, other text, now timestamptz)
returns table (request_id bigint, user_id bigint, region_id bigint, works_from timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.user_id, r.region_id, r.works_from
  from accounts_recoveryrequest r
  join accounts_recoverystatement a on a.request_id = r.id and a.half_hash = one
  join accounts_recoverystatement b on b.request_id = r.id and b.half_hash = other
  where a.id <> b.id and one <> '' and other <> '' and r.kind = 'access'
    and r.confirmed_at is not null and r.stopped_at is null and r.used_at is null
    and r.expires_at > now $$;

-- The table of whoever stands at the help desk, found with the login name that they tell: a
-- number only, for somebody who helps with this in the region of that table.
create function app_recovery_case(of_user bigint) returns bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() not in ('help_desk', 'access_worker', 'privacy_officer') then return null; end if;
  return (select s.case_id from cases_teammember s join cases_case c on c.id = s.case_id
    where s.user_id = of_user and s.membership_id is null and s.state = 'active'
      and c.region_id = app_region() order by s.kind = 'client' desc, s.id desc limit 1);
end $$;

-- Until this moment the account does not read what its owner keeps from everybody else.
create function app_sealed() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_user u
    where u.id = app_user() and u.client_only_from > app_at()) $$;

create or replace function app_keys(need integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare sealed boolean := app_sealed();
begin
  return (select coalesce(array_agg(distinct k.key), '{}') from (
    select h.case_id * 256 + h.topic * 4 + l.label as key
    from app_seats() s
    join cases_sharing h on h.case_id = s.case_id and h.seat_kind = s.kind
      and (h.organisation_id = s.organisation_id or h.member_id = s.seat_id)
    cross join lateral generate_series(0, app_label_reach(s.kind)) as l (label)
    where h.level >= need and h.from_at <= app_at()
      and (h.until_at is null or h.until_at > app_at()) and (h.topic = 0 or not s.card)
    union all
    select s.case_id * 256 + n.key from app_seats() s
    cross join lateral generate_series(0, 255) as n (key)
    where s.kind = 'client' and not (sealed and n.key % 4 = 3)) k);
end $$;

-- News of a recovery, also by who sits at no table.
create policy add_recovery on events_notification for insert to hw_app with check (
  kind = 'recovery_asked' and case_id is null and region_id = (select app_region())
  and (select app_role()) in
    ('help_desk', 'access_worker', 'privacy_officer', 'organisation_admin', 'support_worker'));

-- Two who state the same owe their place to nobody in common (docs/adr/0017), and neither of them
-- came for this: a seat or an ordinary role counts when it was there two weeks before the request.

-- Whoever came later is too new for it.
create function recovery_known_before(asked timestamptz) returns timestamptz
language sql immutable set search_path = public, pg_temp as $$
  select asked - interval '14 days' $$;

-- Where somebody's place comes from: themself and where they work, or worked until lately; whoever
-- invited them, offered them work or a seat, or put them at this table; and where those ever worked.
create function recovery_roots(of_user bigint, of_case bigint, since timestamptz) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  with giver (id) as (
    select i.created_by_user_id from accounts_invitation i where i.user_id = of_user
    union
    select unnest(array[o.invited_by_user_id, o.proposed_by_user_id]) from network_offer o
      where o.answered_by_user_id = of_user and o.state = 'accepted'
    union
    select w.user_id from cases_teammember s
      join network_membership w on w.id in (s.proposed_by, s.admitted_by)
      where s.case_id = of_case and s.user_id = of_user and s.membership_id is null)
  select array(
    select 'person:' || of_user
    union
    select 'organisation:' || w.organisation_id from network_membership w
      where w.user_id = of_user and (w.until_at is null or w.until_at > since)
    union
    select 'person:' || g.id from giver g where g.id is not null
    union
    select 'organisation:' || w.organisation_id from network_membership w
      join giver g on g.id = w.user_id) $$;

-- Two admins were both there two weeks before, or the region admin did not make the other one.
-- Two of a table have no root in common.
create or replace function app_stand_apart(of_request bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; known timestamptz; mine text[];
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  known := recovery_known_before(r.asked_at);
  mine := recovery_roots(app_user(), r.case_id, known);
  if r.kind = 'second_factor' then
    return not exists (
      select from accounts_recoverystatement s
      join network_membership w on w.id in (s.membership_id, app_membership())
      where s.request_id = r.id and w.from_at > known
        and (app_role() <> 'region_admin' or exists (
          select from unnest(recovery_roots(s.user_id, null, known)) one
          where one like 'person:%' and one = any (mine))));
  end if;
  return not exists (select from accounts_recoverystatement s
    where s.request_id = r.id and recovery_roots(s.user_id, r.case_id, known) && mine);
end $$;

-- Do I help with this request: at its table for two weeks, as long in the access team, or at the
-- help desk, where two people put me.
create function recovery_helps(of_case bigint, known timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_role() = 'help_desk'
    or (app_role() = 'access_worker' and exists (select from network_membership w
      where w.id = app_membership() and w.from_at <= known))
    or exists (select from app_seats() a join cases_teammember s on s.id = a.seat_id
      where a.case_id = of_case and s.from_at <= known
        and a.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'supporter')) $$;

-- As in recovery_apart.sql; and whoever states it was there before.
create or replace function app_may_state(of_request bigint, as_party text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  if r.id is null or me is null or t is null or r.user_id = me or r.stopped_at is not null
     or r.used_at is not null or r.confirmed_at is not null or r.expires_at <= t
     or app_region() is distinct from r.region_id
     or exists (select from accounts_recoverystatement s
       where s.request_id = r.id and (s.user_id = me or s.party = as_party)) then
    return false;
  end if;
  if r.kind = 'second_factor' then
    return as_party = 'person:' || me and app_stand_apart(of_request)
      and ((app_role() = 'organisation_admin' and app_organisation() = r.organisation_id)
        or app_role() = 'region_admin');
  end if;
  -- together, and only these two: not one of them with a colleague who asked first
  if t >= r.wide_from and as_party = 'role:' || app_role() then
    return app_role() in ('help_desk', 'privacy_officer')
      and not exists (select from accounts_recoverystatement s
        left join network_membership w on w.id = s.membership_id
        where s.request_id = r.id and (w.role is null or w.role = app_role()
          or w.role not in ('help_desk', 'privacy_officer')));
  end if;
  return as_party = coalesce('organisation:' || app_organisation(), 'person:' || me)
    and recovery_helps(r.case_id, recovery_known_before(r.asked_at)) and app_stand_apart(of_request);
end $$;

drop function app_let_in(bigint, bigint, bigint);
-- Only these functions of the owner ask them; the app cannot ask who let whom in.
revoke execute on function recovery_known_before(timestamptz), recovery_helps(bigint, timestamptz),
  recovery_roots(bigint, bigint, timestamptz) from public;

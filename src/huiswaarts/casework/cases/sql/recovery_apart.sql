-- Two who are really two. Recovery (docs/adr/0017): neither of them let the other in, a request is
-- about somebody who sits or works there, and each step of it is taken once, now, by those it is for.

-- Did this person, or whoever ever worked where this person works, let that account in: invite it,
-- or offer it a seat at this table?
create function app_let_in(giver bigint, guest bigint, of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from (
      select i.created_by_user_id as inviter from accounts_invitation i where i.user_id = guest
      union all
      select o.invited_by_user_id from network_offer o
        where o.case_id = of_case and o.state = 'accepted' and o.answered_by_user_id = guest) g
    where g.inviter = giver or exists (select from network_membership a
      join network_membership b on b.organisation_id = a.organisation_id
      where a.user_id = g.inviter and b.user_id = giver)) $$;

-- Two who state the same: never one person, one party or colleagues. Who sits there for no
-- organisation was not let in by the other's; an admin of two weeks was not made for this.
create function app_stand_apart(of_request bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  if r.kind = 'second_factor' then
    return app_role() = 'region_admin' or not exists (
      select from accounts_recoverystatement s
      join network_membership w on w.id in (s.membership_id, app_membership())
      where s.request_id = r.id and w.from_at > r.asked_at - interval '14 days');
  end if;
  return not exists (
    select from accounts_recoverystatement s
    where s.request_id = r.id and (
      exists (select from network_membership w
        join network_membership o on o.organisation_id = w.organisation_id and o.user_id = me
          and (o.until_at is null or o.until_at > t)
        where w.user_id = s.user_id and (w.until_at is null or w.until_at > t))
      or (s.organisation_id is null and app_let_in(me, s.user_id, r.case_id))
      or (app_organisation() is null and app_let_in(s.user_id, me, r.case_id))));
end $$;

-- As in recovery_wide.sql; and the two stand apart.
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
  return (r.case_id = any (app_recovery_cases()) or app_role() in ('help_desk', 'access_worker'))
    and as_party = coalesce('organisation:' || app_organisation(), 'person:' || me)
    and app_stand_apart(of_request);
end $$;

-- The account of a request belongs where the request says: at that table, or to that employer.
create function app_belongs(of_user bigint, of_case bigint, of_organisation bigint)
returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select case when of_case is not null then exists (
      select from cases_teammember s join cases_case c on c.id = s.case_id
      where s.case_id = of_case and c.region_id = app_region() and s.user_id = of_user
        and s.membership_id is null and s.state = 'active')
    else exists (select from network_membership w
      where w.organisation_id = of_organisation and w.user_id = of_user
        and (w.until_at is null or w.until_at > app_at())) end $$;

drop policy add on accounts_recoveryrequest;
create policy add on accounts_recoveryrequest for insert to hw_app with check (
  region_id = (select app_region()) and asked_at = (select app_at())
  and user_id <> (select app_user()) and confirmed_at is null and stopped_at is null
  and used_at is null and app_belongs(user_id, case_id, organisation_id)
  and case kind when 'second_factor' then (select app_role()) = 'organisation_admin'
      and organisation_id = (select app_organisation()) and case_id is null
    else organisation_id is null and (case_id = any ((select app_recovery_cases())::bigint[])
      or (select app_role()) in ('help_desk', 'access_worker', 'privacy_officer')) end);

create function app_stated(of_request bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_recoverystatement s
    where s.request_id = of_request and s.user_id = app_user()) $$;

-- Further only, by its owner and by who stated it; what ran out or found nobody makes room for
-- another, by whoever may ask anew.
drop policy edit on accounts_recoveryrequest;
create policy edit on accounts_recoveryrequest for update to hw_app
  using (used_at is null and stopped_at is null and (select app_at()) is not null
    and (user_id = (select app_user()) or app_stated(id) or expires_at <= (select app_at())
      or (wide_from <= (select app_at()) and confirmed_at is null
        and region_id = (select app_region())
        and (select app_role()) in ('help_desk', 'privacy_officer'))))
  with check ((confirmed_at is null or app_is_paired(id))
    and (app_stated(id) or user_id = (select app_user()) or stopped_at = (select app_at())));

-- Each step is taken once and bears the moment at which it was taken.
create function recovery_goes_further() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare t timestamptz := app_at();
begin
  if current_user = 'hw_app' and (
      (new.confirmed_at is distinct from old.confirmed_at
        and (old.confirmed_at is not null or new.confirmed_at is distinct from t))
      or (new.works_from is distinct from old.works_from and old.works_from is not null)
      or (new.stopped_at is distinct from old.stopped_at
        and (old.stopped_at is not null or new.stopped_at is distinct from t))
      or (new.used_at is distinct from old.used_at
        and (old.used_at is not null or new.used_at is distinct from t))) then
    raise insufficient_privilege using message = 'a recovery goes further, never back';
  end if;
  return new;
end $$;
revoke execute on function recovery_goes_further() from public;
create trigger goes_further before update on accounts_recoveryrequest
  for each row execute function recovery_goes_further();

-- News of a request, by whoever stated it just now: also a supporter, who has no work.
create function app_states_now() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_recoverystatement s
    where s.user_id = app_user() and s.at = app_at()) $$;
drop policy add_recovery on events_notification;
create policy add_recovery on events_notification for insert to hw_app with check (
  kind = 'recovery_asked' and case_id is null and region_id = (select app_region())
  and (select app_states_now()));

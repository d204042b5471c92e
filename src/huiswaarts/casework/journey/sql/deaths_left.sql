-- Nobody is left to confirm a death: the help desk may after all (docs/adr/0017). As in
-- deaths_apart.sql, and this comes after it.

-- Those of the help desk and the access team who may, when nobody at the table could: who stands
-- apart from the reporter. When none of them does, the help desk; never who reported it.
create function death_desk(of_report bigint) returns table (membership_id bigint, apart boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with desk as (select w.id, w.role, death_apart(r.id, w.user_id) as apart
    from journey_deathreport r
      join network_membership w on w.region_id = r.region_id
      join accounts_user u on u.id = w.user_id
    where r.id = of_report and w.role in ('help_desk', 'access_worker') and u.is_active
      and w.from_at <= app_at() and (w.until_at is null or w.until_at > app_at())
      and w.user_id is distinct from r.user_id and w.user_id <> r.reported_by
      and not exists (select from death_seconds(of_report)))
  select d.id, d.apart from desk d
  where d.apart or (d.role = 'help_desk' and not exists (select from desk o where o.apart)) $$;
revoke execute on function death_desk(bigint) from public;

create or replace function app_may_confirm_death(of_report bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from journey_deathreport where id = of_report;
  if r.id is null or me is null or t is null or app_membership() is null
     or r.confirmed_at is not null or r.undone_at is not null or r.reported_by = me
     or r.user_id = me or r.region_id is distinct from app_region() then
    return false;
  end if;
  return (r.case_id = any (app_death_cases()) and exists (select from death_seconds(of_report) d
      where d.membership_id = app_membership() and d.state = 'active'))
    or exists (select from death_desk(of_report) d where d.membership_id = app_membership());
end $$;

-- May I read this report?
create function death_read(r journey_deathreport) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id is not null and (r.user_id = app_user() or r.case_id = any (app_death_cases())
    or (r.region_id = app_region() and app_role() in ('help_desk', 'access_worker'))) $$;
revoke execute on function death_read(journey_deathreport) from public;

-- For whom it waits, told to whoever reads the report: somebody at the table, somebody there whose
-- access is stopped, the desk, the help desk alone, or nobody.
create function app_death_waits(of_report bigint) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
      when exists (select from death_seconds(r.id) d where d.state = 'active') then 'table'
      when exists (select from death_seconds(r.id)) then 'stopped'
      when exists (select from death_desk(r.id) d where d.apart) then 'desk'
      when exists (select from death_desk(r.id)) then 'help_desk'
      else 'nobody' end
  from journey_deathreport r where r.id = of_report and death_read(r) $$;

-- Who works at the table, the two who said so, and of the desk exactly those who may confirm it.
create or replace function app_death_audience(of_report bigint) returns table (user_id bigint,
    membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; t timestamptz := app_at();
begin
  select * into r from journey_deathreport where id = of_report;
  if not death_read(r) then return; end if;
  return query select w.user_id, w.id from network_membership w
    where w.from_at <= t and (w.until_at is null or w.until_at > t)
      and w.user_id is distinct from r.user_id
      and (w.user_id in (r.reported_by, r.confirmed_by) and w.region_id = r.region_id
        or exists (select from cases_teammember s where s.membership_id = w.id
          and s.case_id = r.case_id and s.state = 'active'
          and (s.until_at is null or s.until_at > t)
          and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation'))
        or w.id in (select d.membership_id from death_desk(of_report) d));
end $$;

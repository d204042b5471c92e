-- What looks behind the wall answers for rows around whoever asks, and of others as of nothing
-- (tests/walls/test_functions.py). What only other functions of the owner ask, the app cannot ask
-- (`INTERNAL` in foundation/access/walls.py).
create or replace function app_on_card(of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select c.phase in ('in_view', 'closed')
    or c.status in ('stopped', 'transferred', 'deceased', 'registered_in_error')
  from cases_case c where c.id = of_case
    and exists (select from app_seats() me where me.case_id = of_case) $$;

create or replace function app_can_coordinate(of_case bigint, member bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from app_seats() me where me.case_id = of_case)
    and exists (select from cases_teammember s
      where s.case_id = of_case and s.membership_id = member and seat_can_coordinate(s.id)) $$;

-- Of oneself; and of anybody for the postman, who is nobody.
create or replace function app_has_home(reader bigint, now_at timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(app_user(), reader) = reader and exists (select from cases_teammember s
    where s.user_id = reader and s.membership_id is null and s.state = 'active'
      and s.from_at <= now_at and (s.until_at is null or s.until_at > now_at)) $$;

create or replace function app_seat_is_offered(of_seat bigint, of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select of_case = any (app_inviting()) and exists (select from cases_teammember s
    where s.id = of_seat and s.case_id = of_case
      and s.kind in ('client', 'relative', 'supporter') and s.state = 'active') $$;

create or replace function app_belongs(of_user bigint, of_case bigint, of_organisation bigint)
returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select case when of_case is not null then exists (
      select from cases_teammember s join cases_case c on c.id = s.case_id
      where s.case_id = of_case and c.region_id = app_region() and s.user_id = of_user
        and s.membership_id is null and s.state = 'active')
    else exists (select from network_membership w
      where w.organisation_id = of_organisation and w.user_id = of_user
        and w.region_id = app_region() and (w.until_at is null or w.until_at > app_at())) end $$;

create or replace function app_is_paired(of_request bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (app_stated(of_request) or app_role() = 'system' or exists (
      select from accounts_recoveryrequest r where r.id = of_request and r.user_id = app_user()))
    and exists (select from accounts_recoverystatement where request_id = of_request
      group by recovery_block(number) having count(*) = 2) $$;

create or replace function app_works_on_cases(member bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_membership where id = member and region_id = app_region()
    and app_role_works_on_cases(role)) $$;
create or replace function app_is_case_table(of_table bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tables_table where id = of_table and region_id = app_region()
    and kind = 'case_table') $$;
create or replace function app_table_chair(of_table bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select chair_id from tables_table where id = of_table and region_id = app_region() $$;
create or replace function app_table_chair_by(of_table bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select chair_by_user_id from tables_table where id = of_table and region_id = app_region() $$;

-- Whoever proposed a role over this region works here still.
create function app_proposer_stays(member bigint, whose bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_role() in ('region_admin', 'organisation_admin') and exists (
    select from network_membership w where w.id = member and w.region_id = app_region()
      and app_still_works(member, whose, app_at())) $$;
drop policy edit on network_roleproposal;
create policy edit on network_roleproposal for update to hw_app using (state = 'open') with check (
  region_id = (select app_region()) and answered_at = (select app_at())
  and ((state = 'withdrawn' and (proposed_by_user_id = (select app_user())
      or ((select app_role()) = 'region_admin'
        and not app_proposer_stays(proposed_by_id, proposed_by_user_id))))
    or (state in ('agreed', 'refused') and answered_by_user_id = (select app_user())
      and answered_by_id = (select app_membership())
      and proposed_by_user_id <> (select app_user())
      and (state = 'refused' or app_proposer_stays(proposed_by_id, proposed_by_user_id))
      and address is distinct from (select app_own_address())
      and ((select app_role()) = 'region_admin'
        or (organisation_id = (select app_organisation()) and role <> 'organisation_admin'
          and (select app_role()) = 'organisation_admin')))));

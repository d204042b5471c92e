-- Which seat can coordinate stands once: the last such seat of a coordinator does not end before
-- coordination is handed over, and a coordinator without one is gone, whatever other seat they have.
create function seat_can_coordinate(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s
    join network_membership w on w.id = s.membership_id
    join cases_case c on c.id = s.case_id
    join network_region r on r.id = c.region_id
    where s.id = of_seat and s.state = 'active' and s.from_at <= app_at()
      and (s.until_at is null or s.until_at > app_at())
      and w.from_at <= app_at() and (w.until_at is null or w.until_at > app_at())
      and (s.kind in ('bw_provider', 'ambulatory_provider', 'municipality')
        or (s.kind = 'corporation' and r.corporation_coordinates))) $$;
revoke execute on function seat_can_coordinate(bigint) from public;

create or replace function app_can_coordinate(of_case bigint, member bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s
    where s.case_id = of_case and s.membership_id = member and seat_can_coordinate(s.id)) $$;

create or replace function app_holds_coordination(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s join cases_case c on c.id = s.case_id
    where s.id = of_seat and c.coordinator_id = s.membership_id and s.kind <> 'guest'
      and (s.case_id = any (app_cases())
        or (app_role() = 'organisation_admin' and s.organisation_id = app_organisation()))
      and not exists (select from cases_teammember o
        where o.case_id = s.case_id and o.membership_id = s.membership_id and o.id <> s.id
          and seat_can_coordinate(o.id))) $$;

create or replace function coordinator_is_gone(of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from cases_case c
    join cases_teammember k on k.case_id = c.id and k.membership_id = c.coordinator_id
    where c.id = of_case and seat_can_coordinate(k.id)) $$;

create or replace function app_hand(of_case bigint) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(max(case
      when me.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation')
        and c.coordinator_id = app_membership() then 4
      when me.kind in ('bw_provider', 'ambulatory_provider', 'municipality') then 3
      when me.kind = 'corporation' then 2 when me.kind = 'client' then 1 else 0 end), 0)
  from app_seats() me join cases_case c on c.id = me.case_id where c.id = of_case $$;

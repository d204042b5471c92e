-- As before, from my own seats on; and the plan for my promises is kept from page to page.
create or replace function app_unanswered(since date, most integer)
returns table (case_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query select o.id from (select distinct c.id, c.phase_since from cases_teammember s
    join cases_case c on c.id = s.case_id
    where s.membership_id = m and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t)
      and (s.kind = 'municipality' or c.coordinator_id = m)
      and c.phase = 'registration' and c.status = 'active' and c.phase_since <= since) o
    order by o.phase_since, o.id limit most;
end $$;
alter function app_my_promises(date, integer) set plan_cache_mode = auto;

-- The planner takes a function for a thousand rows; under the lens it is one seat. In a region of
-- a few hundred cases it read all sharing rules for every page because of that.
alter function app_seats() rows 10;

-- As before, asked once for all tables: which kinds of seat are taken, of tables whose contact
-- card I may read.
create or replace function app_taken_seats(of_cases bigint[])
returns table (case_id bigint, kinds text[])
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = auto as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query
  with mine as (
    select distinct me.case_id as id from cases_teammember me
      join cases_sharing h on h.case_id = me.case_id and h.seat_kind = me.kind and h.topic = 0
        and h.level >= 2 and (h.organisation_id = me.organisation_id or h.member_id = me.id)
        and h.from_at <= t and (h.until_at is null or h.until_at > t)
    where me.case_id = any (of_cases) and me.membership_id = m and me.state = 'active'
      and me.from_at <= t and (me.until_at is null or me.until_at > t)
  )
  select mine.id, array_agg(distinct s.kind::text) from mine
    join cases_teammember s on s.case_id = mine.id and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t)
    group by mine.id;
end $$;

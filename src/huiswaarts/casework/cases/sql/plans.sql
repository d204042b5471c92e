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

-- As before; counted apart, so that only the first rows are sorted.
-- One page of the list. `narrow` may hold: over, search, phase, municipality (code), coordinator
-- (membership), organisation (of the coordinator), overdue, unplanned.
create or replace function app_case_list(today date, red_after integer, narrow jsonb, skip integer,
    size integer)
returns table (case_id bigint, attention integer, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare m bigint := app_membership(); t timestamptz := app_at();
    search text := upper(narrow->>'search'); in_phase text := narrow->>'phase';
    place text := narrow->>'municipality'; coordinator bigint := narrow->>'coordinator';
    organisation bigint := narrow->>'organisation';
    late boolean := coalesce((narrow->>'overdue')::boolean, false);
    unplanned boolean := coalesce((narrow->>'unplanned')::boolean, false);
    lowest integer := case when (narrow->>'over')::boolean then 5 else 4 end;
begin
  return query
  with mine as materialized (
    select c.id, c.follow_up_on, c.target_month, app_attention(c.phase, c.status, c.phase_since,
      c.follow_up_on, c.review_on, today, red_after) as level
    from cases_case c
    where c.id in (select s.case_id from cases_teammember s where s.membership_id = m
        and s.state = 'active' and s.from_at <= t and (s.until_at is null or s.until_at > t))
      and (search is null or position(search in upper(c.client_name)) > 0
        or starts_with(upper(c.number), search))
      and (in_phase is null or c.phase = in_phase)
      and (place is null or c.municipality_choice_id in (
        select p.id from network_municipality p where p.code = place))
      and (coordinator is null or c.coordinator_id = coordinator)
      and (organisation is null or c.coordinator_id in (
        select w.id from network_membership w where w.organisation_id = organisation))
      and (not late or c.follow_up_on < today or c.review_on < today)
      and (not unplanned or c.follow_up_on is null)
  )
  select c.id, c.level, (select count(*) from mine n where n.level <= lowest) from mine c
  where c.level <= lowest
  order by c.level, c.follow_up_on nulls last, c.target_month, c.id
  offset skip limit size;
end $$;

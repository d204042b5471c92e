-- The lists of a professional: which of the own cases, in which order, counted in one pass.
-- Only of active seats of who asks; ids, numbers and codes, never a name or a text. The pages
-- read what they show through both locks, for these ids alone.
create index cases_teammember_mine on cases_teammember (membership_id)
  include (case_id, from_at, until_at) where state = 'active';
create index cases_teammember_taken on cases_teammember (case_id, kind)
  include (from_at, until_at) where state = 'active';
create index cases_teammember_asked on cases_teammember (case_id)
  where state in ('requested', 'proposed');

-- How much attention a case asks: 0 late, 1 long without a next step, 2 without a next step,
-- 3 today, 4 nothing, 5 over. The words are in doors/desk/queries_cases.py.
create function app_attention(phase text, status text, phase_since date, follow_up_on date,
    review_on date, today date, red_after integer)
returns integer language sql immutable as $$
  select case
    when phase = 'closed' or status in ('stopped', 'transferred', 'deceased',
      'registered_in_error') then 5
    when follow_up_on < today or review_on < today then 0
    when follow_up_on is null and phase_since < today - red_after then 1
    when follow_up_on is null then 2
    when follow_up_on = today then 3
    else 4 end
$$;

-- One page of the list. `narrow` may hold: over, search, phase, municipality (code), coordinator
-- (membership), organisation (of the coordinator), overdue, unplanned.
create function app_case_list(today date, red_after integer, narrow jsonb, skip integer,
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
  select c.id, c.level, count(*) over () from mine c where c.level <= lowest
  order by c.level, c.follow_up_on nulls last, c.target_month, c.id
  offset skip limit size;
end $$;

-- The day of a professional, each kind cut at `most`: 'row' (who asks attention first), 'due'
-- (for today or late), 'empty' (the oldest I coordinate with an empty seat), 'proposed' and
-- 'requested' (seats at tables that I coordinate, longest first), and the counts 'all', 'overdue'
-- and 'unplanned'. `number` is the place in the order, the attention of a row, or the count.
create function app_my_day(today date, red_after integer, most integer)
returns table (what text, case_id bigint, seat_id bigint, number bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query
  with mine as materialized (
    select c.id, c.coordinator_id, c.phase, c.status, c.follow_up_on, c.review_on, c.target_month,
      c.registered_on, app_attention(c.phase, c.status, c.phase_since, c.follow_up_on,
        c.review_on, today, red_after) as level
    from cases_case c
    where c.id in (select s.case_id from cases_teammember s where s.membership_id = m
      and s.state = 'active' and s.from_at <= t and (s.until_at is null or s.until_at > t))
  ), begun as materialized (
    select id from mine where coordinator_id = m and status in ('active', 'on_hold', 'relapse')
      and phase not in ('in_view', 'registration', 'closed') order by registered_on, id
  ), asked as materialized (
    select s.id, s.case_id, s.state, s.asked_at from cases_teammember s
    where s.state in ('requested', 'proposed') and s.case_id in (select mine.id from mine
      where coordinator_id = m and level < 5)
  )
  (select 'row', id, null::bigint, level::bigint from mine where level < 5
    order by level, follow_up_on nulls last, target_month, id limit most)
  union all
  (select 'due', id, null, row_number() over (order by follow_up_on, id) from mine
    where level < 5 and (follow_up_on <= today or review_on <= today)
    order by follow_up_on, id limit most)
  union all
  (select 'empty', b.id, null, 0 from begun b where 15 > (
    select coalesce(bit_or(case s.kind when 'bw_provider' then 1 when 'ambulatory_provider' then 2
      when 'corporation' then 4 when 'municipality' then 8 else 0 end), 0)
    from cases_teammember s where s.case_id = b.id and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t)) limit most)
  union all
  (select a.state, a.case_id, a.id, row_number() over (order by a.asked_at, a.id) from asked a
    where a.state = 'proposed' order by a.asked_at, a.id limit most)
  union all
  (select a.state, a.case_id, a.id, row_number() over (order by a.asked_at, a.id) from asked a
    where a.state = 'requested' order by a.asked_at, a.id limit most)
  union all
  (select k.what, null, null, k.number from (select count(*) filter (where level < 5) as of_all,
      count(*) filter (where level < 5 and (follow_up_on < today or review_on < today)) as late,
      count(*) filter (where level < 5 and follow_up_on is null) as unplanned from mine) n
    cross join lateral (values ('all', of_all), ('overdue', late), ('unplanned', unplanned))
      k (what, number));
end $$;

-- As before, now by table: which kinds of seat are taken, of tables whose contact card I may read.
create or replace function app_taken_seats(of_cases bigint[])
returns table (case_id bigint, kinds text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query
  select o.id, array(select distinct s.kind::text from cases_teammember s where s.case_id = o.id
    and s.state = 'active' and s.from_at <= t and (s.until_at is null or s.until_at > t))
  from unnest(of_cases) o (id)
  where exists (select from cases_teammember me where me.case_id = o.id and me.membership_id = m
    and me.state = 'active' and me.from_at <= t and (me.until_at is null or me.until_at > t)
    and exists (select from cases_sharing h where h.case_id = o.id and h.seat_kind = me.kind
      and h.topic = 0 and h.level >= 2
      and (h.organisation_id = me.organisation_id or h.member_id = me.id)
      and h.from_at <= t and (h.until_at is null or h.until_at > t)));
end $$;

-- The wall asks these about one person, by index: their plans are kept, also where those of the
-- questions of a page are not (foundation/access/session.py).
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p
           join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
           where p.proname in ('app_seats', 'app_cases', 'app_own_seats', 'app_team_cases',
             'app_keys', 'app_stewarded', 'app_coordinated', 'app_client_cases') loop
    execute format('alter function %s set plan_cache_mode = auto', f);
  end loop;
end $$;

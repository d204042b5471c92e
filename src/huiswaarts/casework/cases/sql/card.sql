-- Who gets the contact card only: whoever does not read topic 0 (a guest, a relative with whom
-- nothing is shared), and of a case that has not begun or is over everybody but its client and its
-- coordinator, who has to begin, close and correct it. They cannot select the row of the case at
-- all; what the card holds comes from `app_cards`, a column that is not in it from nowhere.

-- As before, without the cases of which I get the card only.
create or replace function app_team_cases() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = auto as $$
begin
  return (select coalesce(array_agg(distinct s.case_id), '{}') from app_seats() s
  where s.kind = 'client' or (exists (select from cases_sharing h
      where h.case_id = s.case_id and h.seat_kind = s.kind and h.topic = 0 and h.level >= 2
        and (h.organisation_id = s.organisation_id or h.member_id = s.seat_id)
        and h.from_at <= app_at() and (h.until_at is null or h.until_at > app_at()))
    and (not s.card or exists (select from cases_case c
      where c.id = s.case_id and c.coordinator_id = app_membership()))));
end $$;

-- As before; topic 0 of a case that has not begun or is over is for its coordinator.
create or replace function app_keys(need integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = auto as $$
declare sealed boolean := app_sealed();
begin
  return (select coalesce(array_agg(distinct k.key), '{}') from (
    select h.case_id * 256 + h.topic * 4 + l.label as key
    from app_seats() s
    join cases_sharing h on h.case_id = s.case_id and h.seat_kind = s.kind
      and (h.organisation_id = s.organisation_id or h.member_id = s.seat_id)
    cross join lateral generate_series(0, app_label_reach(s.kind)) as l (label)
    where h.level >= need and h.from_at <= app_at()
      and (h.until_at is null or h.until_at > app_at())
      and (not s.card or (h.topic = 0 and exists (select from cases_case c
        where c.id = s.case_id and c.coordinator_id = app_membership())))
    union all
    select s.case_id * 256 + n.key from app_seats() s
    cross join lateral generate_series(0, 255) as n (key)
    where s.kind = 'client' and not (sealed and n.key % 4 = 3)) k);
end $$;

-- Has this case not begun, or is it over? For the first lock of what a guest reads, who does not
-- see the row of the case.
create function app_on_card(of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select c.phase in ('in_view', 'closed')
    or c.status in ('stopped', 'transferred', 'deceased', 'registered_in_error')
  from cases_case c where c.id = of_case $$;

-- The contact card of my cases, or of some of them. `why` says why there is no more than this:
-- nothing (I read the case itself), guest, was_guest, early, over or unshared. Who was a guest
-- keeps the number, to know where that was; not the name, and not who to call.
create function app_cards(of_cases bigint[])
returns table (case_id bigint, region_id bigint, number text, client_name text, why text,
    contact text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare readable bigint[] := app_team_cases(); t timestamptz := app_at();
begin
  return query
  select c.id, c.region_id, c.number::text,
    case when w.why = 'was_guest' then '' else c.client_name::text end, w.why,
    case when app_membership() is null or w.why = 'was_guest' then '' else
      (select u.name || ', ' || o.name from network_membership k
        join accounts_user u on u.id = k.user_id
        join network_organisation o on o.id = k.organisation_id where k.id = c.coordinator_id) end
  from (select s.case_id, bool_or(s.card) as card, bool_and(s.kind = 'guest') as guest,
      bool_or(exists (select from cases_guestpass p where p.seat_id = s.seat_id)) as invited,
      bool_or(exists (select from cases_guestpass p where p.seat_id = s.seat_id
        and p.ended_at is null and p.begins_at > t - interval '7 days')) as expected
    from app_seats() s group by s.case_id) m
  join cases_case c on c.id = m.case_id
  cross join lateral (select case
    when c.id = any (readable) then ''
    when m.guest and (m.card or (m.invited and not m.expected)) then 'was_guest'
    when m.guest then 'guest'
    when m.card and c.phase = 'in_view' and c.status in ('active', 'on_hold', 'relapse')
      then 'early'
    when m.card then 'over'
    else 'unshared' end) w (why)
  where of_cases is null or c.id = any (of_cases);
end $$;

-- The card with this number, looked at through the lens from now on.
create function app_card_at(wanted text)
returns table (case_id bigint, region_id bigint, number text, client_name text, why text,
    contact text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found bigint := (select c.id from cases_case c
    where c.number = wanted and c.id = any (app_cases()));
begin
  if found is null then return; end if;
  perform set_config('app.focus', '{' || found || '}', true),
    set_config('plan_cache_mode', 'auto', true);
  return query select * from app_cards(array[found]);
end $$;

drop policy see on cases_case;
create policy see on cases_case for select to hw_app
  using (id = any ((select app_team_cases())::bigint[]));
drop policy edit on cases_case;
create policy edit on cases_case for update to hw_app
  using (id = any ((select app_team_cases())::bigint[]))
  with check (id = any ((select app_team_cases())::bigint[]) and region_id = app_region());

-- What happened in a case tells its phase: a guest, who sees that topic 0 is there, reads none.
drop policy see on events_event;
create policy see on events_event for select to hw_app using (
  user_id = (select app_user())
  or (case_id = any ((select app_team_cases())::bigint[])
      and case_id * 256 + topic * 4 = any ((select app_keys(1))::bigint[])));

-- As before. A case of which I get the card only stands last in the list (6, or 7 when I have
-- nothing to do there any more), is found by its name or number alone, and counts nowhere.
create or replace function app_case_list(today date, red_after integer, narrow jsonb, skip integer,
    size integer)
returns table (case_id bigint, attention integer, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare m bigint := app_membership();
    search text := upper(narrow->>'search'); in_phase text := narrow->>'phase';
    place text := narrow->>'municipality'; coordinator bigint := narrow->>'coordinator';
    organisation bigint := narrow->>'organisation';
    late boolean := coalesce((narrow->>'overdue')::boolean, false);
    unplanned boolean := coalesce((narrow->>'unplanned')::boolean, false);
    past boolean := coalesce((narrow->>'over')::boolean, false);
    plain boolean := in_phase is null and place is null and coordinator is null
      and organisation is null and not late and not unplanned;
    mine_all bigint[] := app_cases(); readable bigint[] := app_team_cases();
    others bigint[] := array(select unnest(mine_all) except select unnest(readable));
begin
  if m is null then return; end if;
  return query
  with mine as materialized (
    select c.id, c.follow_up_on, c.target_month, app_attention(c.phase, c.status, c.phase_since,
      c.follow_up_on, c.review_on, today, red_after) as level
    from cases_case c
    where c.id = any (readable)
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
    union all
    select k.case_id, null, null, case when k.why in ('over', 'was_guest') then 7 else 6 end
    from app_cards(others) k
    where plain and cardinality(others) > 0 and (search is null
      or position(search in upper(k.client_name)) > 0 or starts_with(upper(k.number), search))
  )
  select c.id, c.level, (select count(*) from mine n where past or n.level not in (5, 7))
  from mine c where past or c.level not in (5, 7)
  order by c.level, c.follow_up_on nulls last, c.target_month, c.id
  offset skip limit size;
end $$;

-- As before, of the cases that I read; of the others only that they are there (6).
create or replace function app_my_day(today date, red_after integer, most integer)
returns table (what text, case_id bigint, seat_id bigint, number bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
    mine_all bigint[] := app_cases(); readable bigint[] := app_team_cases();
    others bigint[] := array(select unnest(mine_all) except select unnest(readable));
begin
  return query
  with mine as materialized (
    select c.id, c.coordinator_id, c.phase, c.status, c.follow_up_on, c.review_on, c.target_month,
      c.registered_on, app_attention(c.phase, c.status, c.phase_since, c.follow_up_on,
        c.review_on, today, red_after) as level
    from cases_case c where m is not null and c.id = any (readable)
  ), cards as materialized (
    select k.case_id as id from app_cards(others) k
    where m is not null and cardinality(others) > 0 and k.why not in ('over', 'was_guest')
  ), begun as materialized (
    select id from mine where coordinator_id = m and status in ('active', 'on_hold', 'relapse')
      and phase not in ('in_view', 'registration', 'closed') order by registered_on, id
  ), asked as materialized (
    select s.id, s.case_id, s.state, s.asked_at from cases_teammember s
    where s.state in ('requested', 'proposed') and s.case_id in (select mine.id from mine
      where coordinator_id = m and level < 5)
  )
  (select 'row', r.id, null::bigint, r.level::bigint from (
      select id, level, follow_up_on, target_month from mine where level < 5
      union all select id, 6, null, null from cards) r
    order by r.level, r.follow_up_on nulls last, r.target_month, r.id limit most)
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
  (select k.what, null, null, k.number from (select count(*) filter (where level < 5)
        + (select count(*) from cards) as of_all,
      count(*) filter (where level < 5 and (follow_up_on < today or review_on < today)) as late,
      count(*) filter (where level < 5 and follow_up_on is null) as unplanned from mine) n
    cross join lateral (values ('all', of_all), ('overdue', late), ('unplanned', unplanned))
      k (what, number));
end $$;

-- As before, of the cases that I read.
create or replace function app_unanswered(since date, most integer)
returns table (case_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
    readable bigint[] := app_team_cases();
begin
  return query select o.id from (select distinct c.id, c.phase_since from cases_teammember s
    join cases_case c on c.id = s.case_id
    where s.membership_id = m and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t) and c.id = any (readable)
      and (s.kind = 'municipality' or c.coordinator_id = m)
      and c.phase = 'registration' and c.status = 'active' and c.phase_since <= since) o
    order by o.phase_since, o.id limit most;
end $$;

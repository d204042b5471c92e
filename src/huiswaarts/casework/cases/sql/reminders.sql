-- What the clock has to tell today in its own region, and to whom: ids only, for nobody else.
-- `once` names each piece of news, so that a job that runs twice tells it once.

-- Who must keep a promise now: the owner; when that seat ended a colleague of the same party; else
-- the coordinator. The same as queries_promises.holder_of.
create function app_holder(promise bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select o.id from cases_teammember o where o.id = p.owner_id and o.state = 'active'),
    (select s.id from cases_teammember o join cases_teammember s on s.case_id = o.case_id
      and s.kind = o.kind and s.organisation_id = o.organisation_id and s.state = 'active'
      where o.id = p.owner_id order by s.id limit 1),
    (select s.id from cases_teammember s join cases_case c on c.id = s.case_id
      where s.case_id = p.case_id and s.membership_id = c.coordinator_id and s.state = 'active'
      order by s.id limit 1))
  from cases_commitment p where p.id = promise
$$;

create function app_promise_news(today date)
returns table (kind text, case_id bigint, subject text, number integer, once text,
  user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'system' then return; end if;
  return query
  with open_ones as (
    select p.id, p.case_id, p.due_on, c.coordinator_id, app_holder(p.id) as seat,
      case when today - p.due_on >= 28 then 28 when today - p.due_on >= 14 then 14
        when today - p.due_on >= 7 then 7 else 0 end as late
    from cases_commitment p join cases_case c on c.id = p.case_id
    where p.state = 'open' and c.region_id = app_region() and p.due_on <= today + 2
      and c.phase not in ('in_view', 'closed') and c.status in ('active', 'on_hold', 'relapse')),
  held as (
    select o.*, s.kind as seat_kind, s.organisation_id, s.membership_id as work,
      coalesce(w.user_id, s.user_id) as person
    from open_ones o join cases_teammember s on s.id = o.seat
    left join network_membership w on w.id = s.membership_id)
  -- to who keeps it, before the day and after 7, 14 and 28 days
  select case when h.late = 0 then 'promise_soon' else 'promise_late' end, h.case_id,
    'cases.commitment:' || h.id, h.late,
    'promise:' || h.id || ':' || h.late || ':' || h.due_on, h.person, h.work
  from held h where h.person is not null and (h.late > 0 or h.due_on >= today)
  union all
  -- after 28 days, and of the client after 14: to who coordinates, to see what it takes
  select 'promise_late', h.case_id, 'cases.commitment:' || h.id, h.late,
    'promise:' || h.id || ':' || h.late || ':' || h.due_on, w.user_id, w.id
  from held h join network_membership w on w.id = h.coordinator_id
  where h.late >= case when h.work is null then 14 else 28 end and w.user_id <> h.person
  union all
  -- after 14 days to the contact of the organisation: whose it is, not about whom or what
  select 'colleague_late', null, 'network.membership:' || h.work, h.late,
    'colleague:' || h.id || ':' || h.due_on, a.user_id, a.id
  from held h join network_membership a on a.organisation_id = h.organisation_id
    and a.role = 'organisation_admin' and a.from_at <= app_at()
    and (a.until_at is null or a.until_at > app_at())
  where h.late >= 14 and h.work is not null;
end $$;

-- To the coordinator: a case without a next step, and a new support worker who is not known three
-- months before the move. Once a week, once a month.
create function app_case_news(today date)
returns table (kind text, case_id bigint, subject text, number integer, once text,
  user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'system' then return; end if;
  return query
  select 'no_follow_up', c.id, '', 0,
    'no_follow_up:' || c.id || ':' || to_char(today, 'IYYY-IW'), w.user_id, w.id
  from cases_case c join network_region r on r.id = c.region_id
    join network_membership w on w.id = c.coordinator_id
  where c.region_id = app_region() and c.status = 'active'
    and c.phase not in ('in_view', 'closed', 'pilot_light') and c.follow_up_on is null
    and c.phase_since < today - r.no_follow_up_days
  union all
  select 'empty_support', c.id, '', 0,
    'empty_support:' || c.id || ':' || to_char(today, 'YYYY-MM'), w.user_id, w.id
  from cases_case c join network_membership w on w.id = c.coordinator_id
  where c.region_id = app_region() and c.status = 'active'
    and c.phase in ('kickoff', 'preparation', 'home_search', 'agreement', 'move_in')
    and c.target_month <= today + interval '3 months'
    and not exists (select from cases_teammember s where s.case_id = c.id
      and s.kind = 'ambulatory_provider' and s.state = 'active');
end $$;

-- Who hands a message over on paper at these tables: the support workers; and to whom, the client.
create function app_helpers(cases bigint[])
returns table (case_id bigint, user_id bigint, membership_id bigint, is_client boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'system' then return; end if;
  return query select s.case_id, coalesce(w.user_id, s.user_id), s.membership_id,
      s.kind = 'client'
    from cases_teammember s join cases_case c on c.id = s.case_id
    left join network_membership w on w.id = s.membership_id
    where s.case_id = any (cases) and c.region_id = app_region() and s.state = 'active'
      and ((s.kind in ('bw_provider', 'ambulatory_provider') and w.id is not null)
        or (s.kind = 'client' and s.user_id is not null));
end $$;

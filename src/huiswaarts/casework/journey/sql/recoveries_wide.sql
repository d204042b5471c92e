-- What the clock tells others than the owner, as in recoveries_others.sql, but: only whoever may be
-- the second is asked; whoever may act after two working days hears so at that moment; and whose
-- half of the code stopped working because two others were the pair hears that.
create or replace function app_recovery_others(t timestamptz)
returns table (kind text, case_id bigint, once text, owner bigint, user_id bigint,
  membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() is distinct from 'system' then return; end if;
  return query
  with open as (
    select r.* from accounts_recoveryrequest r
    where r.kind = 'access' and r.region_id = app_region() and r.stopped_at is null
      and r.used_at is null and r.expires_at > t),
  asked as (
    select o.id, o.case_id, o.user_id as owner, s.user_id as person, s.membership_id as work
    from open o cross join lateral recovery_seconds(o.id, t) s where o.confirmed_at is null),
  wide as (
    select o.id, o.user_id as owner, w.user_id as person, w.id as work
    from open o join network_membership w on w.region_id = o.region_id
      and (w.until_at is null or w.until_at > t)
    where o.confirmed_at is null and recovery_wide_number(o.id, w.role, t) is not null
      and not exists (select from accounts_recoverystatement s
        where s.request_id = o.id and s.user_id = w.user_id)),
  lapsed as (
    select o.id, o.user_id as owner, s.user_id as person, s.membership_id as work
    from open o join accounts_recoverystatement s on s.request_id = o.id
    where o.confirmed_at <= t and not exists (select from accounts_recoverystatement p
      where p.request_id = o.id and p.id <> s.id
        and recovery_block(p.number) = recovery_block(s.number))),
  stopped as (
    select r.id, r.case_id, r.user_id as owner, r.stopped_by
    from accounts_recoveryrequest r
    where r.region_id = app_region() and r.stopped_at between t - interval '7 days' and t
      and r.stopped_at < r.expires_at),
  near as (  -- whose key is looked up: news is not searched
    select p.id, w.user_id as person from stopped p
    join network_membership w on w.region_id = app_region()
    union
    select p.id, s.user_id from stopped p
    join cases_teammember s on s.case_id = p.case_id and s.user_id is not null),
  heard as (
    select n.id, e.user_id as person, e.membership_id as work from near n
    join events_notification e on e.once_key = any (array[
      'recovery:' || n.id || ':' || n.person, 'recovery_wide:' || n.id || ':' || n.person])
    union
    select p.id, o.user_id, o.membership_id from stopped p
    join accounts_recoverystatement o on o.request_id = p.id),
  news as (
    select 'recovery_asked' as kind, a.case_id, 'recovery:' || a.id as once, a.owner, a.person, a.work
    from asked a
    union
    select 'recovery_wide', null::bigint, 'recovery_wide:' || w.id, w.owner, w.person, w.work
    from wide w
    union
    select 'half_lapsed', null::bigint, 'half_lapsed:' || l.id, l.owner, l.person, l.work
    from lapsed l
    union
    select 'recovery_stopped', null::bigint, 'recovery_stopped:' || p.id, p.owner, h.person, h.work
    from stopped p join heard h on h.id = p.id
    where h.person is distinct from p.stopped_by)
  select n.kind, n.case_id, n.once, n.owner, n.person, n.work from news n
  where n.person <> n.owner and not exists (
    select from events_notification e where e.once_key = n.once || ':' || n.person);
end $$;

-- As in recoveries_others.sql; of the code that works only the two hear whose halves these are.
create or replace function app_recovery_news()
returns table (kind text, case_id bigint, once text, owner bigint, user_id bigint,
  membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t timestamptz := app_at();
begin
  if app_role() is distinct from 'system' or t is null then return; end if;
  return query
  with turns as (
    select k.kind, r.case_id, k.kind || ':' || r.id as once, r.user_id as owner, r.id as request
    from accounts_recoveryrequest r
    cross join lateral (values ('access_asked', r.asked_at), ('access_works', r.works_from))
      as k (kind, from_at)
    where r.kind = 'access' and r.region_id = app_region() and r.stopped_at is null
      and r.used_at is null and r.expires_at > t and k.from_at <= t
    union all
    -- of who still sits at a table as the client; a month of missed runs is made up for
    select 'access_back', max(s.case_id),
      'access_back:' || u.id || ':' || extract(epoch from u.client_only_from)::bigint, u.id, null
    from accounts_user u
    join cases_teammember s on s.user_id = u.id and s.kind = 'client' and s.state = 'active'
    join cases_case c on c.id = s.case_id and c.region_id = app_region()
    where u.client_only_from <= t and u.client_only_from > t - interval '30 days'
    group by u.id),
  news as (select n.* from turns n where not exists (
    select from events_notification e where e.once_key = n.once || ':' || n.owner))
  select n.kind, n.case_id, n.once, n.owner, n.owner, null::bigint from news n
  union all
  select n.kind, n.case_id, n.once, n.owner, s.user_id, s.membership_id
  from news n join accounts_recoverystatement s on s.request_id = n.request
  where n.kind <> 'access_works' or exists (select from accounts_recoverystatement p
    where p.request_id = s.request_id and p.id <> s.id
      and recovery_block(p.number) = recovery_block(s.number))
  union all
  select * from app_recovery_others(t);
end $$;

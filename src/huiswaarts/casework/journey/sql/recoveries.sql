-- What the clock tells of a recovery in its own region: ids only, for nobody else. Each row is one
-- person: whose account it is, or (when `owner` is another) one of the two who stated it. What the
-- owner was told once is not due again.
create function app_recovery_news()
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
  from news n join accounts_recoverystatement s on s.request_id = n.request;
end $$;

-- Who hands the warning over at this table to a client whom nothing else reaches: the support
-- workers, else the municipality; not who stated that they saw the client.
create function app_recovery_hands(of_case bigint, not_these bigint[])
returns table (user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() is distinct from 'system' then return; end if;
  return query
  with at_hand as (
    select w.user_id, w.id, rank() over (order by s.kind = 'municipality') as turn
    from cases_teammember s join cases_case c on c.id = s.case_id
    join network_membership w on w.id = s.membership_id
    where s.case_id = of_case and c.region_id = app_region() and s.state = 'active'
      and s.from_at <= app_at() and (s.until_at is null or s.until_at > app_at())
      and (w.until_at is null or w.until_at > app_at())
      and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality')
      and not (w.user_id = any (not_these)))
  select distinct h.user_id, h.id from at_hand h where h.turn = 1;
end $$;

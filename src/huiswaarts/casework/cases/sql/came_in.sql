-- Who came in on a seat, by mail or with a code on paper, in the last two days: told by the clock to
-- the client and to whoever sits there for an organisation. Whoever invited by mail knows already.
create function app_came_in_news()
returns table (kind text, case_id bigint, subject text, number integer, once text,
  user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare since timestamptz := app_at() - interval '2 days';
begin
  if app_role() is distinct from 'system' then return; end if;
  return query
  with came as (
    select s.id, s.case_id, s.kind, s.user_id, o.invited_by_user_id as knows
    from network_offer o join cases_teammember s on s.id = o.seat_id
    where o.region_id = app_region() and o.state = 'accepted' and o.answered_at > since
    union all
    select s.id, s.case_id, s.kind, s.user_id, null from accounts_invitation i
    join cases_teammember s on s.user_id = i.user_id and s.membership_id is null
    where i.region_id = app_region() and i.kind = 'paper' and i.used_at > since
      and not exists (select from accounts_invitation e
        where e.user_id = i.user_id and e.used_at < i.used_at)
      and not exists (select from network_offer o
        where o.seat_id = s.id and o.state = 'accepted'))
  select distinct case when x.kind = 'client' then 'client_came_in' else 'seat_taken' end,
    x.case_id, 'cases.teammember:' || x.id, 0, 'came_in:' || x.id || ':' || x.user_id,
    coalesce(w.user_id, p.user_id), w.id
  from came x
  join cases_teammember s on s.id = x.id and s.state = 'active'
  join cases_case c on c.id = x.case_id and c.region_id = app_region()
    and c.status in ('active', 'on_hold', 'relapse') and c.phase <> 'closed'
  join cases_teammember p on p.case_id = c.id and p.id <> x.id and p.state = 'active'
    and p.from_at <= app_at() and (p.until_at is null or p.until_at > app_at())
    and p.kind <> 'guest'
  left join network_membership w on w.id = p.membership_id
  where (p.kind = 'client' or w.id is not null)
    and coalesce(w.user_id, p.user_id) is not null
    and coalesce(w.user_id, p.user_id) is distinct from x.knows
    and coalesce(w.user_id, p.user_id) <> x.user_id;
end $$;

-- Two days before a meeting, to who may know when it is; and when a report became public by the
-- clock, to who reads reports. Ids only, and for the clock alone.
create or replace function app_meeting_news(today date)
returns table (kind text, case_id bigint, subject text, number integer, once text,
  user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t timestamptz := app_at();
begin
  if app_role() <> 'system' then return; end if;
  return query
  with news as (
    select 'meeting_soon' as what, g.id, g.case_id,
      'meeting_soon:' || g.id || ':' || (g.begins_at at time zone 'Europe/Amsterdam')::date as key
    from meetings_meeting g join cases_case c on c.id = g.case_id
    where c.region_id = app_region() and c.status in ('active', 'on_hold', 'relapse')
      and c.phase not in ('in_view', 'closed') and g.status = 'planned' and g.begins_at > t
      and (g.begins_at at time zone 'Europe/Amsterdam')::date <= today + 2
    union all
    select 'report_ready', r.meeting_id, r.case_id, 'report_ready:' || r.meeting_id
    from meetings_report r join cases_case c on c.id = r.case_id
    where c.region_id = app_region() and c.status in ('active', 'on_hold', 'relapse')
      and c.phase not in ('in_view', 'closed') and r.client_ok_at is null
      and r.public_from <= t and r.public_from > t - interval '7 days')
  select n.what, n.case_id, 'meetings.meeting:' || n.id, 0, n.key,
    coalesce(w.user_id, s.user_id), s.membership_id
  from news n join cases_teammember s on s.case_id = n.case_id and s.state = 'active'
    and s.from_at <= t and (s.until_at is null or s.until_at > t)
  left join network_membership w on w.id = s.membership_id
  where coalesce(w.user_id, s.user_id) is not null
    and ((s.kind = 'client' and n.what = 'meeting_soon') or (s.kind <> 'client' and exists (
      select from cases_sharing h where h.case_id = s.case_id and h.seat_kind = s.kind
        and h.topic = case n.what when 'meeting_soon' then 0 else 25 end and h.level >= 2
        and (h.organisation_id = s.organisation_id or h.member_id = s.id)
        and h.from_at <= t and (h.until_at is null or h.until_at > t))));
end $$;

-- Two days before a meeting, to who may know when it is, and to a guest of it; when a day is looked
-- for since three days, to who may know and said nothing; and when a report became public by the
-- clock, to who reads reports. Never to whom the client left out. Ids only, and for the clock alone.
create or replace function app_meeting_news(today date)
returns table (kind text, case_id bigint, subject text, number integer, once text,
  user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t timestamptz := app_at();
begin
  if app_role() <> 'system' then return; end if;
  return query
  with open_cases as (
    select c.id from cases_case c where c.region_id = app_region()
      and c.status in ('active', 'on_hold', 'relapse') and c.phase not in ('in_view', 'closed')),
  news as (
    select 'meeting_soon' as what, g.case_id, 'meetings.meeting:' || g.id as about, 0 as topic,
      null::bigint as poll, null::bigint as guest, g.id as meeting, 'meeting_soon:' || g.id || ':'
        || (g.begins_at at time zone 'Europe/Amsterdam')::date as key
    from meetings_meeting g join open_cases c on c.id = g.case_id
    where g.status = 'planned' and g.begins_at > t
      and (g.begins_at at time zone 'Europe/Amsterdam')::date <= today + 2
    union all
    select 'guest_invited', p.case_id, 'cases.guestpass:' || p.id, 0, null, p.seat_id, null,
      'guest_soon:' || p.id || ':' || (p.begins_at at time zone 'Europe/Amsterdam')::date
    from cases_guestpass p join open_cases c on c.id = p.case_id
    where p.ended_at is null and p.begins_at > t
      and (p.begins_at at time zone 'Europe/Amsterdam')::date <= today + 2
    union all
    select 'days_asked', q.case_id, 'meetings.datepoll:' || q.id, 0, q.id, null, null,
      'days_again:' || q.id
    from meetings_datepoll q join open_cases c on c.id = q.case_id
    where q.ended_at is null and q.made_at <= t - interval '3 days' and exists (
      select from meetings_pollday d where d.poll_id = q.id and d.begins_at > t)
    union all
    select 'report_ready', r.case_id, 'meetings.meeting:' || r.meeting_id, 25, null, null, r.meeting_id,
      'report_ready:' || r.meeting_id
    from meetings_report r join open_cases c on c.id = r.case_id
    where r.client_ok_at is null and r.public_from <= t and r.public_from > t - interval '7 days')
  select n.what, n.case_id, n.about, 0, n.key, coalesce(w.user_id, s.user_id), s.membership_id
  from news n join cases_teammember s on s.case_id = n.case_id and s.state = 'active'
    and s.from_at <= t and (s.until_at is null or s.until_at > t)
  left join network_membership w on w.id = s.membership_id
  where coalesce(w.user_id, s.user_id) is not null
    and (n.poll is null or not exists (select from meetings_pollanswer a
      join meetings_pollday d on d.id = a.day_id where d.poll_id = n.poll and a.seat_id = s.id))
    and not exists (select from meetings_attendance a
      join cases_teammember o on o.id = a.seat_id and o.user_id = s.user_id
      where a.meeting_id = n.meeting and a.how = 'left_out')
    and case
      when n.guest is not null then s.id = n.guest
      when s.kind = 'client' then n.topic = 0
      else exists (select from cases_sharing h where h.case_id = s.case_id
        and h.seat_kind = s.kind and h.topic = n.topic and h.level >= 2
        and (h.organisation_id = s.organisation_id or h.member_id = s.id)
        and h.from_at <= t and (h.until_at is null or h.until_at > t)) end;
end $$;

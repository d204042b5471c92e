-- My meetings that are planned and begin before a moment, soonest first, also those that were and
-- have no report yet. Of tables whose contact card I may read; ids only.
create function app_my_meetings(before timestamptz, most integer)
returns table (meeting_id bigint, case_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query select g.id, g.case_id from meetings_meeting g
    join cases_case c on c.id = g.case_id
    where g.status = 'planned' and g.begins_at < before
      and c.status in ('active', 'on_hold', 'relapse') and c.phase <> 'closed'
      and exists (select from cases_teammember me join cases_sharing h
          on h.case_id = me.case_id and h.seat_kind = me.kind and h.topic = 0 and h.level >= 2
          and (h.organisation_id = me.organisation_id or h.member_id = me.id)
          and h.from_at <= t and (h.until_at is null or h.until_at > t)
        where me.case_id = g.case_id and me.membership_id = m and me.state = 'active'
          and me.from_at <= t and (me.until_at is null or me.until_at > t))
    order by g.begins_at, g.id limit most;
end $$;
create index meetings_planned on meetings_meeting (begins_at) where status = 'planned';

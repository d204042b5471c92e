-- As before; topic 0 of a case that has not begun or is over is for its coordinator alone, as on
-- every other page (casework/cases/sql/card.sql).
create or replace function app_may_reach(wanted bigint, about integer, circle integer, need integer)
returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = auto cost 1000 as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return exists (select from cases_teammember me
    join cases_case c on c.id = me.case_id
    join cases_sharing h on h.case_id = me.case_id and h.seat_kind = me.kind
      and (h.organisation_id = me.organisation_id or h.member_id = me.id)
    where me.case_id = wanted and me.membership_id = m and me.state = 'active' and me.from_at <= t
      and (me.until_at is null or me.until_at > t)
      and h.topic = about and h.level >= need and h.from_at <= t
      and (h.until_at is null or h.until_at > t) and circle <= app_label_reach(me.kind)
      and ((about = 0 and c.coordinator_id = m) or not (c.phase in ('in_view', 'closed')
        or c.status in ('stopped', 'transferred', 'deceased', 'registered_in_error'))));
end $$;

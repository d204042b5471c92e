-- What lies on a table since two weeks or less, and what came back: ids only, for the clock alone.
create or replace function app_table_news(today date)
returns table (kind text, case_id bigint, subject text, number integer, once text,
  user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t timestamptz := app_at(); since timestamptz := app_at() - interval '14 days';
begin
  if app_role() <> 'system' then return; end if;
  return query
  with at_work as (
    select w.id, w.user_id from network_membership w
    where w.from_at <= t and (w.until_at is null or w.until_at > t)),
  chairs as (
    select b.id as at_table, w.id, w.user_id from tables_table b join at_work w on w.id = b.chair_id
    where b.region_id = app_region()),
  sitting as (
    select * from chairs
    union
    select s.table_id, w.id, w.user_id from tables_tableseat s join at_work w
      on w.id = s.membership_id join tables_table b on b.id = s.table_id
    where b.region_id = app_region() and s.from_at <= t
      and (s.until_at is null or s.until_at > t))
  -- a question from another table: to who sits at this one
  select 'handoff_waits', null::bigint, 'tables.handoff:' || h.id, 0, 'handoff:' || h.id,
    p.user_id, p.id
  from tables_handoff h join sitting p on p.at_table = h.to_table_id
  where h.answered_at is null and h.made_at > since and h.made_at <= t and p.id <> h.made_by_id
  union all
  -- an answer: to who asked, while sitting there, and to the chair; not to who gave it
  select 'handoff_answered', null, 'tables.handoff:' || h.id, 0, 'answered:' || h.id,
    p.user_id, p.id
  from tables_handoff h join sitting p on p.at_table = h.from_table_id
  where h.answered_at > since and h.answered_at <= t and p.id is distinct from h.answered_by_id
    and (p.id = h.made_by_id or p.id in (select c.id from chairs c where c.at_table = h.from_table_id))
  union all
  -- a case that waits for a decision: to the chair, unless it is their own life; not with the case, that is not the chair's
  select 'item_waits', null, 'tables.tableitem:' || i.id, 0, 'item:' || i.id, c.user_id, c.id
  from tables_tableitem i join chairs c on c.at_table = i.table_id
  join cases_case k on k.id = i.case_id
  where k.status in ('active', 'on_hold', 'relapse') and k.phase not in ('in_view', 'closed')
    and i.decided_at is null and i.brought_at > since and i.brought_at <= t
    and c.id <> i.brought_by_id
    and not exists (select from cases_teammember o
      where o.case_id = i.case_id and o.membership_id is null and o.user_id = c.user_id)
  union all
  -- a decision: to the client, and to who reads reports at the table of the case
  select 'item_decided', i.case_id, 'tables.tableitem:' || i.id, 0, 'decided:' || i.id,
    coalesce(w.user_id, s.user_id), s.membership_id
  from tables_tableitem i join cases_case k on k.id = i.case_id
  join cases_teammember s on s.case_id = i.case_id and s.state = 'active'
    and s.from_at <= t and (s.until_at is null or s.until_at > t)
  left join at_work w on w.id = s.membership_id
  where k.region_id = app_region() and k.status in ('active', 'on_hold', 'relapse')
    and k.phase not in ('in_view', 'closed') and i.decided_at > since and i.decided_at <= t
    and s.membership_id is distinct from i.decided_by_id
    and coalesce(w.user_id, s.user_id) is not null
    and (s.kind = 'client' or exists (
      select from cases_sharing h where h.case_id = s.case_id and h.seat_kind = s.kind
        and h.topic = 25 and h.level >= 2
        and (h.organisation_id = s.organisation_id or h.member_id = s.id)
        and h.from_at <= t and (h.until_at is null or h.until_at > t)));
end $$;

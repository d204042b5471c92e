-- Boxes that are full and wait for somebody's word, longest first: at most `most` that wait for
-- mine, and as many that wait for others where I coordinate. Box types only, of topics whose
-- state I may see; never an answer.
drop function app_waiting_boxes();

create function app_waiting_boxes(most integer)
returns table (case_id bigint, box_type_id bigint, since timestamptz, mine boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query
  with full_boxes as materialized (
    select b.id, b.case_id, b.box_type_id, b.topic, b.state_at, s.id as seat_id, s.kind,
      s.organisation_id, c.coordinator_id
    from boxes_box b join cases_teammember s on s.case_id = b.case_id
      join cases_case c on c.id = b.case_id
    where b.state = 'proposed' and s.membership_id = m and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t) and c.phase not in ('in_view', 'closed')
      and c.status not in ('stopped', 'transferred', 'deceased', 'registered_in_error')
    order by b.state_at, b.id
  ), my_word as materialized (
    select f.id, f.case_id, f.box_type_id, f.state_at from full_boxes f
    where exists (select from boxes_boxconfirmrule r
        where r.box_type_id = f.box_type_id and r.required and r.parties ? f.kind
          and not exists (select from boxes_confirmation w where w.box_id = f.id
            and w.rule_id = r.id and w.is_current and w.said = 'yes'))
      and exists (select from cases_sharing h
        where h.case_id = f.case_id and h.seat_kind = f.kind and h.topic = f.topic and h.level >= 1
          and (h.organisation_id = f.organisation_id or h.member_id = f.seat_id)
          and h.from_at <= t and (h.until_at is null or h.until_at > t))
  )
  (select w.case_id, w.box_type_id, w.state_at, true from my_word w
    group by w.id, w.case_id, w.box_type_id, w.state_at order by w.state_at, w.id limit most)
  union all
  -- stops at enough rows; two seats in one case give a box twice
  (select f.case_id, f.box_type_id, f.state_at, false from (
      select f.* from full_boxes f
      where f.coordinator_id = m and f.id not in (select w.id from my_word w)
        and exists (select from cases_sharing h where h.case_id = f.case_id
          and h.seat_kind = f.kind and h.topic = f.topic and h.level >= 1
          and (h.organisation_id = f.organisation_id or h.member_id = f.seat_id)
          and h.from_at <= t and (h.until_at is null or h.until_at > t)) limit 2 * most) f
    group by f.id, f.case_id, f.box_type_id, f.state_at order by f.state_at, f.id limit most);
end $$;

-- Boxes are opened at the first meeting; an answer in the kit shows that they were.
with added as (
  insert into boxes_box (case_id, topic, label, box_type_id, state, state_at, state_reason, version)
  select c.id, t.topic, 0, t.id, 'empty', ((coalesce(c.kickoff_on, c.registered_on))::timestamp at time zone 'Europe/Amsterdam'), '', 1
  from cases_case c
  join boxes_boxtype t on t.region_id = c.region_id and t.version = %(version)s
  where c.region_id = %(region)s
    and not exists (select from boxes_box b where b.case_id = c.id and b.topic = t.topic)
    and ((c.kickoff_on is not null and exists (select from kit_new_case n where n.case_id = c.id))
      or c.external_key in (select distinct case_key from kit_answer))
  returning id, case_id, topic, box_type_id
) insert into kit_box select a.id, a.case_id, a.topic, a.box_type_id from added a

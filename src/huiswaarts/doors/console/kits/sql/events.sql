-- What the kit tells of the past of its new cases; `from_kit` sets it apart from what was done here.
insert into events_event (region_id, kind, case_id, topic, subject, codes, user_id, membership_id,
  organisation_id, at)
select c.region_id, what.kind, c.id as case_id, 0 as topic, 'cases.case:' || c.id, what.codes, m.user_id, m.id,
  m.organisation_id, ((what.on_day + time '12:00') at time zone 'Europe/Amsterdam') as at
from kit_new_case n
join cases_case c on c.id = n.case_id
join network_membership m on m.id = c.coordinator_id
cross join lateral (values
  ('cases.case_registered', c.registered_on, '{"from_kit": true}'::jsonb),
  ('journey.kickoff_held', c.kickoff_on, jsonb_build_object('from_kit', true, 'on', c.kickoff_on,
    'expected', c.expected_outflow_on, 'late', c.kickoff_late_reason <> '')),
  ('boxes.boxes_opened', c.kickoff_on, '{"from_kit": true}'::jsonb)
) as what (kind, on_day, codes)
where what.on_day is not null
union all
select c.region_id, 'boxes.box_filled', c.id, b.topic, 'boxes.box:' || b.id,
  '{"from_kit": true}'::jsonb, null, null, null, b.at
from kit_box b join cases_case c on c.id = b.case_id
where b.state = 'filled'
order by at, case_id, kind, topic

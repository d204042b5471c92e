-- Boxes are opened at the first meeting; an answer in the kit shows that they were.
with added as (
  insert into boxes_box (case_id, topic, label, box_type_id, state, state_at, state_reason, version)
  select case_id, topic, 0, box_type_id, state, at, reason, 1 from kit_plan
  order by case_id, topic
  returning id, case_id, topic
)
insert into kit_box
select a.id, p.case_id, p.topic, p.box_type_id, p.at, p.stand, p.reopened, p.state
from added a join kit_plan p on p.case_id = a.case_id and p.topic = a.topic
order by a.id

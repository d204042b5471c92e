insert into boxes_check (case_id, topic, label, box_id, rule_id, met, note, at)
select s.case_id, s.topic, 0, s.box_id, r.id, true, 'Overgenomen uit de kit', s.at
from kit_state s join boxes_boxcheckrule r on r.box_type_id = s.box_type_id
where s.stand = 'passed'

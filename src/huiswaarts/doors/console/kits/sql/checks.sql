insert into boxes_check (case_id, topic, label, box_id, rule_id, met, note, at)
select b.case_id, b.topic, 0, b.id, r.id, true, 'Overgenomen uit de kit', b.at
from kit_box b join boxes_boxcheckrule r on r.box_type_id = b.box_type_id
where b.stand = 'passed'
order by b.id, r.id

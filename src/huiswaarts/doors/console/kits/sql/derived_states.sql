-- What others see of the box as a whole: "geregeld: ja".
insert into boxes_derivedanswer (case_id, topic, label, box_id, derivation_id, value, at)
select b.case_id, d.topic, 0, b.id, d.id,
  case when d.source ? 'box_state' and b.state = 'filled' then 'ja'
    when d.source ? 'checks' and b.stand = 'passed' then 'ja' else 'nee' end, b.at
from kit_box b
join boxes_boxderivation d on d.box_type_id = b.box_type_id and not d.source ? 'question'
where b.stand <> 'not_needed'
order by b.id, d.id

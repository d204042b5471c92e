select k.case_key, k.box, k.number 
from kit_answer k
join cases_case c on c.region_id = %(region)s and c.external_key = k.case_key
join boxes_boxtype t on t.region_id = %(region)s and t.code = k.box
join boxes_box b on b.case_id = c.id and b.box_type_id = t.id
join boxes_boxquestion q on q.box_type_id = t.id and q.number = k.number

join boxes_answer a on a.box_id = b.id and a.question_id = q.id and a.slot = 'client'
  and a.is_current
where (a.text, a.choice) is distinct from (k.words, k.choice)
order by 1, 2, 3

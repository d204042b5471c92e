select k.case_key, t.code, q.number
from (select k.*, c.external_key as case_key from kit_answer k
  join cases_case c on c.id = k.case_id
  where c.id not in (select case_id from kit_new_case)) k
join boxes_boxquestion q on q.id = k.question_id
join boxes_boxtype t on t.id = q.box_type_id
join boxes_answer a on a.case_id = k.case_id and a.question_id = q.id and a.slot = 'client'
  and a.is_current
where (a.text, a.choice) is distinct from (k.words, k.choice)
order by 1, 2, 3

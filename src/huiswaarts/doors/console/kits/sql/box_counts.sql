update cases_case c set boxes_filled = n.filled, boxes_needed = n.needed
from (select case_id, count(*) filter (where state = 'filled') as filled,
    count(*) filter (where state <> 'not_needed') as needed
  from kit_box group by case_id) n
where c.id = n.case_id

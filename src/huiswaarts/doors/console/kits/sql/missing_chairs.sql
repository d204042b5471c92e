select n.case_id, s.kind from kit_new_case n join cases_case c on c.id = n.case_id
cross join unnest(%s::text[]) as s (kind)
where c.phase not in ('in_view', 'registration', 'closed') and not c.status = any (%s)
  and not exists (select from cases_teammember t
    where t.case_id = n.case_id and t.kind = s.kind and t.state = 'active')

-- New seats for somebody with no organisation, where something can still happen, with the address
-- that the kit has for them.
select t.id, t.case_id, t.name, coalesce(k.email, n.email)
from cases_teammember t
join cases_case c on c.id = t.case_id
left join kit_seat k on k.public_id = t.public_id
left join kit_client x on x.public_id = t.public_id
left join kit_new_case n on n.case_id = x.case_id
where coalesce(k.email, n.email) <> '' and t.membership_id is null and t.state = 'active'
  and c.status in ('active', 'on_hold', 'relapse') and c.phase <> 'closed'
order by t.id

-- New seats for somebody with no organisation that nobody has an account for, and those of clients,
-- where something can still happen; with the address of the kit, or the case of the client.
select t.id, t.case_id, t.name, coalesce(k.email, ''), c.external_key
from cases_teammember t
join cases_case c on c.id = t.case_id
left join kit_seat k on k.public_id = t.public_id
where (k.public_id is not null or t.public_id in (select public_id from kit_client))
  and (t.user_id is null or t.kind = 'client') and t.membership_id is null and t.state = 'active'
  and c.status in ('active', 'on_hold', 'relapse') and c.phase <> 'closed'
order by t.id

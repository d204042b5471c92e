insert into cases_teammember (case_id, public_id, kind, user_id, name, state, asked_at, from_at,
  proposed_by, admitted_by, end_reason, version)
select c.id, k.public_id, 'client', n.client_id, '', 'active', ((c.registered_on)::timestamp at time zone 'Europe/Amsterdam'),
  ((c.registered_on)::timestamp at time zone 'Europe/Amsterdam'), c.coordinator_id, c.coordinator_id, '', 1
from kit_client k join kit_new_case n on n.case_id = k.case_id
join cases_case c on c.id = k.case_id
order by c.id

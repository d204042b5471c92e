-- An empty chair is a row too: it says since when the team misses somebody.
insert into cases_teammember (case_id, public_id, kind, name, state, asked_at, end_reason, version)
select k.case_id, k.public_id, k.kind, '', 'requested',
  coalesce((select max(t.until_at) from cases_teammember t
      where t.case_id = k.case_id and t.kind = k.kind),
    ((coalesce(c.kickoff_on, c.registered_on))::timestamp at time zone 'Europe/Amsterdam')), '', 1
from kit_chair k join cases_case c on c.id = k.case_id

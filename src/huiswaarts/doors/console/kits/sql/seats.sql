-- `until` is the last day, so the seat is free from the midnight after it.
with given as (
  select c.id as case_id, c.coordinator_id, k.*, m.id as membership_id, m.organisation_id,
    ((k.from_on)::timestamp at time zone 'Europe/Amsterdam') as from_at,
    ((k.until_on + 1)::timestamp at time zone 'Europe/Amsterdam') as until_at
  from kit_seat k
  join cases_case c on c.region_id = %(region)s and c.external_key = k.case_key
  left join network_membership m on m.region_id = %(region)s and k.person <> ''
    and m.external_key = k.person
), added as (
  insert into cases_teammember (case_id, public_id, kind, organisation_id, membership_id,
    name, state, asked_at, from_at, until_at, proposed_by, admitted_by, end_reason, version)
  select case_id, public_id, kind, organisation_id, membership_id, name,
    case when until_on < %(today)s then 'ended' else 'active' end, from_at, from_at, until_at,
    coordinator_id, coordinator_id,
    case when until_on < %(today)s then 'Overgenomen uit de kit' else '' end, 1
  from given g
  where not exists (select from cases_teammember t where t.case_id = g.case_id
    and t.kind = g.kind and t.membership_id is not distinct from g.membership_id
    and t.name = g.name and (t.from_at = g.from_at or t.state in ('active', 'proposed')))
  order by g.case_id, g.kind, g.from_at, g.public_id
  returning id
) insert into kit_new_seat select id from added
order by id

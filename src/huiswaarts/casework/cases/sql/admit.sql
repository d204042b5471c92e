-- Two people give a seat: who proposed it, and another who admits. The coordinator admits; what
-- the coordinator proposed is admitted by another seat that works with the client.
create function app_admits(of_case bigint, proposer bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return proposer is not null and proposer <> app_membership()
    and (of_case = any (app_coordinated()) or (of_case = any (app_stewarded())
      and exists (select from cases_case c where c.id = of_case and c.coordinator_id = proposer)));
end $$;

alter policy edit on cases_teammember with check (
  (state <> 'active' and (case_id = any ((select app_cases())::bigint[])
    or (organisation_id = (select app_organisation())
        and (select app_role()) = 'organisation_admin')))
  or (kind in ('client', 'relative', 'supporter')
      and case_id = any ((select app_stewarded())::bigint[]))
  or (admitted_by = (select app_membership()) and membership_id <> (select app_membership())
      and from_at = (select app_at()) and app_admits(case_id, proposed_by)));

-- Registrations that wait for the answer of the municipality, longest first: of tables where I
-- sit for the municipality, or that I coordinate. Ids only.
create function app_unanswered(since date, most integer)
returns table (case_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query select c.id from cases_case c
    where c.phase = 'registration' and c.status = 'active' and c.phase_since <= since
      and exists (select from cases_teammember s where s.case_id = c.id and s.membership_id = m
        and s.state = 'active' and s.from_at <= t and (s.until_at is null or s.until_at > t)
        and (s.kind = 'municipality' or c.coordinator_id = m))
    order by c.phase_since, c.id limit most;
end $$;

-- Whoever coordinates a case now decides nothing about it at a table, whoever brought it there
-- (docs/adr/0016): the human, in whichever work.
create function app_i_coordinate(of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_case c join network_membership w on w.id = c.coordinator_id
    where c.id = of_case and w.user_id = app_user()) $$;
create policy other_decides on tables_tableitem as restrictive for update to hw_app
  using (not app_i_coordinate(case_id)) with check (not app_i_coordinate(case_id));

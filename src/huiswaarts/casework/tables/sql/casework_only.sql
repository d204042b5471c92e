-- At a case table a person is decided about: there sit and chair those who work on cases, and
-- nobody else reads or decides there. Who manages the region, helps with signing in or reviews the
-- access log reads no case, not through a table either (docs/adr/0014). As CASE_WORK in
-- foundation/access/roles.py.
create function app_role_works_on_cases(role text) returns boolean
language sql immutable set search_path = pg_temp as $$
  select role in ('support_worker', 'housing_consultant', 'access_worker', 'table_chair') $$;
create function app_works_on_cases(member bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_membership
    where id = member and app_role_works_on_cases(role)) $$;
create function app_is_case_table(of_table bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tables_table where id = of_table and kind = 'case_table') $$;

-- Restrictive: on top of what the other policies ask, whatever those become. A table that has the
-- wrong chair from before can still stop or get another.
create policy casework_chairs on tables_table as restrictive for insert to hw_app
  with check (kind <> 'case_table' or app_works_on_cases(chair_id));
create policy casework_chairs_on on tables_table as restrictive for update to hw_app
  using (region_id = (select app_region()))
  with check (kind <> 'case_table' or chair_id = app_table_chair(id) and app_is_case_table(id)
    or app_works_on_cases(chair_id));
create policy casework_sits on tables_tableseat as restrictive for insert to hw_app
  with check (not app_is_case_table(table_id) or app_works_on_cases(membership_id));
-- By the role of today: a seat stays behind when the role becomes one that reads no case. The
-- client and the team of the case read it by their seat there.
create policy casework_reads on tables_tableitem as restrictive for select to hw_app using (
  app_role_works_on_cases((select app_role()))
  or case_id * 256 + 100 = any ((select app_keys(2))::bigint[]));
create policy casework_decides on tables_tableitem as restrictive for update to hw_app
  using (app_role_works_on_cases((select app_role())))
  with check (app_role_works_on_cases((select app_role())));

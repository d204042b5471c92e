-- Tables of a region. That they are and who sits there is known in the region; what lies on them
-- is for who sits there. Of a case the one item, for as long as it is open and two weeks more.
create function app_my_tables() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return (select coalesce(array_agg(distinct x.id), '{}') from (
    select s.table_id as id from tables_tableseat s where s.membership_id = m and s.from_at <= t
      and (s.until_at is null or s.until_at > t)
    union all select c.id from tables_table c where c.chair_id = m) x);
end $$;
-- Which I may arrange: those that I chair, and for a policy officer those of the region.
create function app_arranged_tables() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(c.id), '{}') from tables_table c
    where c.chair_id = app_membership() or (app_role() = 'policy_officer'
      and app_membership() is not null and c.region_id = app_region()));
end $$;

create policy see on tables_table for select to hw_app using (region_id = (select app_region()));
create policy add on tables_table for insert to hw_app with check (
  region_id = (select app_region()) and (select app_membership()) is not null
  and (select app_role()) in ('table_chair', 'policy_officer'));
create policy edit on tables_table for update to hw_app
  using (id = any ((select app_arranged_tables())::bigint[]))
  with check (region_id = (select app_region()));

create policy see on tables_tableseat for select to hw_app using (
  (select app_membership()) is not null
  and table_id in (select id from tables_table where region_id = (select app_region())));
create policy add on tables_tableseat for insert to hw_app
  with check (table_id = any ((select app_arranged_tables())::bigint[]));
create policy edit on tables_tableseat for update to hw_app
  using (table_id = any ((select app_arranged_tables())::bigint[]))
  with check (table_id = any ((select app_arranged_tables())::bigint[]));

create policy see on tables_tablemeeting for select to hw_app
  using (table_id = any ((select app_my_tables())::bigint[]));
create policy add on tables_tablemeeting for insert to hw_app
  with check (table_id = any ((select app_arranged_tables())::bigint[]));
create policy edit on tables_tablemeeting for update to hw_app
  using (table_id = any ((select app_arranged_tables())::bigint[]))
  with check (table_id = any ((select app_arranged_tables())::bigint[]));

create policy see on tables_handoff for select to hw_app using (
  from_table_id = any ((select app_my_tables())::bigint[])
  or to_table_id = any ((select app_my_tables())::bigint[]));
create policy add on tables_handoff for insert to hw_app with check (
  from_table_id = any ((select app_my_tables())::bigint[])
  and to_table_id in (select id from tables_table where region_id = (select app_region()))
  and made_by_id = (select app_membership()));
create policy edit on tables_handoff for update to hw_app
  using (to_table_id = any ((select app_my_tables())::bigint[]))
  with check (to_table_id = any ((select app_my_tables())::bigint[]));

create policy see on tables_tableitem for select to hw_app using (
  (table_id = any ((select app_my_tables())::bigint[])
    and (decided_at is null or decided_at > (select app_at()) - interval '14 days'))
  or case_id * 256 + 100 = any ((select app_keys(2))::bigint[]));
create policy add on tables_tableitem for insert to hw_app with check (
  case_id = any ((select app_coordinated())::bigint[])
  and table_id in (select id from tables_table where region_id = (select app_region())
    and kind = 'case_table')
  and brought_by_id = (select app_membership()) and decided_at is null);
create policy edit on tables_tableitem for update to hw_app
  using (table_id in (select id from tables_table where chair_id = (select app_membership())))
  with check (table_id in (select id from tables_table where chair_id = (select app_membership()))
    and decided_by_id = (select app_membership()));

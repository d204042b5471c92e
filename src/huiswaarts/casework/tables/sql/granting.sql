-- Nobody gives themself a place: no chair, no seat, and no decision by who made themself chair.
create function app_is_me(member bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_membership where id = member and user_id = app_user());
$$;
-- As it was before the statement that is being checked.
create function app_table_chair(of_table bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select chair_id from tables_table where id = of_table;
$$;

drop policy add on tables_table;
create policy add on tables_table for insert to hw_app with check (
  region_id = (select app_region()) and (select app_membership()) is not null
  and (select app_role()) in ('table_chair', 'policy_officer')
  and chair_by_user_id = (select app_user()) and not app_is_me(chair_id));
drop policy edit on tables_table;
create policy edit on tables_table for update to hw_app
  using (id = any ((select app_arranged_tables())::bigint[]))
  with check (region_id = (select app_region())
    and (chair_id = app_table_chair(id)
      or (chair_by_user_id = (select app_user()) and not app_is_me(chair_id))));

drop policy add on tables_tableseat;
create policy add on tables_tableseat for insert to hw_app with check (
  table_id = any ((select app_arranged_tables())::bigint[]) and not app_is_me(membership_id));
-- A seat only ends: it is not moved to somebody else, nor opened again.
revoke update on tables_tableseat from hw_app;
grant update (until_at) on tables_tableseat to hw_app;

drop policy edit on tables_tableitem;
create policy edit on tables_tableitem for update to hw_app
  using (table_id in (select id from tables_table where chair_id = (select app_membership())))
  with check (decided_by_id = (select app_membership()) and not app_is_me(brought_by_id)
    and table_id in (select id from tables_table where chair_id = (select app_membership())
      and chair_by_user_id is distinct from (select app_user())));

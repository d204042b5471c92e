-- Who sits at a table reads and decides nothing there about a case of their own: as client, as
-- relative or as supporter. What they may read of it, they read at home.
drop policy see on tables_tableitem;
create policy see on tables_tableitem for select to hw_app using (
  (table_id = any ((select app_my_tables())::bigint[])
    and (decided_at is null or decided_at > (select app_at()) - interval '14 days')
    and case_id <> all ((select app_own_life())::bigint[]))
  or case_id * 256 + 100 = any ((select app_keys(2))::bigint[]));
drop policy edit on tables_tableitem;
create policy edit on tables_tableitem for update to hw_app
  using (table_id in (select id from tables_table where chair_id = (select app_membership()))
    and case_id <> all ((select app_own_life())::bigint[]))
  with check (decided_by_id = (select app_membership()) and not app_is_me(brought_by_id)
    and case_id <> all ((select app_own_life())::bigint[])
    and table_id in (select id from tables_table where chair_id = (select app_membership())
      and chair_by_user_id is distinct from (select app_user())));

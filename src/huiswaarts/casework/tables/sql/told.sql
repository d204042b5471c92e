-- Whoever is given a seat or the chair hears of it, from who gave it and of nothing else.
create policy add_table_place on events_notification for insert to hw_app with check (
  kind in ('table_seated', 'table_chaired') and case_id is null
  and region_id = (select app_region()) and user_id <> (select app_user())
  and exists (select from network_membership w
    where w.id = membership_id and w.user_id = events_notification.user_id)
  and exists (select from tables_table b where 'tables.table:' || b.id = subject
    and case events_notification.kind when 'table_chaired'
      then b.chair_id = membership_id and b.chair_by_user_id = (select app_user())
      else b.id = any ((select app_arranged_tables())::bigint[]) and exists (
        select from tables_tableseat s where s.table_id = b.id
          and s.membership_id = events_notification.membership_id
          and s.from_at = (select app_at()) and s.until_at is null) end));

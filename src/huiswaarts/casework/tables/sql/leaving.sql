-- Who leaves sits at no table of the region any more, whichever way the work ended.
create function member_leaves_tables() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tables_tableseat set until_at = greatest(new.until_at, from_at)
    where membership_id = new.id and (until_at is null or until_at > new.until_at);
  return null;
end $$;
revoke execute on function member_leaves_tables() from public;
create trigger leaves_tables after update of until_at on network_membership for each row
  when (new.until_at is not null and new.until_at is distinct from old.until_at)
  execute function member_leaves_tables();

-- The running tables without a chair since this colleague left just now, and whom to tell: the
-- policy officers of the region; where there are none, who can appoint one.
create function app_tables_left(leaving bigint)
returns table (table_id bigint, user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t timestamptz := app_at();
begin
  if not exists (select from network_membership l where l.id = leaving
      and app_gives(l.organisation_id, l.region_id, l.role, l.user_id) and l.until_at >= t) then
    return;
  end if;
  return query
  with at_work as (
    select w.id, w.user_id, w.region_id, w.role from network_membership w
      join accounts_user u on u.id = w.user_id
    where w.role in ('policy_officer', 'region_admin') and u.is_active
      and w.from_at <= t and (w.until_at is null or w.until_at > t))
  select b.id, w.user_id, w.id from tables_table b left join at_work w on w.region_id = b.region_id
      and (w.role = 'policy_officer' or not exists (select from at_work o
        where o.region_id = b.region_id and o.role = 'policy_officer'))
    where b.chair_id = leaving and b.closed_at is null order by b.id, w.id;
end $$;
create function app_is_told_of_chair(about text, reader bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tables_table b cross join lateral app_tables_left(b.chair_id) x
    where 'tables.table:' || b.id = about and x.table_id = b.id and x.membership_id = reader) $$;
create policy add_chair on events_notification for insert to hw_app with check (
  kind = 'table_without_chair' and case_id is null and region_id = (select app_region())
  and exists (select from network_membership w
    where w.id = membership_id and w.user_id = events_notification.user_id)
  and app_is_told_of_chair(subject, membership_id));

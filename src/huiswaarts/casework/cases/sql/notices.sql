-- Messages: ids only, read by whom they are for, in the work they belong to. Written about a case
-- by who sits at its table, and by the clock (role `system`) for one region.
create policy see on events_notification for select to hw_app using (
  (user_id = (select app_user()) and membership_id is not distinct from (select app_membership()))
  or (region_id = (select app_region()) and (select app_role()) = 'system'));
create policy add on events_notification for insert to hw_app with check (
  region_id = (select app_region())
  and ((select app_role()) = 'system' or case_id = any ((select app_cases())::bigint[])));
create policy edit on events_notification for update to hw_app
  using (user_id = (select app_user())
    and membership_id is not distinct from (select app_membership()))
  with check (user_id = (select app_user())
    and membership_id is not distinct from (select app_membership()));
-- Read or not is all that changes.
revoke update on events_notification from hw_app;
grant update (read_at) on events_notification to hw_app;

-- For the header of each page, asked before anything is known of who may see what: a number only.
create function app_unread(reader bigint, at_work bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from events_notification n
  where n.user_id = reader and n.read_at is null and n.membership_id is not distinct from at_work
$$;

-- For the postman: is there anything left to come and look at? Of one person, in all their work.
create function app_unread_of(reader bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from events_notification n where n.user_id = reader and n.read_at is null
$$;

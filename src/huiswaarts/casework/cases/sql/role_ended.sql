-- News of a role over the region that ended: by a region admin or whose role it was, to the region
-- admins and to whose it was (docs/adr/0016).
create policy add_role_ended on events_notification for insert to hw_app with check (
  kind = 'role_ended' and case_id is null and region_id = (select app_region())
  and exists (select from network_membership w, network_membership r
    where events_notification.subject = 'network.membership:' || w.id
      and w.region_id = (select app_region()) and app_region_wide(w.role)
      and w.until_at <= (select app_at())
      and (w.user_id = (select app_user()) or (select app_role()) = 'region_admin')
      and r.id = events_notification.membership_id and r.user_id = events_notification.user_id
      and r.region_id = w.region_id and (r.role = 'region_admin' or r.user_id = w.user_id)));

-- That somebody invites very often: to the privacy officers of the own region, about no case. Who
-- works is named by their membership; a client is not named.
create policy add_many_invitations on events_notification for insert to hw_app with check (
  kind = 'many_invitations' and case_id is null and region_id = (select app_region())
  and subject = coalesce('network.membership:' || (select app_membership()), '')
  and exists (select from network_membership w where w.id = membership_id
    and w.user_id = events_notification.user_id and w.region_id = (select app_region())
    and w.role = 'privacy_officer'));

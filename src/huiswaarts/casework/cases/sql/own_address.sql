-- As in prepared.sql; nobody invites the own address (docs/adr/0015).
drop policy add on network_offer;
create policy add on network_offer for insert to hw_app with check (
  state = 'open' and invited_by_user_id = (select app_user())
  and region_id = (select app_region()) and invited_at = (select app_at())
  and claimed_by_user_id is null
  and address is distinct from (select app_own_address())
  and (membership_id is null or app_prepared(membership_id, address, organisation_id, role))
  and case when organisation_id is null then
      proposed_by_user_id is null and case_id = any ((select app_inviting())::bigint[])
      and app_seat_is_offered(seat_id, case_id)
    when proposed_by_user_id is not null or app_region_wide(role) then
      app_role_is_agreed(address, organisation_id, role, proposed_by_user_id)
    else organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin' end);

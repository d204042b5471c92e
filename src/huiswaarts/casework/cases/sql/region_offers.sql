-- As in clients_offer.sql; what two gave over the region, or the operator, is no organisation's to
-- take back: a region admin does. Whoever agreed with a new proposal for it, replaces it.
drop policy edit on network_offer;
create policy edit on network_offer for update to hw_app using (state = 'open') with check (
  (state in ('withdrawn', 'replaced') and (
    (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin'
      and not app_region_wide(role) and proposed_by_user_id is null)
    or (region_id = (select app_region()) and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null))
    or (state = 'replaced' and exists (
      select from network_roleproposal p where p.address = network_offer.address
        and p.organisation_id = network_offer.organisation_id and p.role = network_offer.role
        and p.state = 'agreed' and p.answered_by_user_id = (select app_user())
        and p.answered_at = (select app_at())))
    or (case_id = any ((select app_inviting())::bigint[])
      and (invited_by_user_id is null or invited_by_membership_id is not null
        or expires_at <= (select app_at())
        or case_id = any ((select app_client_cases())::bigint[])))))
  or (state = 'declined' and answered_by_user_id = (select app_user())
    and invited_by_user_id is distinct from (select app_user())
    and proposed_by_user_id is distinct from (select app_user())
    and (address = (select app_own_address()) or claimed_by_user_id = (select app_user()))));

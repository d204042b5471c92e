-- As in region_offers.sql; not of the own invitation, and replaced only by what two gave anew: alone,
-- that would be a withdrawal of which nobody hears. What lapsed stands in nobody's way.
create function app_role_is_agreed_now(to_address text, at_organisation bigint, of_role text)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_roleproposal p where p.address = to_address
    and p.organisation_id = at_organisation and p.role = of_role and p.state = 'agreed'
    and p.answered_by_user_id = app_user() and p.answered_at = app_at()
    and p.region_id = app_region()) $$;

drop policy edit on network_offer;
create policy edit on network_offer for update to hw_app using (state = 'open') with check (
  (state in ('withdrawn', 'replaced') and (
    (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin'
      and not app_region_wide(role) and (proposed_by_user_id is null
        or (state = 'replaced' and (expires_at <= (select app_at())
          or not app_offer_stands(id, (select app_at()))))))
    or (state = 'withdrawn' and region_id = (select app_region())
      and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null)
      and address is distinct from (select app_own_address())
      and claimed_by_user_id is distinct from (select app_user()))
    or (state = 'replaced' and app_role_is_agreed_now(address, organisation_id, role))
    or (case_id = any ((select app_inviting())::bigint[])
      and (invited_by_user_id is null or invited_by_membership_id is not null
        or expires_at <= (select app_at())
        or case_id = any ((select app_client_cases())::bigint[])))))
  or (state = 'declined' and answered_by_user_id = (select app_user())
    and invited_by_user_id is distinct from (select app_user())
    and proposed_by_user_id is distinct from (select app_user())
    and (address = (select app_own_address()) or claimed_by_user_id = (select app_user()))));

-- As in roles.sql; whoever just agreed sees what that replaces, whoever had sent it.
drop policy see on network_offer;
create policy see on network_offer for select to hw_app using (
  address = (select app_own_address())
  or claimed_by_user_id = (select app_user())
  or (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
  or (region_id = (select app_region()) and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null
        or app_role_is_agreed_now(address, organisation_id, role)))
  or case_id = any ((select app_inviting())::bigint[]));

-- As in memberships.sql; a proposal is taken back as a region admin, not in other work.
create policy withdrawn_over_region on network_roleproposal as restrictive for update to hw_app
  using (state = 'open')
  with check (state <> 'withdrawn' or (select app_role()) = 'region_admin');

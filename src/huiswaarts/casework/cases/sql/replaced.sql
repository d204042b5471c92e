-- An invitation that a newer one replaced says so (docs/adr/0015).

-- As in memberships.sql; who invited may replace what they may withdraw.
drop policy edit on network_offer;
create policy edit on network_offer for update to hw_app using (state = 'open') with check (
  (state in ('withdrawn', 'replaced') and (
    (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
    or (region_id = (select app_region()) and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null))
    or case_id = any ((select app_inviting())::bigint[])))
  or (state = 'declined' and answered_by_user_id = (select app_user())
    and invited_by_user_id is distinct from (select app_user())
    and proposed_by_user_id is distinct from (select app_user())
    and (address = (select app_own_address()) or claimed_by_user_id = (select app_user()))));

-- As in offers_end.sql; of one that was replaced too.
create or replace function app_wipe_offers(before timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare wiped integer;
begin
  if app_membership() is not null or app_user() is not null then
    raise insufficient_privilege using message = 'only for the job that wipes';
  end if;
  update network_offer set typed = '', name = '', address = '#' || id
    where typed <> '' and ((state in ('declined', 'withdrawn', 'replaced')
        and answered_at <= before)
      or (state = 'open' and expires_at <= before));
  get diagnostics wiped = row_count;
  return wiped;
end $$;

-- Work that a kit prepared, under a placeholder, for an address (docs/adr/0015).

-- This membership was prepared for this work and nobody began it yet.
create function app_prepared(of_membership bigint, to_address text, at_organisation bigint,
    of_role text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_offer o join network_membership w on w.id = o.membership_id
    where w.id = of_membership and w.until_at is null and o.address = to_address
      and o.organisation_id = at_organisation and o.role = of_role and w.role = of_role
      and w.organisation_id = at_organisation)
    and not exists (select from network_offer o
      where o.membership_id = of_membership and o.state = 'accepted') $$;

-- As in roles.sql; who invites again invites to what was prepared.
drop policy add on network_offer;
create policy add on network_offer for insert to hw_app with check (
  state = 'open' and invited_by_user_id = (select app_user())
  and region_id = (select app_region()) and invited_at = (select app_at())
  and claimed_by_user_id is null
  and (membership_id is null or app_prepared(membership_id, address, organisation_id, role))
  and case when organisation_id is null then
      proposed_by_user_id is null and case_id = any ((select app_inviting())::bigint[])
      and app_seat_is_offered(seat_id, case_id)
    when proposed_by_user_id is not null or app_region_wide(role) then
      app_role_is_agreed(address, organisation_id, role, proposed_by_user_id)
    else organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin' end);

-- What was prepared and ended is offered no longer, whoever ended it.
create function prepared_work_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update network_offer set state = 'withdrawn', answered_at = new.until_at
    where membership_id = new.id and state = 'open';
  return new;
end $$;
revoke execute on function prepared_work_ends() from public;
create trigger prepared_work_ends after update of until_at on network_membership for each row
  when (old.until_at is null and new.until_at is not null) execute function prepared_work_ends();

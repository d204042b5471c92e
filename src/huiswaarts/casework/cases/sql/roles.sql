-- A role over the region takes two (docs/adr/0016): a region admin proposes, a second person
-- agrees, and only then is it offered. The columns that say what was proposed are never updated.

create function app_region_wide(of_role text) returns boolean language sql immutable as
$$ select of_role in ('policy_officer', 'privacy_officer', 'table_chair', 'region_admin',
    'help_desk') $$;

create policy see on network_roleproposal for select to hw_app using (
  region_id = (select app_region())
  and ((select app_role()) = 'region_admin'
    or (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')));
create policy add on network_roleproposal for insert to hw_app with check (
  state = 'open' and (select app_role()) = 'region_admin' and region_id = (select app_region())
  and proposed_by_user_id = (select app_user()) and proposed_by_id = (select app_membership())
  and proposed_at = (select app_at()) and answered_by_user_id is null
  and address is distinct from (select app_own_address())
  and exists (select from network_organisation o
    where o.id = organisation_id and o.region_id = (select app_region())));
create policy edit on network_roleproposal for update to hw_app using (state = 'open') with check (
  region_id = (select app_region()) and answered_at = (select app_at())
  and ((state = 'withdrawn' and proposed_by_user_id = (select app_user()))
    or (state in ('agreed', 'refused') and answered_by_user_id = (select app_user())
      and answered_by_id = (select app_membership())
      and proposed_by_user_id <> (select app_user())
      and address is distinct from (select app_own_address())
      and ((select app_role()) = 'region_admin'
        or (organisation_id = (select app_organisation()) and role <> 'organisation_admin'
          and (select app_role()) = 'organisation_admin')))));

-- What is offered now was agreed just now, by who acts, after another proposed it.
create function app_role_is_agreed(to_address text, at_organisation bigint, of_role text,
    proposer bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_roleproposal p where p.address = to_address
    and p.organisation_id = at_organisation and p.role = of_role and p.state = 'agreed'
    and p.proposed_by_user_id = proposer and proposer <> app_user()
    and p.answered_by_user_id = app_user() and p.answered_at = app_at()
    and p.region_id = app_region()) $$;

-- As in offers.sql; region admins see the offers of roles over the region, and take them back.
drop policy see on network_offer;
create policy see on network_offer for select to hw_app using (
  address = (select app_own_address())
  or claimed_by_user_id = (select app_user())
  or (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
  or (region_id = (select app_region()) and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null))
  or case_id = any ((select app_inviting())::bigint[]));
drop policy add on network_offer;
create policy add on network_offer for insert to hw_app with check (
  state = 'open' and invited_by_user_id = (select app_user())
  and region_id = (select app_region()) and invited_at = (select app_at())
  and claimed_by_user_id is null and membership_id is null
  and case when organisation_id is null then
      proposed_by_user_id is null and case_id = any ((select app_inviting())::bigint[])
      and app_seat_is_offered(seat_id, case_id)
    when proposed_by_user_id is not null or app_region_wide(role) then
      app_role_is_agreed(address, organisation_id, role, proposed_by_user_id)
    else organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin' end);
drop policy edit on network_offer;
create policy edit on network_offer for update to hw_app using (state = 'open') with check (
  (state = 'withdrawn' and (
    (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
    or (region_id = (select app_region()) and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null))
    or case_id = any ((select app_inviting())::bigint[])))
  or (state in ('accepted', 'declined') and answered_by_user_id = (select app_user())
    and invited_by_user_id is distinct from (select app_user())
    and proposed_by_user_id is distinct from (select app_user())
    and (address = (select app_own_address()) or claimed_by_user_id = (select app_user()))));

-- News of a proposal: by who may see it, to who proposes and agrees.
create policy add_role on events_notification for insert to hw_app with check (
  kind in ('role_proposed', 'role_agreed', 'role_refused') and case_id is null
  and region_id = (select app_region())
  and exists (select from network_roleproposal p
    where subject = 'network.roleproposal:' || p.id)
  and exists (select from network_membership w where w.id = membership_id
    and w.user_id = events_notification.user_id and w.region_id = (select app_region())
    and w.role in ('region_admin', 'organisation_admin')));

-- The admin ends what the own organisation gave; a region admin a role over the region; and each
-- their own. The last region admin stays: region admins who end each other wait for one another.
create function app_may_end(leaving bigint) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare w network_membership%rowtype; t timestamptz := app_at();
begin
  select * into w from network_membership where id = leaving;
  if app_role() = 'organisation_admin' and w.organisation_id = app_organisation() then
    return true;
  end if;
  if w.id is null or w.region_id is distinct from app_region() or not app_region_wide(w.role)
     or not (w.user_id = app_user() or app_role() = 'region_admin') then
    return false;
  end if;
  if w.role <> 'region_admin' then return true; end if;
  perform from network_region where id = w.region_id for no key update;
  return exists (select from network_membership me where me.id = app_membership()
      and (me.until_at is null or me.until_at > t))
    and exists (select from network_membership o join accounts_user u on u.id = o.user_id
      where o.region_id = w.region_id and o.role = 'region_admin' and o.id <> leaving
        and u.is_active and o.from_at <= t and (o.until_at is null or o.until_at > t));
end $$;

-- As before, by who may.
create or replace function app_end_membership(leaving bigint, reason text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare alone integer; held bigint[];
begin
  if not app_may_end(leaving) then
    raise insufficient_privilege using message = 'not yours to end';
  end if;
  held := cases_of_member(leaving);
  perform from cases_case c where c.id = any (held) order by c.id for no key update;
  perform from network_membership w where w.id = leaving for no key update;
  if not cases_of_member(leaving) <@ held then
    raise serialization_failure using message = 'was seated meanwhile: try again';
  end if;
  create temporary table if not exists pass_on (case_id bigint, heir bigint) on commit drop;
  truncate pass_on;
  insert into pass_on select c.id, (select s.membership_id from cases_teammember s
      join network_membership w on w.id = s.membership_id
      where s.case_id = c.id and s.state = 'active' and s.membership_id <> leaving
        and s.from_at <= app_at() and (s.until_at is null or s.until_at > app_at())
        and (w.until_at is null or w.until_at > app_at()) and s.kind <> 'guest'
        and (s.kind <> 'corporation' or exists (select from network_region r
          where r.id = c.region_id and r.corporation_coordinates))
      order by s.kind = 'municipality' desc, s.kind = 'bw_provider' desc, s.from_at limit 1)
    from cases_case c where c.coordinator_id = leaving
      and c.phase <> 'closed' and c.status in ('active', 'on_hold', 'relapse');
  select count(*) into alone from pass_on where heir is null;
  if alone > 0 then return alone; end if;
  update cases_case c set coordinator_id = p.heir, version = c.version + 1
    from pass_on p where p.case_id = c.id;
  update cases_sharing h set until_at = app_at() from cases_teammember s
    where s.membership_id = leaving and s.state in ('active', 'suspended') and h.case_id = s.case_id
      and h.seat_kind = s.kind and h.organisation_id = s.organisation_id and h.until_at is null
      and not exists (select from cases_teammember o where o.case_id = s.case_id
        and o.kind = s.kind and o.organisation_id = s.organisation_id and o.id <> s.id
        and (o.state = 'suspended'
          or (o.state = 'active' and (o.until_at is null or o.until_at > app_at()))));
  update cases_teammember set state = 'ended', until_at = greatest(app_at(), from_at),
      end_reason = reason, version = version + 1
    where membership_id = leaving and state in ('active', 'suspended', 'proposed', 'requested');
  update network_membership set until_at = greatest(app_at(), from_at), version = version + 1
    where id = leaving and until_at is null;
  return 0;
end $$;

-- Who ends it: as in heirs.sql, also for a role over the region.
create function app_gives(organisation bigint, region bigint, of_role text, whose bigint)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select (app_role() = 'organisation_admin' and organisation = app_organisation())
    or (region = app_region() and app_region_wide(of_role)
      and (app_role() = 'region_admin' or whose = app_user())) $$;
create or replace function app_coordinated_by(leaving bigint) returns bigint[]
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app_may_end(leaving) then
    raise insufficient_privilege using message = 'not yours to end';
  end if;
  perform from cases_case c where c.id = any (cases_of_member(leaving))
    order by c.id for no key update;
  return (select coalesce(array_agg(c.id order by c.id), '{}') from cases_case c
    where c.coordinator_id = leaving and c.phase <> 'closed'
      and c.status in ('active', 'on_hold', 'relapse'));
end $$;
create or replace function app_heirs_after(leaving bigint, cases bigint[])
returns table (case_id bigint, user_id bigint, membership_id bigint, client_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select c.id, w.user_id, w.id, (select k.user_id from cases_teammember k
      where k.case_id = c.id and k.kind = 'client' and k.state = 'active')
    from cases_case c join network_membership w on w.id = c.coordinator_id
    where c.id = any (cases) and c.coordinator_id <> leaving
      and exists (select from network_membership l where l.id = leaving
        and app_gives(l.organisation_id, l.region_id, l.role, l.user_id) and l.until_at >= app_at())
      and exists (select from cases_teammember s where s.case_id = c.id
        and s.membership_id = leaving and s.state = 'ended' and s.until_at >= app_at())
    order by c.id;
end $$;
create or replace function app_is_told_of_heir(of_case bigint, reader bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from network_membership l join cases_teammember s on s.membership_id = l.id
    where app_gives(l.organisation_id, l.region_id, l.role, l.user_id) and l.until_at >= app_at()
      and s.case_id = of_case and s.state = 'ended' and s.until_at >= app_at()
      and exists (select from app_heirs_after(l.id, array[of_case]) h
        where reader in (h.user_id, h.client_id))) $$;

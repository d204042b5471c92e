-- Memberships and what is offered: who may write them, and how long an offer stands (docs/adr/0015,
-- 0016).

-- No page writes a membership: beginning one and ending one are the two functions below, and a kit
-- is loaded by the owner. A row is locked by whoever may update one column of it.
revoke insert, update on network_membership from hw_app;
grant update (version) on network_membership to hw_app;

-- Does this person still hold the membership with which they proposed or invited?
create function app_still_works(of_membership bigint, whose bigint, t timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_membership w join accounts_user u on u.id = w.user_id
    where w.id = of_membership and w.user_id = whose and u.is_active
      and (w.until_at is null or w.until_at > t)) $$;

-- An offer stands as long as the right of those who made it, and as the case runs. One of a kit or
-- of the operator has no inviter.
create function app_offer_stands(of_offer bigint, t timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_offer o where o.id = of_offer
    and (o.invited_by_membership_id is null
      or app_still_works(o.invited_by_membership_id, o.invited_by_user_id, t))
    and (o.proposed_by_membership_id is null
      or app_still_works(o.proposed_by_membership_id, o.proposed_by_user_id, t))
    and (o.case_id is null or (
      exists (select from cases_case c where c.id = o.case_id and c.phase <> 'closed'
        and c.status in ('active', 'on_hold', 'relapse'))
      and (o.invited_by_user_id is null or exists (select from cases_teammember s
        where s.case_id = o.case_id and s.state = 'active' and s.from_at <= t
          and (s.until_at is null or s.until_at > t)
          and s.kind in ('client', 'bw_provider', 'ambulatory_provider', 'municipality')
          and case when o.invited_by_membership_id is null
            then s.membership_id is null and s.user_id = o.invited_by_user_id
            else s.membership_id = o.invited_by_membership_id end))))) $$;

-- As before, for an offer that stands.
create or replace function app_offer_of(print text, now_at timestamptz) returns table (offer_id bigint, address text,
    name text, is_work boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.address::text, o.name::text, o.organisation_id is not null from network_offer o
  where o.code_hash = print and o.state = 'open' and o.expires_at > now_at
    and o.invited_at > now_at - interval '24 hours'
    and app_offer_stands(o.id, now_at) $$;

create or replace function app_offers_waiting(reader bigint, now_at timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from network_offer o
  where o.state = 'open' and o.expires_at > now_at
    and app_offer_stands(o.id, now_at)
    and (o.address = (select lower(u.email) from accounts_user u where u.id = reader)
      or o.claimed_by_user_id = reader) $$;

-- As before; not when it lapsed. Whoever ends the inviter's work or closes the case waits for this.
-- Any end that is written counts: whoever waited here began before the other one ended.
create or replace function app_take_seat(of_offer bigint) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare o network_offer%rowtype; s cases_teammember%rowtype;
begin
  select * into o from network_offer where id = of_offer and state = 'open'
    and expires_at > app_at() and seat_id is not null
    and (address = app_own_address() or claimed_by_user_id = app_user()) for update;
  if o.id is null then return 'closed'; end if;
  if o.invited_by_user_id = app_user() then return 'own'; end if;
  perform from cases_case where id = o.case_id for no key update;
  perform from network_membership where id = o.invited_by_membership_id for share;
  if not app_offer_stands(o.id, 'infinity') then
    return 'lapsed';
  end if;
  select * into s from cases_teammember where id = o.seat_id for update;
  if s.state <> 'active' or (s.until_at is not null and s.until_at <= app_at()) then
    return 'closed';
  end if;
  if s.user_id is not null and s.user_id <> app_user() and not app_never_used(s.user_id) then
    return 'closed';
  end if;
  if exists (select from cases_teammember p join network_membership w on w.id = p.membership_id
      where p.case_id = s.case_id and p.state = 'active' and w.user_id = app_user()
        and (p.until_at is null or p.until_at > app_at())) then
    return 'at_work';
  end if;
  if exists (select from cases_teammember p where p.case_id = s.case_id and p.id <> s.id
      and p.state = 'active' and p.user_id = app_user()) then
    return 'seated';
  end if;
  update accounts_invitation set withdrawn_at = app_at()
    where user_id = s.user_id and s.user_id <> app_user()
      and used_at is null and withdrawn_at is null;
  update cases_teammember set user_id = app_user(), version = version + 1 where id = s.id;
  update network_offer set state = 'accepted', answered_at = app_at(),
    answered_by_user_id = app_user() where id = o.id;
  return '';
end $$;

-- Work begins here and nowhere else. What a kit prepared under a placeholder passes to whoever
-- accepts, once; work that ended is not begun again by an old offer. Says why not in a word;
-- nothing has changed then.
create function app_accept_work(of_offer bigint, fresh_id text, out why_not text,
    out member bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare o network_offer%rowtype; p network_membership%rowtype; t timestamptz := app_at();
begin
  select * into o from network_offer where id = of_offer and state = 'open'
    and expires_at > t and organisation_id is not null
    and (address = app_own_address() or claimed_by_user_id = app_user()) for update;
  if o.id is null or app_user() in (o.invited_by_user_id, o.proposed_by_user_id) then
    why_not := 'closed'; return;
  end if;
  perform from network_membership w
    where w.id in (o.invited_by_membership_id, o.proposed_by_membership_id)
    order by w.id for share;
  if not app_offer_stands(o.id, 'infinity') then
    why_not := 'lapsed'; return;
  end if;
  perform from accounts_user where id = app_user() for no key update;
  select w.id into member from network_membership w where w.user_id = app_user()
    and w.organisation_id = o.organisation_id and w.role = o.role
    and (w.until_at is null or w.until_at > t) order by w.id limit 1;
  if o.membership_id is not null then
    select * into p from network_membership where id = o.membership_id for no key update;
    if p.until_at is not null then
      why_not := 'lapsed';
    elsif member is null and not exists (select from accounts_user u
        where u.id = p.user_id and u.email is null and app_never_used(u.id)) then
      why_not := 'closed';
    elsif member is null then
      update network_membership set user_id = app_user(), version = version + 1 where id = p.id;
      member := p.id;
    elsif member <> p.id and cases_of_member(p.id) <> '{}' then
      why_not := 'works_here';
    elsif member <> p.id then
      update network_membership set until_at = greatest(t, from_at), version = version + 1
        where id = p.id;
    end if;
    if why_not is not null then member := null; return; end if;
  elsif member is null then
    insert into network_membership (public_id, region_id, user_id, organisation_id, role,
        external_key, from_at, version)
      values (fresh_id, o.region_id, app_user(), o.organisation_id, o.role, '', t, 1)
      returning id into member;
  end if;
  update network_offer set state = 'accepted', answered_at = t, answered_by_user_id = app_user()
    where id = o.id;
end $$;

-- Yes to work is said through the function alone: the row of the offer is no longer enough.
drop policy edit on network_offer;
create policy edit on network_offer for update to hw_app using (state = 'open') with check (
  (state = 'withdrawn' and (
    (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
    or (region_id = (select app_region()) and (select app_role()) = 'region_admin'
      and (app_region_wide(role) or proposed_by_user_id is not null))
    or case_id = any ((select app_inviting())::bigint[])))
  or (state = 'declined' and answered_by_user_id = (select app_user())
    and invited_by_user_id is distinct from (select app_user())
    and proposed_by_user_id is distinct from (select app_user())
    and (address = (select app_own_address()) or claimed_by_user_id = (select app_user()))));

-- As before; nobody agrees with a proposal of somebody who is no region admin any more, and another
-- region admin takes it away to propose anew.
drop policy edit on network_roleproposal;
create policy edit on network_roleproposal for update to hw_app using (state = 'open') with check (
  region_id = (select app_region()) and answered_at = (select app_at())
  and ((state = 'withdrawn' and (proposed_by_user_id = (select app_user())
      or ((select app_role()) = 'region_admin' and not app_still_works(
        proposed_by_id, proposed_by_user_id, (select app_at())))))
    or (state in ('agreed', 'refused') and answered_by_user_id = (select app_user())
      and answered_by_id = (select app_membership())
      and proposed_by_user_id <> (select app_user())
      and (state = 'refused'
        or app_still_works(proposed_by_id, proposed_by_user_id, (select app_at())))
      and address is distinct from (select app_own_address())
      and ((select app_role()) = 'region_admin'
        or (organisation_id = (select app_organisation()) and role <> 'organisation_admin'
          and (select app_role()) = 'organisation_admin')))));

-- As before; a role over the region is not the organisation's to end.
create or replace function app_may_end(leaving bigint) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare w network_membership%rowtype; t timestamptz := app_at();
begin
  select * into w from network_membership where id = leaving;
  if app_role() = 'organisation_admin' and w.organisation_id = app_organisation()
     and not app_region_wide(w.role) then
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
create or replace function app_gives(organisation bigint, region bigint, of_role text, whose bigint)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select (app_role() = 'organisation_admin' and organisation = app_organisation()
      and not app_region_wide(of_role))
    or (region = app_region() and app_region_wide(of_role)
      and (app_role() = 'region_admin' or whose = app_user())) $$;

-- The whole of ending work. As before, and what passes on stands in arrays: a function with the
-- rights of the owner reads no table that its caller could have made.
create or replace function app_end_membership(leaving bigint, reason text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare alone integer; held bigint[]; passed bigint[]; heirs bigint[];
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
  select array_agg(x.case_id order by x.case_id), array_agg(x.heir order by x.case_id),
      count(*) filter (where x.heir is null) into passed, heirs, alone
    from (select c.id as case_id, (select s.membership_id from cases_teammember s
      join network_membership w on w.id = s.membership_id
      where s.case_id = c.id and s.state = 'active' and s.membership_id <> leaving
        and s.from_at <= app_at() and (s.until_at is null or s.until_at > app_at())
        and (w.until_at is null or w.until_at > app_at()) and s.kind <> 'guest'
        and (s.kind <> 'corporation' or exists (select from network_region r
          where r.id = c.region_id and r.corporation_coordinates))
      order by s.kind = 'municipality' desc, s.kind = 'bw_provider' desc, s.from_at limit 1) as heir
    from cases_case c where c.coordinator_id = leaving
      and c.phase <> 'closed' and c.status in ('active', 'on_hold', 'relapse')) x;
  if alone > 0 then return alone; end if;
  update cases_case c set coordinator_id = p.heir, version = c.version + 1
    from unnest(passed, heirs) as p(case_id, heir) where p.case_id = c.id;
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

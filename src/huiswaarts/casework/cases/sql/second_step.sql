-- Work begins after a second step, and whether an offer stands is told to those who may read it
-- (docs/adr/0015).

-- Taken in the session of whoever acts now: see foundation/access/session.py.
create function app_second_step() returns boolean language sql stable as
$$ select coalesce(current_setting('app.second_step', true), '') = 'yes' $$;

-- As app_offer_stands was; for functions of the owner only.
create function offer_stands(of_offer bigint, t timestamptz) returns boolean
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
revoke execute on function offer_stands(bigint, timestamptz) from public;

-- Nothing about an offer that the asker may not read: the same rows as the policy `see`.
create or replace function app_offer_stands(of_offer bigint, t timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from network_offer o where o.id = of_offer
    and (o.address = app_own_address() or o.claimed_by_user_id = app_user()
      or (o.organisation_id = app_organisation() and app_role() = 'organisation_admin')
      or (o.region_id = app_region() and app_role() = 'region_admin'
        and (app_region_wide(o.role) or o.proposed_by_user_id is not null))
      or o.case_id = any (app_inviting()))
    and offer_stands(o.id, t)) $$;

-- As before, before anybody signed in and in the header of every page.
create or replace function app_offer_of(print text, now_at timestamptz) returns table (offer_id bigint, address text,
    name text, is_work boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.address::text, o.name::text, o.organisation_id is not null from network_offer o
  where o.code_hash = print and o.state = 'open' and o.expires_at > now_at
    and o.invited_at > now_at - interval '24 hours'
    and offer_stands(o.id, now_at) $$;

create or replace function app_offers_waiting(reader bigint, now_at timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from network_offer o
  where o.state = 'open' and o.expires_at > now_at
    and offer_stands(o.id, now_at)
    and (o.address = (select lower(u.email) from accounts_user u where u.id = reader)
      or o.claimed_by_user_id = reader) $$;

-- As before; not without a second step.
create or replace function app_accept_work(of_offer bigint, fresh_id text, out why_not text,
    out member bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare o network_offer%rowtype; p network_membership%rowtype; t timestamptz := app_at();
begin
  if not app_second_step() then why_not := 'second_step'; return; end if;
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

-- As in second_step.sql; its locks in the order of docs/adr/0022: memberships by id, the account, then
-- the offer. Ending prepared work takes its membership first and withdraws its offers after it.
create or replace function app_accept_work(of_offer bigint, fresh_id text, out why_not text,
    out member bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare o network_offer%rowtype; p network_membership%rowtype; t timestamptz := app_at();
begin
  if not app_second_step() then why_not := 'second_step'; return; end if;
  select * into o from network_offer where id = of_offer and organisation_id is not null
    and (address = app_own_address() or claimed_by_user_id = app_user());
  perform from network_membership w
    where w.id in (o.invited_by_membership_id, o.proposed_by_membership_id, o.membership_id)
    order by w.id for no key update;
  perform from accounts_user where id = app_user() for no key update;
  select * into o from network_offer where id = o.id and state = 'open' and expires_at > t
    and (address = app_own_address() or claimed_by_user_id = app_user()) for update;
  if o.id is null or app_user() in (o.invited_by_user_id, o.proposed_by_user_id) then
    why_not := 'closed'; return;
  end if;
  if not app_offer_stands(o.id, 'infinity') then
    why_not := 'lapsed'; return;
  end if;
  select w.id into member from network_membership w where w.user_id = app_user()
    and w.organisation_id = o.organisation_id and w.role = o.role
    and (w.until_at is null or w.until_at > t) order by w.id limit 1;
  if o.membership_id is not null then
    select * into p from network_membership where id = o.membership_id;
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

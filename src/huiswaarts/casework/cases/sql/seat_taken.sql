-- As in lock_order.sql, with what one_side.sql said and a later copy lost: a seat whose access
-- stands still is somebody's too, so its holder reads why not in place of an error.
create or replace function app_take_seat(of_offer bigint) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare o network_offer%rowtype; s cases_teammember%rowtype; of_case bigint;
begin
  select case_id into of_case from network_offer where id = of_offer and seat_id is not null
    and (address = app_own_address() or claimed_by_user_id = app_user());
  perform from cases_case where id = of_case for no key update;
  select * into o from network_offer where id = of_offer and state = 'open'
    and expires_at > app_at() and seat_id is not null
    and (address = app_own_address() or claimed_by_user_id = app_user()) for update;
  if o.id is null then return 'closed'; end if;
  if o.invited_by_user_id = app_user() then return 'own'; end if;
  perform from network_membership where id = o.invited_by_membership_id for share;
  if not offer_stands(o.id, 'infinity') then
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
      where p.case_id = s.case_id and p.state in ('active', 'suspended')
        and w.user_id = app_user()
        and (p.until_at is null or p.until_at > app_at())) then
    return 'at_work';
  end if;
  if exists (select from cases_teammember p where p.case_id = s.case_id and p.id <> s.id
      and p.state in ('active', 'suspended') and p.user_id = app_user()) then
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

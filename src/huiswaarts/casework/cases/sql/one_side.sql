-- A seat whose access stands still is somebody's too: it may open again. So it counts on both sides.
create or replace function app_one_side() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_user() is not null then
    perform from cases_case where id = new.case_id for no key update;
  end if;
  if exists (select from cases_teammember a
      left join network_membership w on w.id = a.membership_id
      where a.case_id = new.case_id and a.id <> new.id and a.state in ('active', 'suspended')
        and (a.until_at is null or a.until_at > new.from_at)
        and (new.membership_id is null) <> (a.membership_id is null)
        and coalesce(a.user_id, w.user_id) = coalesce(new.user_id,
          (select m.user_id from network_membership m where m.id = new.membership_id))) then
    raise check_violation using constraint = 'seat_on_one_side',
      message = 'nobody sits on both sides of one table';
  end if;
  return new;
end $$;
create or replace function app_member_one_side() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from cases_teammember p
      join cases_teammember q on q.case_id = p.case_id and q.membership_id is null
      where p.membership_id = new.id and p.state in ('active', 'suspended')
        and q.state in ('active', 'suspended') and q.user_id = new.user_id) then
    raise check_violation using constraint = 'seat_on_one_side',
      message = 'nobody sits on both sides of one table';
  end if;
  return new;
end $$;

-- As before, and who works at this table with access that stands still does not sit down either.
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
  select * into s from cases_teammember where id = o.seat_id for update;
  if s.state <> 'active' or (s.until_at is not null and s.until_at <= app_at()) then
    return 'closed';
  end if;
  if s.user_id is not null and s.user_id <> app_user() and not app_never_used(s.user_id) then
    return 'closed';
  end if;
  if exists (select from cases_teammember p join network_membership w on w.id = p.membership_id
      where p.case_id = s.case_id and p.state in ('active', 'suspended')
        and w.user_id = app_user() and (p.until_at is null or p.until_at > app_at())) then
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

-- Cases in which I have, or had, a seat of my own: as client, relative or supporter. Whatever my
-- work is, nothing about those is decided by me.
create function app_own_life() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct s.case_id), '{}') from cases_teammember s
    where s.user_id = app_user() and s.membership_id is null);
end $$;

-- Invitations to an address. Behind the wall: who has the address, who claimed the link with an
-- account without one, the admin of the organisation that offers work, and who may invite onto a
-- seat of the case. Whether an address has an account is asked of nothing here before its owner
-- opens the link.

create function app_own_address() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select lower(u.email) from accounts_user u where u.id = app_user() $$;

-- Cases in which I may invite the client, a relative or a supporter.
create function app_inviting() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct s.case_id), '{}') from app_seats() s
    where s.kind in ('client', 'bw_provider', 'ambulatory_provider', 'municipality'));
end $$;

-- An active seat for somebody with no organisation, in this case.
create function app_seat_is_offered(of_seat bigint, of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s where s.id = of_seat and s.case_id = of_case
    and s.kind in ('client', 'relative', 'supporter') and s.state = 'active') $$;

create policy see on network_offer for select to hw_app using (
  address = (select app_own_address())
  or claimed_by_user_id = (select app_user())
  or (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
  or case_id = any ((select app_inviting())::bigint[]));
create policy add on network_offer for insert to hw_app with check (
  state = 'open' and invited_by_user_id = (select app_user())
  and region_id = (select app_region()) and invited_at = (select app_at())
  and claimed_by_user_id is null and membership_id is null
  and ((organisation_id = (select app_organisation())
        and (select app_role()) = 'organisation_admin')
    or (case_id = any ((select app_inviting())::bigint[])
        and app_seat_is_offered(seat_id, case_id))));
-- Who invited takes it back; only who has the address answers, and never the own invitation.
create policy edit on network_offer for update to hw_app using (state = 'open') with check (
  (state = 'withdrawn' and (
    (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin')
    or case_id = any ((select app_inviting())::bigint[])))
  or (state in ('accepted', 'declined') and answered_by_user_id = (select app_user())
    and invited_by_user_id is distinct from (select app_user())
    and (address = (select app_own_address()) or claimed_by_user_id = (select app_user()))));

-- What the link says before anybody signed in: to whom it was sent and what it needs. Only with
-- the print of the code that the mail held.
create function app_offer_of(print text, now_at timestamptz) returns table (offer_id bigint, address text, name text,
    is_work boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.address::text, o.name::text, o.organisation_id is not null from network_offer o
  where o.code_hash = print and o.state = 'open' and o.expires_at > now_at $$;

-- Somebody whose account has no address opens the link while signed in: it is theirs to answer,
-- unless the address is that of an account.
create function app_claim_offer(print text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update network_offer o set claimed_by_user_id = app_user()
    where o.code_hash = print and o.state = 'open' and o.expires_at > app_at()
      and exists (select from accounts_user u where u.id = app_user() and u.email is null)
      and not exists (select from accounts_user u where lower(u.email) = o.address);
  return found;
end $$;

-- What an offer of a seat is about, for who may answer it: a first name, never a case.
create function app_offered_seats() returns table (offer_id bigint, kind text, first_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, s.kind::text, split_part(c.client_name, ' ', 1) from network_offer o
  join cases_teammember s on s.id = o.seat_id join cases_case c on c.id = o.case_id
  where o.state = 'open' and o.expires_at > app_at()
    and (o.address = app_own_address() or o.claimed_by_user_id = app_user()) $$;

-- How many offers wait for an answer: for the header of each page, before anything is known.
create function app_offers_waiting(reader bigint, now_at timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from network_offer o
  where o.state = 'open' and o.expires_at > now_at
    and (o.address = (select lower(u.email) from accounts_user u where u.id = reader)
      or o.claimed_by_user_id = reader) $$;

-- Does this person have a seat of their own, for no organisation?
create function app_has_home(reader bigint, now_at timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s where s.user_id = reader
    and s.membership_id is null and s.state = 'active' and s.from_at <= now_at
    and (s.until_at is null or s.until_at > now_at)) $$;

-- An account that nobody ever came in with: no password was chosen, no second step set up.
create function app_never_used(who bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_user u where u.id = who and u.password like '!%'
    and u.last_login is null
    and not exists (select from mfa_authenticator f where f.user_id = u.id)) $$;

-- Who accepts sits down: the seat is linked with the account that answers. It has no account yet,
-- or one that nobody ever came in with. Says why not in a word; nothing has changed then.
create function app_take_seat(of_offer bigint) returns text
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

-- Nobody sits as a professional at the table of which they are the client, a relative or a
-- supporter, whichever came first. While a kit is loaded nobody else writes.
create function app_one_side() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_user() is not null then
    perform from cases_case where id = new.case_id for no key update;
  end if;
  if exists (select from cases_teammember a
      left join network_membership w on w.id = a.membership_id
      where a.case_id = new.case_id and a.id <> new.id and a.state = 'active'
        and (a.until_at is null or a.until_at > new.from_at)
        and (new.membership_id is null) <> (a.membership_id is null)
        and coalesce(a.user_id, w.user_id) = coalesce(new.user_id,
          (select m.user_id from network_membership m where m.id = new.membership_id))) then
    raise check_violation using constraint = 'seat_on_one_side',
      message = 'nobody sits on both sides of one table';
  end if;
  return new;
end $$;
create trigger one_side before insert or update on cases_teammember for each row
  when (new.state = 'active' and (new.membership_id is not null or new.user_id is not null))
  execute function app_one_side();

-- The same when a prepared membership passes to the account of who accepted it.
create function app_member_one_side() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from cases_teammember p
      join cases_teammember q on q.case_id = p.case_id and q.membership_id is null
      where p.membership_id = new.id and p.state = 'active' and q.state = 'active'
        and q.user_id = new.user_id) then
    raise check_violation using constraint = 'seat_on_one_side',
      message = 'nobody sits on both sides of one table';
  end if;
  return new;
end $$;
create trigger one_side before update of user_id on network_membership for each row
  when (new.user_id <> old.user_id) execute function app_member_one_side();

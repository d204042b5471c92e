-- After two working days without a pair the help desk and the privacy officer go on with the request
-- that stands (docs/adr/0017); nobody begins anew. The first two statements are numbers 1 and 2;
-- theirs are 3 and 4, or one is 2 when the other made the first. A pair is 1 with 2, or 3 with 4.

create function recovery_block(number integer) returns integer
language sql immutable set search_path = public, pg_temp as $$ select (number + 1) / 2 $$;

-- The number of a statement that this role makes for the two of them; null when it may not now.
create function recovery_wide_number(of_request bigint, of_role text, t timestamptz)
returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select case when f.role in ('help_desk', 'privacy_officer')
      then case when f.role <> of_role then 2 end
    when exists (select from accounts_recoverystatement o
      where o.request_id = r.id and o.number = 3) then 4
    else 3 end
  from accounts_recoveryrequest r
  join accounts_recoverystatement s on s.request_id = r.id and s.number = 1
  left join network_membership f on f.id = s.membership_id
  where r.id = of_request and r.kind = 'access' and r.wide_from <= t
    and of_role in ('help_desk', 'privacy_officer')
    and not exists (select from accounts_recoverystatement o
      where o.request_id = r.id and o.party = 'role:' || of_role) $$;

-- As in recovery_roots.sql; of the two who go on with it neither is the other half of the first.
create or replace function app_stand_apart(of_request bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; known timestamptz; mine text[];
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  known := recovery_known_before(r.asked_at);
  mine := recovery_roots(app_user(), r.case_id, known);
  if r.kind = 'second_factor' then
    return not exists (
      select from accounts_recoverystatement s
      join network_membership w on w.id in (s.membership_id, app_membership())
      where s.request_id = r.id and w.from_at > known
        and (app_role() <> 'region_admin' or exists (
          select from unnest(recovery_roots(s.user_id, null, known)) one
          where one like 'person:%' and one = any (mine))));
  end if;
  return not exists (select from accounts_recoverystatement s
    where s.request_id = r.id and recovery_block(s.number) = 1
      and recovery_roots(s.user_id, r.case_id, known) && mine);
end $$;

-- May I state this, for this party, and as which number?
create function app_statement_number(of_request bigint, as_party text) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; me bigint := app_user(); t timestamptz := app_at();
  may boolean;
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  if r.id is null or me is null or t is null or r.user_id = me or r.stopped_at is not null
     or r.used_at is not null or r.confirmed_at is not null or r.expires_at <= t
     or app_region() is distinct from r.region_id
     or exists (select from accounts_recoverystatement s
       where s.request_id = r.id and (s.user_id = me or s.party = as_party)) then
    return null;
  end if;
  if r.kind = 'access' and as_party = 'role:' || app_role() then
    return recovery_wide_number(of_request, app_role(), t);
  end if;
  if r.kind = 'second_factor' then
    may := as_party = 'person:' || me and app_stand_apart(of_request)
      and ((app_role() = 'organisation_admin' and app_organisation() = r.organisation_id)
        or app_role() = 'region_admin');
  else
    may := as_party = coalesce('organisation:' || app_organisation(), 'person:' || me)
      and recovery_helps(r.case_id, recovery_known_before(r.asked_at))
      and app_stand_apart(of_request);
  end if;
  if may then
    return (select 1 + count(*) from accounts_recoverystatement s
      where s.request_id = of_request and recovery_block(s.number) = 1);
  end if;
  return null;
end $$;

create or replace function app_may_state(of_request bigint, as_party text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_statement_number(of_request, as_party) is not null $$;

drop policy add on accounts_recoverystatement;
create policy add on accounts_recoverystatement for insert to hw_app with check (
  user_id = (select app_user()) and membership_id is not distinct from (select app_membership())
  and organisation_id is not distinct from (select app_organisation())
  and at = (select app_at()) and number = app_statement_number(request_id, party));

create or replace function app_is_paired(of_request bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_recoverystatement
    where request_id = of_request group by recovery_block(number) having count(*) = 2) $$;

-- As in recovery.sql; and the halves are of one pair.
create or replace function app_recovery_of(one text, other text, now timestamptz)
returns table (request_id bigint, user_id bigint, region_id bigint, works_from timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.user_id, r.region_id, r.works_from
  from accounts_recoveryrequest r
  join accounts_recoverystatement a on a.request_id = r.id and a.half_hash = one
  join accounts_recoverystatement b on b.request_id = r.id and b.half_hash = other
  where a.id <> b.id and recovery_block(a.number) = recovery_block(b.number)
    and one <> '' and other <> '' and r.kind = 'access'
    and r.confirmed_at is not null and r.stopped_at is null and r.used_at is null
    and r.expires_at > now $$;

-- As in recovery_apart.sql; but nobody stops the request of another to begin anew.
drop policy edit on accounts_recoveryrequest;
create policy edit on accounts_recoveryrequest for update to hw_app
  using (used_at is null and stopped_at is null and (select app_at()) is not null
    and (user_id = (select app_user()) or app_stated(id) or expires_at <= (select app_at())))
  with check ((confirmed_at is null or app_is_paired(id))
    and (app_stated(id) or user_id = (select app_user()) or stopped_at = (select app_at())));

-- Who may be the second of the ordinary two at this moment: at the table and at the help desk. The
-- clock asks them, and nobody else: whoever may not answer is not asked.
create function recovery_seconds(of_request bigint, t timestamptz)
returns table (user_id bigint, membership_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with r as (
    select q.*, recovery_known_before(q.asked_at) as known from accounts_recoveryrequest q
    where q.id = of_request and q.kind = 'access' and q.confirmed_at is null),
  hand (person, work) as (
    select coalesce(w.user_id, s.user_id), w.id
    from r join cases_teammember s on s.case_id = r.case_id and s.state = 'active'
      and s.from_at <= r.known and (s.until_at is null or s.until_at > t)
      and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'supporter')
    left join network_membership w on w.id = s.membership_id
    where w.until_at is null or w.until_at > t
    union
    select w.user_id, w.id from r join network_membership w on w.region_id = r.region_id
      and w.role = 'help_desk' and (w.until_at is null or w.until_at > t))
  select h.person, h.work from r cross join hand h
  where h.person is not null and h.person <> r.user_id and not exists (
    select from accounts_recoverystatement s
    where s.request_id = r.id and (s.user_id = h.person or (recovery_block(s.number) = 1
      and recovery_roots(s.user_id, r.case_id, r.known)
        && recovery_roots(h.person, r.case_id, r.known)))) $$;

-- Functions of the owner alone; the app asks none of them.
revoke execute on function recovery_block(integer),
  recovery_wide_number(bigint, text, timestamptz), recovery_seconds(bigint, timestamptz)
  from public;

-- The second lock: what one transaction's actor may reach, asked of the seats and the sharing.
-- app.* is set per transaction (foundation/access/session.py); nothing set = nothing seen.
-- Functions run as the owner: they read seats and sharing past the policies, and only those.
-- In plpgsql where policies call them, since that keeps its plan from call to call.

create function app_membership() returns bigint language sql stable as
$$ select nullif(current_setting('app.membership', true), '')::bigint $$;
create function app_user() returns bigint language sql stable as
$$ select nullif(current_setting('app.user', true), '')::bigint $$;
create function app_region() returns bigint language sql stable as
$$ select nullif(current_setting('app.region', true), '')::bigint $$;
create function app_organisation() returns bigint language sql stable as
$$ select nullif(current_setting('app.organisation', true), '')::bigint $$;
create function app_role() returns text language sql stable as
$$ select coalesce(current_setting('app.role', true), '') $$;
create function app_at() returns timestamptz language sql stable as
$$ select nullif(current_setting('app.at', true), '')::timestamptz $$;
-- A lens for speed: null means all that the seats give.
create function app_focus() returns bigint[] language sql stable as
$$ select nullif(current_setting('app.focus', true), '')::bigint[] $$;

-- How far the labels on answers reach for a kind of seat; -1 for a kind that is not known.
create function app_label_reach(kind text) returns integer language sql immutable as $$
  select case kind when 'client' then 3 when 'bw_provider' then 2 when 'ambulatory_provider' then 2
    when 'municipality' then 1 when 'relative' then 1 when 'supporter' then 1
    when 'corporation' then 0 when 'guest' then 0 else -1 end $$;

-- My active seats now. `card` = the case has not begun or is over: the contact card only.
create function app_seats() returns table (seat_id bigint, case_id bigint, kind text,
    organisation_id bigint, card boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); u bigint := app_user(); t timestamptz := app_at();
    f bigint[] := app_focus();
begin
  if t is null then return; end if;
  if m is not null then
    return query select s.id, s.case_id, s.kind::text, s.organisation_id,
        c.phase in ('in_view', 'closed') or
        c.status in ('stopped', 'transferred', 'deceased', 'registered_in_error')
      from cases_teammember s join cases_case c on c.id = s.case_id
      where s.membership_id = m and s.state = 'active' and s.from_at <= t
        and (s.until_at is null or s.until_at > t) and (f is null or s.case_id = any (f));
  elsif u is not null then
    return query select s.id, s.case_id, s.kind::text, s.organisation_id,
        c.phase in ('in_view', 'closed') or
        c.status in ('stopped', 'transferred', 'deceased', 'registered_in_error')
      from cases_teammember s join cases_case c on c.id = s.case_id
      where s.user_id = u and s.membership_id is null and s.state = 'active' and s.from_at <= t
        and (s.until_at is null or s.until_at > t) and (f is null or s.case_id = any (f));
  end if;
end $$;

-- The same without a look at the cases themselves: every policy asks for this one.
create function app_cases() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); u bigint := app_user(); t timestamptz := app_at();
    f bigint[] := app_focus();
begin
  if m is not null then
    return (select coalesce(array_agg(distinct s.case_id), '{}') from cases_teammember s
      where s.membership_id = m and s.state = 'active' and s.from_at <= t
        and (s.until_at is null or s.until_at > t) and (f is null or s.case_id = any (f)));
  end if;
  return (select coalesce(array_agg(distinct s.case_id), '{}') from cases_teammember s
    where s.user_id = u and s.membership_id is null and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t) and (f is null or s.case_id = any (f)));
end $$;

create function app_own_seats() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(seat_id), '{}') from app_seats());
end $$;

-- Cases whose contact card (topic 0) I may read: the client's own, or shared with my party.
create function app_team_cases() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct s.case_id), '{}') from app_seats() s
  where s.kind = 'client' or exists (select from cases_sharing h
    where h.case_id = s.case_id and h.seat_kind = s.kind and h.topic = 0 and h.level >= 2
      and (h.organisation_id = s.organisation_id or h.member_id = s.seat_id)
      and h.from_at <= app_at() and (h.until_at is null or h.until_at > app_at())));
end $$;

-- case x topic x label in one number, for every row I may see at this level.
create function app_keys(need integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct k.key), '{}') from (
    select h.case_id * 256 + h.topic * 4 + l.label as key
    from app_seats() s
    join cases_sharing h on h.case_id = s.case_id and h.seat_kind = s.kind
      and (h.organisation_id = s.organisation_id or h.member_id = s.seat_id)
    cross join lateral generate_series(0, app_label_reach(s.kind)) as l (label)
    where h.level >= need and h.from_at <= app_at()
      and (h.until_at is null or h.until_at > app_at()) and (h.topic = 0 or not s.card)
    union all
    select s.case_id * 256 + n.key from app_seats() s
    cross join lateral generate_series(0, 255) as n (key) where s.kind = 'client') k);
end $$;

-- Who may change seats and sharing: the client, the coordinator, and the care and municipality
-- seats that work with the client. A corporation, guest or relative never.
create function app_stewarded() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct s.case_id), '{}') from app_seats() s
  where s.kind in ('client', 'bw_provider', 'ambulatory_provider', 'municipality')
    or exists (select from cases_case c
               where c.id = s.case_id and c.coordinator_id = app_membership()));
end $$;

create function app_coordinated() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct c.id), '{}') from cases_case c
  join app_seats() s on s.case_id = c.id where c.coordinator_id = app_membership());
end $$;

create function app_client_cases() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(case_id), '{}') from app_seats() where kind = 'client');
end $$;

-- The one door through which a case begins: the case and its first seat, that of the
-- registering worker, who coordinates until someone takes over, with the contact card shared
-- with that seat, so that the rest can be written from there. Only a worker who acts now.
create function app_open_case(number text, seat_public_id text, seat_kind text, facts jsonb,
    card jsonb)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare m cases_case%rowtype; new_case bigint;
begin
  if app_membership() is null or app_at() is null or app_region() is null
     or app_role() not in ('support_worker', 'access_worker')
     or seat_kind not in ('bw_provider', 'ambulatory_provider', 'municipality')
     or not exists (select from network_membership w where w.id = app_membership()
       and w.region_id = app_region() and w.organisation_id = app_organisation()
       and w.from_at <= app_at() and (w.until_at is null or w.until_at > app_at())) then
    raise insufficient_privilege using message = 'no worker of this region';
  end if;
  m := jsonb_populate_record(null::cases_case, facts);
  insert into cases_case (region_id, number, external_key, client_name, birth_year, setting,
    trajectory, household, municipality_origin_id, municipality_stay_id, municipality_choice_id,
    phase, phase_since, status, status_reason, outcome, target_month, registered_on,
    kickoff_late_reason, coordinator_id, follow_up_what, boxes_filled, boxes_needed, version)
  values (app_region(), app_open_case.number, '', m.client_name, m.birth_year, m.setting,
    m.trajectory, m.household, m.municipality_origin_id, m.municipality_stay_id,
    m.municipality_choice_id, m.phase, m.registered_on, 'active', '', '', m.target_month,
    m.registered_on, '', app_membership(), '', 0, 0, 1) returning id into new_case;
  insert into cases_teammember (case_id, public_id, kind, organisation_id, membership_id, name,
    state, asked_at, from_at, proposed_by, admitted_by, end_reason, version)
  values (new_case, seat_public_id, seat_kind, app_organisation(), app_membership(), '',
    'active', app_at(), app_at(), app_membership(), app_membership(), '', 1);
  insert into cases_sharing (case_id, seat_kind, organisation_id, topic, level, ceiling, ground,
    purpose, client_decides, set_by, from_at)
  values (new_case, seat_kind, app_organisation(), 0, 2, 2, card ->> 'ground',
    card ->> 'purpose', false, 'default', app_at());
  return new_case;
end $$;

-- A name as compared for doubles: no case, accents, spaces, signs or digits. Needs no extension.
create function app_fold(name text) returns text language sql immutable as $$
  select lower(regexp_replace(normalize(name, NFKD),
    '[[:space:][:punct:][:digit:]\u0300-\u036f]', '', 'g')) $$;

-- "Mogelijk al bekend": which organisation coordinates a case of about this name and year.
-- Answers with organisations only, never with a case or a person.
create function app_similar_cases(client_name text, year integer)
returns table (organisation_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare folded text := app_fold(client_name);
begin
  if app_membership() is null or app_role() not in ('support_worker', 'access_worker') then
    raise insufficient_privilege using message = 'no worker of this region';
  end if;
  return query select distinct w.organisation_id from cases_case c
    join network_membership w on w.id = c.coordinator_id
    where c.region_id = app_region() and c.birth_year = year and folded <> ''
      and c.status <> 'registered_in_error' and app_fold(c.client_name) = folded;
end $$;

-- Is this the only seat of the coordinator of its case? Asked before a seat ends, also by the
-- admin of an organisation, who does not see the case.
create function app_holds_coordination(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s join cases_case c on c.id = s.case_id
    where s.id = of_seat and c.coordinator_id = s.membership_id
      and (s.case_id = any (app_cases())
        or (app_role() = 'organisation_admin' and s.organisation_id = app_organisation()))
      and not exists (select from cases_teammember o
        where o.case_id = s.case_id and o.membership_id = s.membership_id and o.id <> s.id
          and o.state = 'active' and (o.until_at is null or o.until_at > app_at()))) $$;

-- When the last seat of a party ends, so does what was shared with it: also when who ends it
-- may not change sharing, or has no seat any more. The seat must have ended in this transaction.
create function app_close_party(of_seat bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare s cases_teammember%rowtype;
begin
  select * into s from cases_teammember where id = of_seat;
  if s.id is null or s.state <> 'ended' or s.until_at is distinct from app_at()
     or not (s.membership_id is not distinct from app_membership()
       or s.case_id = any (app_stewarded())
       or (app_role() = 'organisation_admin' and s.organisation_id = app_organisation())) then
    raise insufficient_privilege using message = 'not your seat';
  end if;
  if s.membership_id is not null and exists (select from cases_teammember o
      where o.case_id = s.case_id and o.kind = s.kind and o.organisation_id = s.organisation_id
        and o.state = 'active' and (o.until_at is null or o.until_at > app_at())) then
    return false;
  end if;
  update cases_sharing h set until_at = app_at()
    where h.case_id = s.case_id and h.seat_kind = s.kind and h.until_at is null
      and (h.member_id = s.id or h.organisation_id = s.organisation_id);
  return true;
end $$;

-- A worker leaves: coordination passes to another active professional of each case, the seats
-- end, and with the last seat of a party what was shared with it. The admin of the organisation
-- sees no case, so this door does it. Returns how many cases have nobody else to coordinate;
-- then nothing is changed.
create function app_end_membership(leaving bigint, reason text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare alone integer;
begin
  if app_role() <> 'organisation_admin' or not exists (select from network_membership w
      where w.id = leaving and w.organisation_id = app_organisation()) then
    raise insufficient_privilege using message = 'not of your organisation';
  end if;
  create temporary table if not exists pass_on (case_id bigint, heir bigint) on commit drop;
  truncate pass_on;
  insert into pass_on select c.id, (select s.membership_id from cases_teammember s
      join network_membership w on w.id = s.membership_id
      where s.case_id = c.id and s.state = 'active' and s.membership_id <> leaving
        and s.from_at <= app_at() and (s.until_at is null or s.until_at > app_at())
        and (w.until_at is null or w.until_at > app_at())
      order by s.kind = 'municipality' desc, s.kind = 'bw_provider' desc, s.from_at limit 1)
    from cases_case c where c.coordinator_id = leaving
      and c.phase <> 'closed' and c.status in ('active', 'on_hold', 'relapse');
  select count(*) into alone from pass_on where heir is null;
  if alone > 0 then return alone; end if;
  update cases_case c set coordinator_id = p.heir, version = c.version + 1
    from pass_on p where p.case_id = c.id;
  update cases_sharing h set until_at = app_at() from cases_teammember s
    where s.membership_id = leaving and s.state = 'active' and h.case_id = s.case_id
      and h.seat_kind = s.kind and h.organisation_id = s.organisation_id and h.until_at is null
      and not exists (select from cases_teammember o where o.case_id = s.case_id
        and o.kind = s.kind and o.organisation_id = s.organisation_id and o.id <> s.id
        and o.state = 'active' and (o.until_at is null or o.until_at > app_at()));
  update cases_teammember set state = 'ended', until_at = greatest(app_at(), from_at),
      end_reason = reason, version = version + 1
    where membership_id = leaving and state in ('active', 'proposed', 'requested');
  update network_membership set until_at = greatest(app_at(), from_at), version = version + 1
    where id = leaving and until_at is null;
  return 0;
end $$;

-- Case numbers for the privacy officer, who reviews looks and sees no case.
create function app_case_numbers(ids bigint[]) returns table (case_id bigint, number text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'privacy_officer' then return; end if;
  return query select c.id, c.number::text from cases_case c
    where c.id = any (ids) and c.region_id = app_region();
end $$;

-- What lists showed of my case: the client sees these without the other cases on the list.
create function app_list_looks(of_case bigint)
returns table (at timestamptz, membership_id bigint, organisation_id bigint, rule text,
    ground text, purpose text, action text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not of_case = any (app_client_cases()) then return; end if;
  return query select r.at, r.membership_id, r.organisation_id, r.rule::text, r.ground::text,
      r.purpose::text, r.action::text
    from events_accessrecord r
    where r.items @> array['cases.case:' || of_case]::varchar[] and r.case_id is null;
end $$;

-- Counts of a region for its policy officers: numbers of cases, never a case.
create function app_region_counts() returns table (what text, code text, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() not in ('policy_officer', 'table_chair') or app_region() is null then
    raise insufficient_privilege using message = 'no policy officer of this region';
  end if;
  return query
    select 'phase', c.phase::text, count(*) from cases_case c
      where c.region_id = app_region() and c.status in ('active', 'on_hold', 'relapse')
      group by c.phase
    union all select 'outcome', c.outcome::text, count(*) from cases_case c
      where c.region_id = app_region() and c.outcome <> '' group by c.outcome
    union all select 'kickoff', case when c.kickoff_late_reason = '' then 'in_time' else 'late' end,
        count(*) from cases_case c
      where c.region_id = app_region() and c.kickoff_on is not null group by 2
    union all select 'empty_seat', k.kind, count(*) from cases_case c
      cross join (values ('bw_provider'), ('ambulatory_provider'), ('corporation'),
        ('municipality')) k (kind)
      where c.region_id = app_region() and c.status in ('active', 'on_hold', 'relapse')
        and c.phase not in ('in_view', 'registration', 'closed')
        and not exists (select from cases_teammember s where s.case_id = c.id and s.kind = k.kind
          and s.state = 'active' and (s.until_at is null or s.until_at > app_at()))
      group by k.kind;
end $$;

-- Which kinds of seat are taken at the tables of a list of cases: kinds only, no person, and
-- only of tables that I may see. For the empty seats on a list of many cases.
create function app_taken_seats(of_cases bigint[]) returns table (case_id bigint, kinds text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select s.case_id, array_agg(distinct s.kind::text) from cases_teammember s
    where s.case_id = any (of_cases) and s.case_id = any ((select app_team_cases())::bigint[])
      and s.state = 'active' and s.from_at <= app_at()
      and (s.until_at is null or s.until_at > app_at())
    group by s.case_id;
end $$;

-- Of the cases that I coordinate: the oldest that have begun and have an empty seat. Ids only.
create function app_tables_with_empty_seat(most integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare mine bigint[] := app_cases();
begin
  return array(select c.id from cases_case c
    where c.coordinator_id = app_membership() and c.id = any (mine)
      and c.phase not in ('in_view', 'registration', 'closed')
      and c.status in ('active', 'on_hold', 'relapse')
      and 4 > (select count(distinct s.kind) from cases_teammember s
        where s.case_id = c.id and s.state = 'active' and s.from_at <= app_at()
          and (s.until_at is null or s.until_at > app_at())
          and s.kind in ('bw_provider', 'ambulatory_provider', 'corporation', 'municipality'))
    order by c.registered_on, c.id limit most);
end $$;

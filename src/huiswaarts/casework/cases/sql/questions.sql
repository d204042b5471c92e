-- What one person asks about a seat and another answers (docs/adr/0018). The row stays active while
-- it is asked to coordinate, so these two write it past the policies, each with its own rule.

-- Who sits there as a professional asks to coordinate.
create function app_ask_coordination(of_seat bigint, why text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_teammember s set question = 'coordination', question_by = s.membership_id,
      question_at = app_at(), question_why = why, question_until = null, answer = '',
      answer_by = null, answer_why = '', version = s.version + 1
    where s.id = of_seat and s.id = any (app_own_seats()) and s.membership_id = app_membership()
      and s.kind <> 'guest' and not (s.question = 'coordination' and s.answer = '');
  return found;
end $$;

-- The answer of another; taken back by who asked; or nobody's, by the clock. False when it was
-- answered before. With `yes` to the end of a seat it ends; without it access opens again.
create function app_answer_seat(of_seat bigint, said text, why text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s cases_teammember%rowtype; asker network_membership%rowtype; allowed boolean;
begin
  select * into s from cases_teammember where id = of_seat for no key update;
  if s.id is null or s.answer <> '' or not ((s.question = 'coordination' and s.state = 'active')
      or (s.question = 'ending' and s.state = 'suspended')) then
    return false;
  end if;
  select * into asker from network_membership where id = s.question_by;
  allowed := case said
    when 'lapsed' then app_role() = 'system' and s.question_until <= app_at()
    when 'withdrawn' then s.question_by = app_membership() and s.case_id = any (app_cases())
    else said in ('yes', 'no') and s.case_id = any (app_cases())
      and asker.user_id is distinct from app_user()
      and ((s.question = 'coordination' and s.case_id = any (app_coordinated()))
        or asker.organisation_id is distinct from app_organisation()) end;
  if not allowed then
    raise insufficient_privilege using message = 'not yours to answer';
  end if;
  update cases_teammember set answer = said, answer_by = app_membership(), answer_why = why,
      state = case when s.question = 'coordination' or said <> 'yes' then 'active' else 'ended' end,
      until_at = case when s.question = 'ending' and said = 'yes' then app_at() else until_at end,
      end_reason = case when s.question = 'ending' and said = 'yes' then s.question_why
        else end_reason end,
      version = version + 1
    where id = of_seat;
  return true;
end $$;

-- For the clock: whose access has stood still for its term. Ids only.
create function app_lapsed_seats() returns table (seat_id bigint, case_id bigint, kind text,
    user_id bigint, membership_id bigint, question_by bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'system' then return; end if;
  return query select s.id, s.case_id, s.kind::text, s.user_id, s.membership_id, s.question_by
    from cases_teammember s join cases_case c on c.id = s.case_id
    where s.state = 'suspended' and s.question_until <= app_at() and c.region_id = app_region()
    order by s.id;
end $$;

-- Whom the clock tells of one seat: who coordinates, and the client.
create function app_table_heads(of_case bigint) returns table (user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'system' then return; end if;
  return query select w.user_id, w.id from cases_case c
      join network_membership w on w.id = c.coordinator_id
      where c.id = of_case and c.region_id = app_region()
    union select s.user_id, null from cases_teammember s join cases_case c on c.id = s.case_id
      where s.case_id = of_case and s.kind = 'client' and s.state = 'active'
        and s.user_id is not null and c.region_id = app_region() and c.status <> 'deceased';
end $$;

-- What waits for my answer: that somebody may coordinate, of the tables that I coordinate or whose
-- coordinator is gone; that a seat ends, of whom another organisation stopped. Longest first.
create function app_my_questions(most integer) returns table (case_id bigint, seat_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at(); o bigint := app_organisation();
begin
  return query select q.case_id, q.id from cases_teammember me
    join cases_teammember q on q.case_id = me.case_id and q.answer = '' and q.id <> me.id
    join cases_case c on c.id = q.case_id
    join network_membership asker on asker.id = q.question_by
    where me.membership_id = m and me.state = 'active' and me.from_at <= t
      and (me.until_at is null or me.until_at > t) and me.kind <> 'guest'
      and ((q.state = 'suspended' and asker.organisation_id is distinct from o)
        or (q.state = 'active' and q.question = 'coordination' and q.question_by <> m
          and (c.coordinator_id = m or (asker.organisation_id is distinct from o
            and not exists (select from cases_teammember k
              join network_membership w on w.id = k.membership_id
              where k.case_id = c.id and k.membership_id = c.coordinator_id and k.state = 'active'
                and (k.until_at is null or k.until_at > t)
                and (w.until_at is null or w.until_at > t))))))
      and c.phase <> 'closed' and c.status in ('active', 'on_hold', 'relapse')
    group by q.case_id, q.id, q.question_at order by q.question_at, q.id limit most;
end $$;
create index cases_teammember_question on cases_teammember (case_id)
  where question <> '' and answer = '';

-- As before; also by the second person who agreed that the seat ends.
create or replace function app_close_party(of_seat bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare s cases_teammember%rowtype;
begin
  select * into s from cases_teammember where id = of_seat;
  if s.id is null or s.state <> 'ended' or s.until_at is distinct from app_at()
     or not (s.membership_id is not distinct from app_membership()
       or s.case_id = any (app_stewarded())
       or (s.question = 'ending' and s.answer = 'yes' and s.answer_by = app_membership())
       or (app_role() = 'organisation_admin' and s.organisation_id = app_organisation())) then
    raise insufficient_privilege using message = 'not your seat';
  end if;
  if s.membership_id is not null and exists (select from cases_teammember o
      where o.case_id = s.case_id and o.kind = s.kind and o.organisation_id = s.organisation_id
        and (o.state = 'suspended'
          or (o.state = 'active' and (o.until_at is null or o.until_at > app_at())))) then
    return false;
  end if;
  update cases_sharing h set until_at = app_at()
    where h.case_id = s.case_id and h.seat_kind = s.kind and h.until_at is null
      and (h.member_id = s.id or h.organisation_id = s.organisation_id);
  return true;
end $$;

-- As before; a guest is no heir, and a corporation where the region says so. A seat whose access
-- stands still ends too, and keeps what is shared with its party until then.
create or replace function cases_of_member(of_membership bigint) returns bigint[]
language sql volatile security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(x.id order by x.id), '{}') from (
    select s.case_id as id from cases_teammember s where s.membership_id = of_membership
      and s.state in ('active', 'suspended', 'proposed', 'requested')
    union select c.id from cases_case c where c.coordinator_id = of_membership) x $$;

create or replace function app_end_membership(leaving bigint, reason text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare alone integer; held bigint[];
begin
  if app_role() <> 'organisation_admin' or not exists (select from network_membership w
      where w.id = leaving and w.organisation_id = app_organisation()) then
    raise insufficient_privilege using message = 'not of your organisation';
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

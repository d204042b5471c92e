-- The rules of cases/policies_questions.py, in full, for who answers a question about a seat.

-- Has the coordinator of this case no seat here any more, or no work?
create function coordinator_is_gone(of_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from cases_case c
    join cases_teammember k on k.case_id = c.id and k.membership_id = c.coordinator_id
    join network_membership w on w.id = k.membership_id
    where c.id = of_case and k.state = 'active' and k.from_at <= app_at()
      and (k.until_at is null or k.until_at > app_at())
      and (w.until_at is null or w.until_at > app_at())) $$;
revoke execute on function coordinator_is_gone(bigint) from public;

-- The client; or a professional with a full seat, of another organisation than this one.
create function is_second_person(of_case bigint, organisation bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select of_case = any (app_client_cases()) or exists (select from app_seats() me
    join cases_teammember s on s.id = me.seat_id
    where me.case_id = of_case and s.membership_id = app_membership()
      and me.kind not in ('guest', 'client', 'relative', 'supporter')
      and app_organisation() is distinct from organisation) $$;
revoke execute on function is_second_person(bigint, bigint) from public;

create or replace function app_answer_seat(of_seat bigint, said text, why text) returns boolean
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
      and case s.question
        when 'coordination' then s.case_id = any (app_coordinated())
          or (coordinator_is_gone(s.case_id) and is_second_person(s.case_id, s.organisation_id))
        else is_second_person(s.case_id, asker.organisation_id)
          and is_second_person(s.case_id, s.organisation_id)
          and app_user() is distinct from coalesce(s.user_id,
            (select w.user_id from network_membership w where w.id = s.membership_id))
        end end;
  if allowed is not true then
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

-- As before; that a seat ends is not asked of who sits there for the same organisation.
create or replace function app_my_questions(most integer)
returns table (case_id bigint, seat_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at(); o bigint := app_organisation();
    u bigint := app_user();
begin
  return query select q.case_id, q.id from cases_teammember me
    join cases_teammember q on q.case_id = me.case_id and q.answer = '' and q.id <> me.id
    join cases_case c on c.id = q.case_id
    join network_membership asker on asker.id = q.question_by
    where me.membership_id = m and me.state = 'active' and me.from_at <= t
      and (me.until_at is null or me.until_at > t)
      and me.kind not in ('guest', 'client', 'relative', 'supporter') and asker.user_id <> u
      and ((q.state = 'suspended' and asker.organisation_id is distinct from o
          and q.organisation_id is distinct from o
          and u is distinct from coalesce(q.user_id,
            (select w.user_id from network_membership w where w.id = q.membership_id)))
        or (q.state = 'active' and q.question = 'coordination'
          and (c.coordinator_id = m or (asker.organisation_id is distinct from o
            and coordinator_is_gone(c.id)))))
      and c.phase <> 'closed' and c.status in ('active', 'on_hold', 'relapse')
    group by q.case_id, q.id, q.question_at order by q.question_at, q.id limit most;
end $$;

-- Rules depend on who asked, proposed, admitted and answered. The app writes there only who acts,
-- and nothing of a question while access stands still. What the functions write, they answer for.
create function seat_keeps_who() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare m bigint := app_membership();
begin
  if current_user <> 'hw_app' then return new; end if;
  if (new.question_by is distinct from old.question_by and new.question_by is distinct from m)
      or (new.proposed_by is distinct from old.proposed_by and new.proposed_by is distinct from m)
      or (new.admitted_by is distinct from old.admitted_by and new.admitted_by is distinct from m)
      or (new.answer_by is distinct from old.answer_by
        and new.answer_by is not null and new.answer_by is distinct from m)
      or (old.state = 'suspended' and (new.question, new.question_by, new.question_at,
          new.question_until, new.question_why) is distinct from (old.question, old.question_by,
          old.question_at, old.question_until, old.question_why)) then
    raise insufficient_privilege using message = 'who did this is not rewritten';
  end if;
  return new;
end $$;
create trigger keeps_who before update on cases_teammember
  for each row execute function seat_keeps_who();

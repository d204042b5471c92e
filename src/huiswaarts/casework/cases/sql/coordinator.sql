-- Who may change a case, column by column, also past the policies of Python (docs/adr/0018). The
-- policy `edit` says only who reads it: a relative and a corporation do.

-- How far my hand reaches in this case: 4 coordinates, 3 works with the client, 2 sits there as
-- another professional, 1 is the client; 0 for a guest, a relative, a supporter and a stranger.
create function app_hand(of_case bigint) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(max(case when c.coordinator_id = app_membership() then 4
      when me.kind in ('bw_provider', 'ambulatory_provider', 'municipality') then 3
      when me.kind = 'corporation' then 2 when me.kind = 'client' then 1 else 0 end), 0)
  from app_seats() me join cases_case c on c.id = me.case_id where c.id = of_case $$;

-- Whether this colleague can coordinate this case: work that goes on, and a seat at this table, not
-- that of a guest; a corporation's where the region says so. Whoever waited for a lock began before
-- the other one ended.
create function app_can_coordinate(of_case bigint, member bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s
    join network_membership w on w.id = s.membership_id
    join cases_case c on c.id = s.case_id
    join network_region r on r.id = c.region_id
    where s.case_id = of_case and s.membership_id = member and s.state = 'active'
      and (s.until_at is null or s.until_at > app_at())
      and s.from_at <= app_at()
      and w.from_at <= app_at()
      and (w.until_at is null or w.until_at > app_at())
      and (s.kind in ('bw_provider', 'ambulatory_provider', 'municipality')
        or (s.kind = 'corporation' and r.corporation_coordinates))) $$;

-- The app itself writes another coordinator only when the coordinator hands over. An answer passes
-- it on in its own function, below; the heir of who leaves is chosen by app_end_membership.
create function coordinator_passes() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'hw_app' and new.coordinator_id is distinct from old.coordinator_id
      and not (app_hand(old.id) = 4 and app_can_coordinate(old.id, new.coordinator_id)
        and old.phase <> 'closed' and old.status in ('active', 'on_hold', 'relapse')) then
    raise insufficient_privilege
      using message = 'coordination is handed over by the coordinator, to who can coordinate';
  end if;
  return new;
end $$;
revoke execute on function coordinator_passes() from public;
create trigger coordinator_passes before update of coordinator_id on cases_case
  for each row execute function coordinator_passes();

-- The road is written by the coordinator, the month of the move by who works with the client, the
-- next step by every professional but a guest. The client's answer about a seat raises the version.
create function case_in_whose_hands() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare needed integer := case
  when (new.phase, new.phase_since, new.status, new.status_reason, new.review_on, new.outcome,
      new.closed_on, new.kickoff_on, new.expected_outflow_on, new.kickoff_late_reason)
    is distinct from (old.phase, old.phase_since, old.status, old.status_reason, old.review_on,
      old.outcome, old.closed_on, old.kickoff_on, old.expected_outflow_on, old.kickoff_late_reason)
    then 4
  when new.target_month is distinct from old.target_month then 3
  when (new.follow_up_on, new.follow_up_what) is distinct from
    (old.follow_up_on, old.follow_up_what) then 2
  else 1 end;
begin
  if current_user = 'hw_app' and app_hand(old.id) < needed then
    raise insufficient_privilege using message = 'this is written by others in this case';
  end if;
  return new;
end $$;
revoke execute on function case_in_whose_hands() from public;
create trigger in_whose_hands before update on cases_case
  for each row execute function case_in_whose_hands();

-- Nothing else of a case changes after it began: not whose it is, nor its region, number or places.
-- The boxes are counted, and a death is written down, in functions of their own.
revoke update on cases_case from hw_app;
grant update (phase, phase_since, status, status_reason, review_on, outcome, closed_on, kickoff_on,
  expected_outflow_on, kickoff_late_reason, target_month, follow_up_on, follow_up_what,
  coordinator_id, version) on cases_case to hw_app;

-- As before, and a yes about coordinating passes it on, in the same step.
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
        when 'coordination' then (said = 'no' or app_can_coordinate(s.case_id, s.membership_id))
          and (s.case_id = any (app_coordinated())
            or (coordinator_is_gone(s.case_id) and is_second_person(s.case_id, s.organisation_id)))
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
  if s.question = 'coordination' and said = 'yes' then
    update cases_case set coordinator_id = s.membership_id where id = s.case_id
      and phase <> 'closed' and status in ('active', 'on_hold', 'relapse');
    if not found then
      raise insufficient_privilege using message = 'this case is over';
    end if;
  end if;
  return true;
end $$;

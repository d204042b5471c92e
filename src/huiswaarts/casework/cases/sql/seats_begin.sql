-- How a seat begins, for whoever gets past the policies of Python. A row that is added goes by steps
-- as one that is changed does (seat_steps.sql): nobody writes down who else asked, proposed, admitted
-- or answered, and a seat of somebody begins empty or proposed.
create function seat_begins() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare m bigint := app_membership(); allowed boolean;
begin
  if current_user <> 'hw_app' then return new; end if;
  allowed := new.proposed_by is not distinct from m and new.user_id is null
    and new.asked_at = app_at() and new.until_at is null and new.end_reason = ''
    and new.question = '' and new.question_why = '' and new.answer = '' and new.answer_why = ''
    and num_nonnulls(new.question_by, new.question_at, new.question_until, new.answer_by,
      new.stopped_at) = 0;
  allowed := allowed and case new.state
    when 'requested' then new.case_id = any (app_coordinated())
      and new.organisation_id is not null
      and num_nonnulls(new.membership_id, new.from_at, new.admitted_by) = 0
    when 'proposed' then new.membership_id is not null
      and num_nonnulls(new.from_at, new.admitted_by) = 0
      and exists (select from app_seats() me where me.case_id = new.case_id
        and me.kind = new.kind and me.organisation_id = new.organisation_id)
    when 'active' then new.kind in ('client', 'relative', 'supporter')
      and num_nonnulls(new.membership_id, new.organisation_id) = 0
      and new.from_at = app_at() and new.admitted_by is not distinct from m
    else false end;
  if allowed is not true then
    raise insufficient_privilege using message = 'not how a seat begins';
  end if;
  return new;
end $$;
revoke execute on function seat_begins() from public;
create trigger begins before insert on cases_teammember
  for each row execute function seat_begins();

-- What becomes of a seat goes by steps, each with who may take it: the rules of cases/policies.py for
-- whoever gets past them. The functions that end or open a seat are the owner's, and answer for it.

-- May who acts end this active seat with nobody else? It is their own, a colleague's at the table
-- that they coordinate, or that of somebody whom the client asked.
create function app_ends_alone(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s where s.id = of_seat and s.state = 'active'
    and (s.id = any (app_own_seats())
      or (s.organisation_id = app_organisation() and s.case_id = any (app_coordinated()))
      or (s.kind in ('relative', 'supporter') and s.case_id = any (app_client_cases())))) $$;

-- And stop the access of this one, until a second person agrees? Not twice in thirty days.
create function app_may_stop(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s where s.id = of_seat and s.state = 'active'
    and (s.case_id = any (app_coordinated()) or (s.kind in ('relative', 'supporter')
      and exists (select from app_seats() me where me.case_id = s.case_id
        and me.kind in ('bw_provider', 'ambulatory_provider', 'municipality'))))
    and not (s.question = 'ending' and s.answer <> 'yes'
      and s.question_at > app_at() - interval '30 days')) $$;

-- The organisation of a seat names somebody for it: who sits there for it, or its admin.
create function app_may_propose(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s where s.id = of_seat and s.state = 'requested'
    and ((app_role() = 'organisation_admin' and s.organisation_id = app_organisation())
      or exists (select from app_seats() me where me.case_id = s.case_id and me.kind = s.kind
        and me.organisation_id = s.organisation_id))) $$;

-- Another account on a seat only while nobody uses either.
create function app_may_fill(old_user bigint, new_user bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select new_user is not null and new_user <> app_user() and app_never_used(new_user)
    and (old_user is null or app_never_used(old_user)) $$;

create function seat_goes_by_steps() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare m bigint := app_membership(); allowed boolean;
    by_admin boolean := app_role() = 'organisation_admin' and old.membership_id is not null
      and old.organisation_id = app_organisation();
begin
  if current_user <> 'hw_app' then return new; end if;
  if old.state in ('ended', 'declined') and new is distinct from old then
    raise insufficient_privilege using message = 'a seat that is over stays as it was';
  end if;
  allowed := case old.state || ' to ' || new.state
    when 'requested to proposed' then new.proposed_by = m and app_may_propose(old.id)
    when 'requested to declined' then old.proposed_by = m or old.case_id = any (app_coordinated())
    when 'proposed to declined' then old.proposed_by = m or old.case_id = any (app_coordinated())
    when 'proposed to active' then true -- the policy of this table says who admits
    when 'active to suspended' then new.question = 'ending' and new.question_by = m
      and new.question_at = app_at() and new.question_until > app_at()
      and new.question_until < app_at() + interval '14 days' and app_may_stop(old.id)
    when 'active to ended' then by_admin or app_ends_alone(old.id)
    when 'suspended to ended' then by_admin
    else old.state = new.state end;
  allowed := allowed and case when old.state <> new.state
      and new.state in ('suspended', 'ended', 'declined') then
    old.kind <> 'client' and not app_holds_coordination(old.id)
      and (new.until_at is not distinct from
        case when new.state = 'suspended' then old.until_at else app_at() end)
    else (new.until_at, new.end_reason) is not distinct from (old.until_at, old.end_reason) end;
  if allowed is not true then
    raise insufficient_privilege using message = 'not a step of yours';
  end if;
  if (new.case_id, new.kind, new.organisation_id) is distinct from
        (old.case_id, old.kind, old.organisation_id)
      or (new.membership_id is distinct from old.membership_id
        and not (new.state = 'proposed' and old.state = 'requested'))
      or (new.from_at is distinct from old.from_at
        and not (new.state = 'active' and old.state = 'proposed'))
      or (new.user_id is distinct from old.user_id
        and not (old.state = 'active' and new.state = 'active'
          and app_may_fill(old.user_id, new.user_id))) then
    raise insufficient_privilege using message = 'whose seat it is stays as it was';
  end if;
  return new;
end $$;
create trigger goes_by_steps before update on cases_teammember
  for each row execute function seat_goes_by_steps();

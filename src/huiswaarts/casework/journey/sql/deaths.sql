-- A report of death. Said by the coordinator, confirmed by another person, undone within 30 days.
-- The app reads the table; only these functions write it, and what follows from it.

-- Where I work at the table.
create function app_death_cases() returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct case_id), '{}') from app_seats()
    where kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation'));
end $$;

create policy see on journey_deathreport for select to hw_app using (
  user_id = (select app_user())
  or case_id = any ((select app_death_cases())::bigint[])
  or (region_id = (select app_region())
    and (select app_role()) in ('help_desk', 'access_worker')));

-- Never the one who reported it, the person it is about, or a colleague. Whom nobody of another
-- organisation sits with: the help desk or the access team.
create function app_may_confirm_death(of_report bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from journey_deathreport where id = of_report;
  if r.id is null or me is null or t is null or app_membership() is null
     or r.confirmed_at is not null or r.undone_at is not null or r.reported_by = me
     or r.user_id = me or r.region_id is distinct from app_region() then
    return false;
  end if;
  if r.case_id = any (app_death_cases()) and app_organisation() <> r.organisation_id
     and not exists (select from network_membership w
       join network_membership o on o.organisation_id = w.organisation_id and o.user_id = me
         and (o.until_at is null or o.until_at > t)
       where w.user_id = r.reported_by and (w.until_at is null or w.until_at > t)) then
    return true;
  end if;
  return app_role() in ('help_desk', 'access_worker') and not exists (
    select from cases_teammember s join network_membership w on w.id = s.membership_id
    where s.case_id = r.case_id and s.state = 'active' and s.from_at <= t
      and (s.until_at is null or s.until_at > t) and (w.until_at is null or w.until_at > t)
      and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation')
      and s.organisation_id <> r.organisation_id and w.user_id is distinct from r.user_id);
end $$;

-- The person themself, the two who said so, and the help desk; for 30 days after the second.
create function app_may_undo_death(of_report bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from journey_deathreport where id = of_report;
  return coalesce(r.undone_at is null and r.id is not null and t is not null
    and (r.confirmed_at is null or t < r.confirmed_at + interval '30 days')
    and (me in (r.user_id, r.reported_by, r.confirmed_by)
      or (app_role() = 'help_desk' and app_region() = r.region_id)), false);
end $$;

create function app_report_death(of_case bigint, mark text, why text) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare c cases_case%rowtype; s cases_teammember%rowtype; made bigint;
begin
  select * into c from cases_case where id = of_case for no key update;
  select * into s from cases_teammember x
    where x.case_id = of_case and x.kind = 'client' and x.state = 'active';
  if c.id is null or app_at() is null or not (of_case = any (app_coordinated()))
     or c.status = 'deceased' or c.death_reported_at is not null or s.user_id = app_user() then
    raise insufficient_privilege using message = 'not to be reported';
  end if;
  insert into journey_deathreport (public_id, case_id, region_id, user_id, seat_id, reason,
    reported_by, membership_id, organisation_id, reported_at, status_before, phase_before)
  values (mark, of_case, c.region_id, s.user_id, s.id, why, app_user(), app_membership(),
    app_organisation(), app_at(), '', '') returning id into made;
  update cases_case set death_reported_at = app_at() where id = of_case;
  update accounts_user set death_reported_at = app_at() where id = s.user_id;
  return made;
end $$;

-- Gives the client and the relatives: nothing goes out to them any more. Not who also works.
create function app_confirm_death(of_report bigint) returns bigint[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; c cases_case%rowtype;
begin
  perform from cases_case k join journey_deathreport d on d.case_id = k.id
    where d.id = of_report for no key update of k;
  select * into r from journey_deathreport where id = of_report for update;
  if not app_may_confirm_death(of_report) then
    raise insufficient_privilege using message = 'not to be confirmed by you';
  end if;
  select * into c from cases_case where id = r.case_id;
  update journey_deathreport set confirmed_by = app_user(), confirmed_at = app_at(),
    status_before = c.status, phase_before = c.phase where id = r.id;
  update cases_case set status = 'deceased', status_reason = r.reason, review_on = null,
    version = version + 1 where id = c.id;
  insert into cases_phasemove (case_id, from_phase, to_phase, from_status, to_status, reason,
    by_membership_id, at)
  values (c.id, c.phase, c.phase, c.status, 'deceased', r.reason, app_membership(), app_at());
  update cases_teammember set state = 'ended', until_at = app_at(), version = version + 1
    where id = r.seat_id and state = 'active';
  update accounts_user set death_reported_at = app_at() where id = r.user_id;
  return (select coalesce(array_agg(s.user_id), '{}') from cases_teammember s
    where s.case_id = c.id and s.membership_id is null and s.user_id is not null
      and not exists (select from network_membership w where w.user_id = s.user_id
        and (w.until_at is null or w.until_at > app_at())));
end $$;

create function app_undo_death(of_report bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; c cases_case%rowtype;
begin
  perform from cases_case k join journey_deathreport d on d.case_id = k.id
    where d.id = of_report for no key update of k;
  select * into r from journey_deathreport where id = of_report for update;
  if not app_may_undo_death(of_report) then
    raise insufficient_privilege using message = 'not to be undone by you';
  end if;
  select * into c from cases_case where id = r.case_id;
  update journey_deathreport set undone_by = app_user(), undone_at = app_at() where id = r.id;
  update cases_case set death_reported_at = null where id = c.id;
  if r.confirmed_at is not null then
    update cases_case set status = r.status_before, status_reason = '', phase = r.phase_before,
      outcome = case when phase = r.phase_before then outcome else '' end,
      closed_on = case when phase = r.phase_before then closed_on else null end,
      version = version + 1 where id = c.id;
    insert into cases_phasemove (case_id, from_phase, to_phase, from_status, to_status, reason,
      by_membership_id, at)
    values (c.id, c.phase, r.phase_before, c.status, r.status_before, '', app_membership(),
      app_at());
    update cases_teammember set state = 'active', until_at = null, version = version + 1
      where id = r.seat_id and state = 'ended' and until_at = r.confirmed_at;
  end if;
  update accounts_user u set death_reported_at = (select max(coalesce(d.confirmed_at,
      d.reported_at)) from journey_deathreport d where d.user_id = u.id and d.undone_at is null)
    where u.id = r.user_id;
end $$;

-- Who hears of it: who works at the table, the two who said so, and who may confirm it. A guest,
-- a relative and a supporter do not.
create function app_death_audience(of_report bigint) returns table (user_id bigint,
    membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; t timestamptz := app_at(); others boolean;
begin
  select * into r from journey_deathreport where id = of_report;
  if r.id is null or not (r.user_id = app_user() or r.case_id = any (app_death_cases())
      or (r.region_id = app_region() and app_role() in ('help_desk', 'access_worker'))) then
    return;
  end if;
  others := exists (select from cases_teammember s where s.case_id = r.case_id
    and s.state = 'active' and (s.until_at is null or s.until_at > t)
    and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation')
    and s.organisation_id <> r.organisation_id);
  return query select w.user_id, w.id from network_membership w
    where w.from_at <= t and (w.until_at is null or w.until_at > t)
      and w.user_id is distinct from r.user_id
      and (w.user_id in (r.reported_by, r.confirmed_by) and w.region_id = r.region_id
        or exists (select from cases_teammember s where s.membership_id = w.id
          and s.case_id = r.case_id and s.state = 'active'
          and (s.until_at is null or s.until_at > t)
          and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation'))
        or (not others and w.region_id = r.region_id
          and w.role in ('help_desk', 'access_worker')));
end $$;

-- Whoever reads the report tells about it, and about nothing else.
create policy add_death on events_notification for insert to hw_app with check (
  kind in ('death_reported', 'death_confirmed', 'death_undone') and case_id is null
  and region_id = (select app_region()) and exists (select from journey_deathreport r
    where 'journey.deathreport:' || r.id = events_notification.subject));

-- Nobody alone: the app cannot write down a death, or take it back, past these functions.
create function death_needs_two() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'hw_app' and (new.death_reported_at is distinct from old.death_reported_at
      or (new.status = 'deceased' and old.status <> 'deceased')
      or (old.status = 'deceased' and new.status <> 'deceased'
        and old.death_reported_at is not null)) then
    raise insufficient_privilege using message = 'a death is reported by one, confirmed by another';
  end if;
  return new;
end $$;
revoke execute on function death_needs_two() from public;
create trigger death_needs_two before update of status, death_reported_at on cases_case
  for each row execute function death_needs_two();

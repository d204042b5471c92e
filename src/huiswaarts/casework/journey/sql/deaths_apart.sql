-- Who confirms a death stands apart from who reported it (docs/adr/0017): no colleague, and neither
-- gave the other the seat. Whose access was stopped still counts as somebody who sits there.

-- Not the one who reported it, and no employer in common with them.
create function death_apart(of_report bigint, who bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from journey_deathreport r where r.id = of_report and r.reported_by <> who
    and not exists (select from network_membership w
      where w.user_id = who and (w.until_at is null or w.until_at > app_at())
        and (w.organisation_id = r.organisation_id or exists (select from network_membership o
          where o.user_id = r.reported_by and o.organisation_id = w.organisation_id
            and (o.until_at is null or o.until_at > app_at()))))) $$;

-- Did this organisation, or this person, give that seat less than two weeks before, or later?
create function death_gave(seat cases_teammember, reported timestamptz, giver bigint,
    organisation bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select seat.from_at > reported - interval '14 days' and exists (select from network_membership g
    where g.id in (seat.proposed_by, seat.admitted_by)
      and (g.user_id = giver or g.organisation_id = organisation)) $$;

-- Those at the table who could be the second person, also while their access is stopped.
create function death_seconds(of_report bigint) returns table (membership_id bigint, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, s.state from journey_deathreport r
    join cases_teammember s on s.case_id = r.case_id
    join network_membership w on w.id = s.membership_id
  where r.id = of_report and s.state in ('active', 'suspended') and s.from_at <= app_at()
    and (s.until_at is null or s.until_at > app_at())
    and (w.until_at is null or w.until_at > app_at())
    and s.kind in ('bw_provider', 'ambulatory_provider', 'municipality', 'corporation')
    and w.user_id is distinct from r.user_id and death_apart(r.id, w.user_id)
    and not death_gave(s, r.reported_at, r.reported_by, r.organisation_id)
    and not exists (select from cases_teammember o
      where o.case_id = r.case_id and o.membership_id = r.membership_id
        and death_gave(o, r.reported_at, w.user_id, w.organisation_id)) $$;

revoke execute on function death_apart(bigint, bigint) from public;
revoke execute on function death_gave(cases_teammember, timestamptz, bigint, bigint) from public;
revoke execute on function death_seconds(bigint) from public;

create or replace function app_may_confirm_death(of_report bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from journey_deathreport where id = of_report;
  if r.id is null or me is null or t is null or app_membership() is null
     or r.confirmed_at is not null or r.undone_at is not null
     or r.user_id = me or r.region_id is distinct from app_region()
     or not death_apart(of_report, me) then
    return false;
  end if;
  return (r.case_id = any (app_death_cases()) and exists (select from death_seconds(of_report) d
      where d.membership_id = app_membership() and d.state = 'active'))
    or (app_role() in ('help_desk', 'access_worker')
      and not exists (select from death_seconds(of_report)));
end $$;

-- As in deaths.sql; the help desk and the access team hear of it when nobody there can confirm it.
create or replace function app_death_audience(of_report bigint) returns table (user_id bigint,
    membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; t timestamptz := app_at(); others boolean;
begin
  select * into r from journey_deathreport where id = of_report;
  if r.id is null or not (r.user_id = app_user() or r.case_id = any (app_death_cases())
      or (r.region_id = app_region() and app_role() in ('help_desk', 'access_worker'))) then
    return;
  end if;
  others := exists (select from death_seconds(of_report));
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

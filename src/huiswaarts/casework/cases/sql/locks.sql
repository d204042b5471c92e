-- The row of a case is the lock of everything that belongs to it: whoever changes something takes
-- it before looking (docs/adr/0022). For who sits there, for an admin whose organisation does or
-- was asked to, and for the clock: nobody else holds anybody up. It tells nothing.
create function app_lock_case(of_case bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if of_case = any (app_cases()) or app_role() = 'system'
    or (app_role() = 'organisation_admin' and exists (select from cases_teammember s
      where s.case_id = of_case and s.organisation_id = app_organisation())) then
    perform from cases_case where id = of_case for no key update;
  end if;
end $$;

-- Where somebody sits, is to sit, or coordinates.
create function cases_of_member(of_membership bigint) returns bigint[]
language sql volatile security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(x.id order by x.id), '{}') from (
    select s.case_id as id from cases_teammember s where s.membership_id = of_membership
      and s.state in ('active', 'proposed', 'requested')
    union select c.id from cases_case c where c.coordinator_id = of_membership) x $$;
revoke execute on function cases_of_member(bigint) from public;

-- As before, with its locks: the cases by number, then the membership. Whoever would seat this
-- person, or make them the coordinator, waits for one of these and then finds that they left.
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

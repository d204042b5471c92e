-- Who coordinates from now on when somebody leaves an organisation, and the client: to be told.
-- Its admin sees none of these cases, so the database says whom, and only around that deed.

-- The running cases that this colleague coordinates. Takes the locks of app_end_membership, in the
-- same order, so that the answer holds until it is done.
create function app_coordinated_by(leaving bigint) returns bigint[]
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'organisation_admin' or not exists (select from network_membership w
      where w.id = leaving and w.organisation_id = app_organisation()) then
    raise insufficient_privilege using message = 'not of your organisation';
  end if;
  perform from cases_case c where c.id = any (cases_of_member(leaving))
    order by c.id for no key update;
  return (select coalesce(array_agg(c.id order by c.id), '{}') from cases_case c
    where c.coordinator_id = leaving and c.phase <> 'closed'
      and c.status in ('active', 'on_hold', 'relapse'));
end $$;

-- Of those cases, once this colleague has left just now: the heir and the user of the client.
create function app_heirs_after(leaving bigint, cases bigint[])
returns table (case_id bigint, user_id bigint, membership_id bigint, client_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() <> 'organisation_admin' then return; end if;
  return query select c.id, w.user_id, w.id, (select k.user_id from cases_teammember k
      where k.case_id = c.id and k.kind = 'client' and k.state = 'active')
    from cases_case c join network_membership w on w.id = c.coordinator_id
    where c.id = any (cases) and c.coordinator_id <> leaving
      and exists (select from network_membership l where l.id = leaving
        and l.organisation_id = app_organisation() and l.until_at >= app_at())
      and exists (select from cases_teammember s where s.case_id = c.id
        and s.membership_id = leaving and s.state = 'ended' and s.until_at >= app_at())
    order by c.id;
end $$;

-- Word of it goes to those two, of a case that a colleague of this admin left just now.
create function app_is_told_of_heir(of_case bigint, reader bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_role() = 'organisation_admin' and exists (
    select from network_membership l join cases_teammember s on s.membership_id = l.id
    where l.organisation_id = app_organisation() and l.until_at >= app_at()
      and s.case_id = of_case and s.state = 'ended' and s.until_at >= app_at()
      and exists (select from app_heirs_after(l.id, array[of_case]) h
        where reader in (h.user_id, h.client_id))) $$;
create policy add_heirs on events_notification for insert to hw_app with check (
  kind = 'coordination_passed' and region_id = (select app_region())
  and app_is_told_of_heir(case_id, user_id));

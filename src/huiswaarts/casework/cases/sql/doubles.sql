-- "Mogelijk al bekend" once more: who is found reads that it was asked, and by whom. The one who
-- asks gets organisations only, and does not see that line either: it would tell which case.
create or replace function app_similar_cases(client_name text, year integer)
returns table (organisation_id bigint)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare folded text := app_fold(client_name); found bigint[];
begin
  if app_membership() is null or app_role() not in ('support_worker', 'access_worker') then
    raise insufficient_privilege using message = 'no worker of this region';
  end if;
  found := array(select c.id from cases_case c
    where c.region_id = app_region() and c.birth_year = year and folded <> ''
      and c.status <> 'registered_in_error' and app_fold(c.client_name) = folded);
  insert into events_accessrecord (region_id, at, user_id, membership_id, organisation_id,
      on_behalf_of, action, outcome, case_id, items, rule, ground, purpose)
    select app_region(), app_at(), app_user(), app_membership(), app_organisation(),
      'organisation:' || app_organisation(), 'cases:register', 'shown', one,
      array['cases.case:' || one], 'double', '', 'Dubbele aanmelding voorkomen'
    from unnest(found) one;
  return query select distinct w.organisation_id from cases_case c
    join network_membership w on w.id = c.coordinator_id where c.id = any (found);
end $$;

drop policy see on events_accessrecord;
create policy see on events_accessrecord for select to hw_app using (
  (user_id = (select app_user()) and rule <> 'double')
  or case_id = any ((select app_client_cases())::bigint[])
  or (region_id = (select app_region()) and (select app_role()) = 'privacy_officer'));

-- That somebody asks very often: to the privacy officers of the own region, about no case.
create policy add_many_questions on events_notification for insert to hw_app with check (
  kind = 'many_questions' and case_id is null and region_id = (select app_region())
  and subject = 'network.membership:' || (select app_membership())
  and exists (select from network_membership w where w.id = membership_id
    and w.user_id = events_notification.user_id and w.region_id = (select app_region())
    and w.role = 'privacy_officer'));

-- One policy per table and deed, all for the app role; what has no policy is refused.
create policy see on cases_case for select to hw_app
  using (id = any ((select app_cases())::bigint[]));
create policy edit on cases_case for update to hw_app
  using (id = any ((select app_cases())::bigint[]))
  with check (id = any ((select app_cases())::bigint[]) and region_id = app_region());

-- The own seats first, and in plain columns: a list of many cases asks for nothing else.
create policy see on cases_teammember for select to hw_app using (
  (state = 'active' and from_at <= (select app_at())
    and (until_at is null or until_at > (select app_at()))
    and (membership_id = (select app_membership())
      or ((select app_membership()) is null and membership_id is null
        and user_id = (select app_user()))))
  or case_id = any ((select app_team_cases())::bigint[])
  or (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin'));
create policy add on cases_teammember for insert to hw_app with check (
  case_id = any ((select app_cases())::bigint[])
  and (state <> 'active' or case_id = any ((select app_coordinated())::bigint[])
       or (kind in ('client', 'relative', 'supporter')
           and case_id = any ((select app_stewarded())::bigint[]))));
create policy edit on cases_teammember for update to hw_app using (
  case_id = any ((select app_cases())::bigint[])
  or (organisation_id = (select app_organisation())
      and (select app_role()) = 'organisation_admin'))
  with check (
    (state <> 'active' and (case_id = any ((select app_cases())::bigint[])
      or (organisation_id = (select app_organisation())
          and (select app_role()) = 'organisation_admin')))
    or case_id = any ((select app_stewarded())::bigint[]));

create policy see on cases_sharing for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on cases_sharing for insert to hw_app
  with check (case_id = any ((select app_stewarded())::bigint[]));
create policy edit on cases_sharing for update to hw_app
  using (case_id = any ((select app_stewarded())::bigint[]))
  with check (case_id = any ((select app_stewarded())::bigint[]));

-- Whoever wrote down what the client said may see that line back.
create policy see on cases_consent for select to hw_app using (
  scope = any ((select app_keys(2))::bigint[])
  or (by_user = (select app_user()) and case_id = any ((select app_cases())::bigint[])));
create policy add on cases_consent for insert to hw_app
  with check (case_id = any ((select app_stewarded())::bigint[]));

create policy see on cases_gateoverride for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on cases_gateoverride for insert to hw_app
  with check (case_id = any ((select app_coordinated())::bigint[]));
create policy see on cases_phasemove for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on cases_phasemove for insert to hw_app
  with check (case_id = any ((select app_cases())::bigint[]));

-- Events: my own deeds, and of a case what happened within topics I may see the state of.
create policy see on events_event for select to hw_app using (
  user_id = (select app_user())
  or (case_id = any ((select app_cases())::bigint[])
      and case_id * 256 + topic * 4 = any ((select app_keys(1))::bigint[])));
create policy add on events_event for insert to hw_app with check (
  user_id = (select app_user()) and region_id = (select app_region())
  and at = (select app_at()));

-- Access records: my own looks, the looks at my own case, and those of the region for its
-- privacy officer. Before anyone is known only refusals without a person can be written.
create policy see on events_accessrecord for select to hw_app using (
  user_id = (select app_user())
  or case_id = any ((select app_client_cases())::bigint[])
  or (region_id = (select app_region()) and (select app_role()) = 'privacy_officer'));
create policy add on events_accessrecord for insert to hw_app with check (
  user_id = (select app_user()));

create policy see on events_lookreview for select to hw_app using (
  region_id = (select app_region()) and (select app_role()) = 'privacy_officer');
create policy add on events_lookreview for insert to hw_app with check (
  region_id = (select app_region()) and user_id = (select app_user())
  and (select app_role()) = 'privacy_officer');

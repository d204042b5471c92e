-- What waits for me as the second of two: somebody to let in again, a death to confirm. Oldest
-- first. The case only where I sit; elsewhere I know that there is one, not whose.
create function app_my_pairs(most integer) returns table (what text, case_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me bigint := app_user(); t timestamptz := app_at(); place bigint := app_region();
  role text := app_role(); helped bigint[] := app_recovery_cases();
  worked bigint[] := app_death_cases();
  parties text[] := array['person:' || me, 'organisation:' || app_organisation(), 'role:' || role];
begin
  return query (select 'recovery', case when r.case_id = any (helped) then r.case_id end
    from accounts_recoveryrequest r
    where r.region_id = place and r.stopped_at is null and r.used_at is null
      and r.confirmed_at is null and r.expires_at > t and r.user_id <> me
      and (r.case_id = any (helped) or role in ('help_desk', 'access_worker', 'privacy_officer',
        'organisation_admin', 'region_admin'))
      and exists (select from unnest(parties) p where p is not null and app_may_state(r.id, p))
    order by r.asked_at, r.id limit most)
  union all (select 'death', case when d.case_id = any (worked) then d.case_id end
    from journey_deathreport d
    where d.region_id = place and d.confirmed_at is null and d.undone_at is null
      and (d.case_id = any (worked) or role in ('help_desk', 'access_worker'))
      and app_may_confirm_death(d.id)
    order by d.reported_at, d.id limit most);
end $$;

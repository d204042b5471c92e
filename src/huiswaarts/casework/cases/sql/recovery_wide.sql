-- As in recovery.sql; without a pair in two working days the help desk and the privacy officer do
-- it together, also when both work for one municipality.
create or replace function app_may_state(of_request bigint, as_party text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r accounts_recoveryrequest%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from accounts_recoveryrequest where id = of_request;
  if r.id is null or me is null or t is null or r.user_id = me or r.stopped_at is not null
     or r.used_at is not null or r.confirmed_at is not null or r.expires_at <= t
     or exists (select from accounts_recoverystatement s
       where s.request_id = r.id and (s.user_id = me or s.party = as_party)) then
    return false;
  end if;
  if r.kind = 'second_factor' then
    return as_party = 'person:' || me and r.region_id = app_region()
      and ((app_role() = 'organisation_admin' and app_organisation() = r.organisation_id)
        or app_role() = 'region_admin');
  end if;
  if app_region() is distinct from r.region_id then return false; end if;
  -- together, and only these two: not one of them with a colleague who asked first
  if t >= r.wide_from and as_party = 'role:' || app_role() then
    return app_role() in ('help_desk', 'privacy_officer')
      and not exists (select from accounts_recoverystatement s
        left join network_membership w on w.id = s.membership_id
        where s.request_id = r.id and (w.role is null or w.role = app_role()
          or w.role not in ('help_desk', 'privacy_officer')));
  end if;
  if not (r.case_id = any (app_recovery_cases())
      or app_role() in ('help_desk', 'access_worker')) then
    return false;
  end if;
  return as_party = coalesce('organisation:' || app_organisation(), 'person:' || me)
    and not exists (select from accounts_recoverystatement s
      join network_membership w on w.user_id = s.user_id and (w.until_at is null or w.until_at > t)
      join network_membership o on o.organisation_id = w.organisation_id and o.user_id = me
        and (o.until_at is null or o.until_at > t)
      where s.request_id = r.id);
end $$;

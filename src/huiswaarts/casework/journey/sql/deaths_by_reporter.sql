-- As in deaths_mail.sql; the reason in the history of the case is in the name of whoever wrote it,
-- not of whoever confirmed it.
create or replace function app_confirm_death(of_report bigint) returns bigint[]
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
  values (c.id, c.phase, c.phase, c.status, 'deceased', r.reason, r.membership_id, app_at());
  update cases_teammember set state = 'ended', until_at = app_at(), version = version + 1
    where id = r.seat_id and state = 'active';
  update accounts_user set death_reported_at = app_at() where id = r.user_id;
  return (select coalesce(array_agg(distinct s.user_id), '{}') from cases_teammember s
    where s.case_id = c.id and s.membership_id is null and s.user_id is not null
      and (s.user_id = r.user_id or (s.state in ('active', 'suspended')
        and (s.until_at is null or s.until_at > app_at())
        and not exists (select from cases_teammember o where o.user_id = s.user_id
          and o.case_id <> c.id and o.membership_id is null and o.state in ('active', 'suspended')
          and (o.until_at is null or o.until_at > app_at()))))
      and not exists (select from network_membership w where w.user_id = s.user_id
        and (w.until_at is null or w.until_at > app_at())));
end $$;

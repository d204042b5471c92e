-- When access last stood still, and nobody agreed to the end of the seat: no later question of the
-- same seat wipes it out, so that access is not stopped again within thirty days (docs/adr/0018).
update cases_teammember set stopped_at = question_at where question = 'ending';

create function seat_keeps_stop() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  new.stopped_at := case when old.state = 'active' and new.state = 'suspended' then app_at()
    else old.stopped_at end;
  return new;
end $$;
revoke execute on function seat_keeps_stop() from public;
create trigger keeps_stop before update on cases_teammember
  for each row execute function seat_keeps_stop();

-- As in seat_steps.sql, by that moment.
create or replace function app_may_stop(of_seat bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases_teammember s where s.id = of_seat and s.state = 'active'
    and (s.case_id = any (app_coordinated()) or (s.kind in ('relative', 'supporter')
      and exists (select from app_seats() me where me.case_id = s.case_id
        and me.kind in ('bw_provider', 'ambulatory_provider', 'municipality'))))
    and (s.stopped_at is null or s.stopped_at <= app_at() - interval '30 days')) $$;

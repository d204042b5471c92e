-- As in deaths.sql; and by whoever is asked to confirm it, who may know better.
create or replace function app_may_undo_death(of_report bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare r journey_deathreport%rowtype; me bigint := app_user(); t timestamptz := app_at();
begin
  select * into r from journey_deathreport where id = of_report;
  return coalesce(r.undone_at is null and r.id is not null and t is not null
    and (r.confirmed_at is null or t < r.confirmed_at + interval '30 days')
    and (me in (r.user_id, r.reported_by, r.confirmed_by)
      or (app_role() = 'help_desk' and app_region() = r.region_id)
      or app_may_confirm_death(of_report)), false);
end $$;

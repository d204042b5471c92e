-- The register of a region: for everybody at work there.
create policy see on bottlenecks_bottleneck for select to hw_app using (
  region_id = (select app_region()) and (select app_membership()) is not null);
create policy add on bottlenecks_bottleneck for insert to hw_app with check (
  region_id = (select app_region()) and membership_id = (select app_membership())
  and organisation_id = (select app_organisation()));

create policy see on bottlenecks_recognition for select to hw_app using (
  (select app_membership()) is not null and bottleneck_id in (
    select id from bottlenecks_bottleneck where region_id = (select app_region())));
create policy add on bottlenecks_recognition for insert to hw_app with check (
  organisation_id = (select app_organisation()) and membership_id = (select app_membership())
  and bottleneck_id in (
    select id from bottlenecks_bottleneck where region_id = (select app_region())));
create policy edit on bottlenecks_recognition for update to hw_app
  using (organisation_id = (select app_organisation()))
  with check (organisation_id = (select app_organisation()));

-- Of a recognition only changes whether it stands, and who said so: in the own name.
revoke update on bottlenecks_recognition from hw_app;
grant update (membership_id, at, withdrawn_at) on bottlenecks_recognition to hw_app;
drop policy edit on bottlenecks_recognition;
create policy edit on bottlenecks_recognition for update to hw_app
  using (organisation_id = (select app_organisation()))
  with check (organisation_id = (select app_organisation())
    and membership_id = (select app_membership()));

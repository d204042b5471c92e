-- One policy per table and deed, all for the app role; what has no policy is refused.
-- Boxes are begun by app_make_boxes alone.
create policy see on boxes_box for select to hw_app
  using (scope = any ((select app_keys(1))::bigint[]));
create policy edit on boxes_box for update to hw_app
  using (scope = any ((select app_keys(1))::bigint[]))
  with check (scope = any ((select app_keys(1))::bigint[]));

create policy see on boxes_answer for select to hw_app using (
  scope = any ((select app_keys(2))::bigint[])
  or (organisation_id = (select app_organisation())
      and case_id = any ((select app_cases())::bigint[])));
create policy add on boxes_answer for insert to hw_app with check (
  scope = any ((select app_keys(3))::bigint[]) and user_id = (select app_user())
  and organisation_id is not distinct from (select app_organisation()));
create policy edit on boxes_answer for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (scope = any ((select app_keys(3))::bigint[]));

create policy see on boxes_check for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on boxes_check for insert to hw_app
  with check (scope = any ((select app_keys(2))::bigint[]));
create policy edit on boxes_check for update to hw_app
  using (scope = any ((select app_keys(2))::bigint[]))
  with check (scope = any ((select app_keys(2))::bigint[]));

-- Who may not read the box may still confirm what is theirs, and then sees that alone.
create policy see on boxes_confirmation for select to hw_app using (
  scope = any ((select app_keys(2))::bigint[])
  or (organisation_id = (select app_organisation())
      and case_id = any ((select app_cases())::bigint[])));
create policy add on boxes_confirmation for insert to hw_app with check (
  scope = any ((select app_keys(1))::bigint[]) and user_id = (select app_user())
  and organisation_id is not distinct from (select app_organisation()));

create policy see on boxes_derivedanswer for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));

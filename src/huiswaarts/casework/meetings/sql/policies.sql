-- When a meeting is, is for whoever reads the contact card; what is said there is topic 25.
create policy see on meetings_meeting for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on meetings_meeting for insert to hw_app
  with check (case_id * 256 + 100 = any ((select app_keys(3))::bigint[]));
create policy edit on meetings_meeting for update to hw_app
  using (case_id * 256 + 100 = any ((select app_keys(3))::bigint[]))
  with check (case_id * 256 + 100 = any ((select app_keys(3))::bigint[]));

create policy see on meetings_attendance for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on meetings_attendance for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[]));
create policy edit on meetings_attendance for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (scope = any ((select app_keys(3))::bigint[]));

-- Whoever reads along may bring a point, in the own name.
create policy see on meetings_agendaitem for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on meetings_agendaitem for insert to hw_app
  with check (scope = any ((select app_keys(2))::bigint[])
    and by_seat_id = any ((select app_own_seats())::bigint[]));
create policy edit on meetings_agendaitem for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (scope = any ((select app_keys(3))::bigint[]));

-- Who writes the report sees it while it is made; who only reads it when it is public.
create policy see on meetings_report for select to hw_app using (
  scope = any ((select app_keys(3))::bigint[])
  or (public_from <= (select app_at()) and scope = any ((select app_keys(2))::bigint[])));
create policy add on meetings_report for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[]));
create policy edit on meetings_report for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (scope = any ((select app_keys(3))::bigint[]));

create policy see on meetings_meetingpromise for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on meetings_meetingpromise for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[]));

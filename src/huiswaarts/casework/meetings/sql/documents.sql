create policy see on meetings_meetingdocument for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on meetings_meetingdocument for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[]));

-- When everybody can, is for whoever reads the contact card; asked and settled by who plans.
create policy see on meetings_datepoll for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on meetings_datepoll for insert to hw_app
  with check (case_id * 256 + 100 = any ((select app_keys(3))::bigint[]));
create policy edit on meetings_datepoll for update to hw_app
  using (case_id * 256 + 100 = any ((select app_keys(3))::bigint[]))
  with check (case_id * 256 + 100 = any ((select app_keys(3))::bigint[]));

create policy see on meetings_pollday for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on meetings_pollday for insert to hw_app
  with check (case_id * 256 + 100 = any ((select app_keys(3))::bigint[])
    and poll_id in (select p.id from meetings_datepoll p
      where p.case_id = meetings_pollday.case_id and p.ended_at is null));

-- Everybody answers in the own name, of days of the own case.
create policy see on meetings_pollanswer for select to hw_app
  using (case_id = any ((select app_team_cases())::bigint[]));
create policy add on meetings_pollanswer for insert to hw_app
  with check (case_id = any ((select app_team_cases())::bigint[])
    and seat_id = any ((select app_own_seats())::bigint[])
    and day_id in (select d.id from meetings_pollday d
      where d.case_id = meetings_pollanswer.case_id));
create policy edit on meetings_pollanswer for update to hw_app
  using (case_id = any ((select app_team_cases())::bigint[])
    and seat_id = any ((select app_own_seats())::bigint[]))
  with check (case_id = any ((select app_team_cases())::bigint[])
    and seat_id = any ((select app_own_seats())::bigint[]));

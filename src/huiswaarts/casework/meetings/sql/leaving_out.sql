-- At which meetings the client did not want me, and what was put or promised there. By person, so
-- that a later seat changes nothing; nobody at work is ever left out. One function, of ids only.
create function app_left_out(what text) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare u bigint := app_user(); found bigint[];
begin
  if u is null or app_membership() is not null then return '{}'; end if;
  select coalesce(array_agg(a.meeting_id), '{}') into found from cases_teammember s
    join meetings_attendance a on a.seat_id = s.id and a.how = 'left_out'
    where s.user_id = u and s.membership_id is null;
  if what = 'document' then
    return (select coalesce(array_agg(d.document_id), '{}') from meetings_meetingdocument d
      where d.meeting_id = any (found));
  elsif what = 'promise' then
    return (select coalesce(array_agg(p.promise_id), '{}') from meetings_meetingpromise p
      join cases_commitment c on c.id = p.promise_id
      join cases_teammember o on o.id = c.owner_id
      where p.meeting_id = any (found) and o.user_id is distinct from u);
  end if;
  return found;
end $$;

-- Restrictive: whatever else lets somebody in, this does not.
create policy not_left_out on meetings_meeting as restrictive for select to hw_app
  using (id <> all ((select app_left_out('meeting'))::bigint[]));
create policy not_left_out on meetings_attendance as restrictive for select to hw_app
  using (meeting_id <> all ((select app_left_out('meeting'))::bigint[]));
create policy not_left_out on meetings_agendaitem as restrictive for select to hw_app
  using (meeting_id <> all ((select app_left_out('meeting'))::bigint[]));
create policy not_left_out on meetings_report as restrictive for select to hw_app
  using (meeting_id <> all ((select app_left_out('meeting'))::bigint[]));
create policy not_left_out on meetings_meetingpromise as restrictive for select to hw_app
  using (meeting_id <> all ((select app_left_out('meeting'))::bigint[]));
create policy not_left_out on meetings_meetingdocument as restrictive for select to hw_app
  using (meeting_id <> all ((select app_left_out('meeting'))::bigint[]));
create policy not_left_out on cases_document as restrictive for select to hw_app
  using (id <> all ((select app_left_out('document'))::bigint[]));
create policy not_left_out on cases_commitment as restrictive for select to hw_app
  using (id <> all ((select app_left_out('promise'))::bigint[]));

-- Only the client says it, of the own people, and only the client takes it back.
create policy say_left_out on meetings_attendance as restrictive for insert to hw_app
  with check (how not in ('left_out', 'welcome')
    or (case_id = any ((select app_client_cases())::bigint[]) and seat_id in (
      select s.id from cases_teammember s where s.case_id = meetings_attendance.case_id
        and s.kind in ('relative', 'supporter'))));
create policy take_back on meetings_attendance as restrictive for update to hw_app
  using (how <> 'left_out' or case_id = any ((select app_client_cases())::bigint[]))
  with check (how not in ('left_out', 'welcome')
    or (case_id = any ((select app_client_cases())::bigint[]) and seat_id in (
      select s.id from cases_teammember s where s.case_id = meetings_attendance.case_id
        and s.kind in ('relative', 'supporter'))));

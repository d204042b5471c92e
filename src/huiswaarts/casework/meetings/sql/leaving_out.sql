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
create policy not_left_out on cases_document as restrictive for select to hw_app
  using (id <> all ((select app_left_out('document'))::bigint[]));
create policy not_left_out on cases_commitment as restrictive for select to hw_app
  using (id <> all ((select app_left_out('promise'))::bigint[]));
do $$ declare said text; begin
  foreach said in array array['attendance', 'agendaitem', 'report', 'meetingpromise',
      'meetingdocument'] loop
    execute format('create policy not_left_out on meetings_%s as restrictive for select to hw_app
      using (meeting_id <> all ((select app_left_out(''meeting''))::bigint[]))', said);
  end loop;
end $$;

-- Only the client says it, of a relative or supporter of that case, and only the client takes it
-- back.
create function app_may_leave_out(of_case bigint, of_seat bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return of_case = any (app_client_cases()) and exists (select from cases_teammember s
    where s.id = of_seat and s.case_id = of_case and s.kind in ('relative', 'supporter'));
end $$;
create policy say_left_out on meetings_attendance as restrictive for insert to hw_app
  with check (how not in ('left_out', 'welcome') or app_may_leave_out(case_id, seat_id));
create policy take_back on meetings_attendance as restrictive for update to hw_app
  using (how <> 'left_out' or app_may_leave_out(case_id, seat_id))
  with check (how not in ('left_out', 'welcome') or app_may_leave_out(case_id, seat_id));

-- A guest knows when and where from the day of the invitation; the point, and what was put with
-- it, is read from a week before the meeting until a week after (`ahead` 7 days, or ten years).
create function app_guest_passes(ahead interval) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(p.id), '{}') from app_seats() s
    join cases_guestpass p on p.seat_id = s.seat_id
    where s.kind = 'guest' and not s.card and p.ended_at is null
      and p.begins_at > app_at() - interval '7 days' and p.begins_at <= app_at() + ahead);
end $$;

create policy see on cases_guestpass for select to hw_app using (
  scope = any ((select app_keys(2))::bigint[])
  or id = any ((select app_guest_passes('10 years'))::bigint[]));
create policy add on cases_guestpass for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[])
    and seat_id in (select t.id from cases_teammember t
      where t.case_id = cases_guestpass.case_id and t.kind = 'guest'));
create policy edit on cases_guestpass for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (scope = any ((select app_keys(3))::bigint[]));

create policy see_as_guest on cases_document for select to hw_app
  using (guest_pass_id = any ((select app_guest_passes('7 days'))::bigint[]));
grant update (guest_pass_id) on cases_document to hw_app;
-- A pass opens nothing of another case.
alter table cases_document add constraint document_pass_of_case
  foreign key (guest_pass_id, case_id) references cases_guestpass (id, case_id);

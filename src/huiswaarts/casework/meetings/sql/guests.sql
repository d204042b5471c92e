-- Who comes for one point reads that point.
create policy see_as_guest on meetings_agendaitem for select to hw_app
  using (guest_pass_id = any ((select app_guest_passes('7 days'))::bigint[]));
alter table meetings_agendaitem add constraint agendaitem_pass_of_case
  foreign key (guest_pass_id, case_id) references cases_guestpass (id, case_id);

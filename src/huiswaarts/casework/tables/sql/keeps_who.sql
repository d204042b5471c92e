-- Who named the chair and who brought a case decide what may be done; the app rewrites neither.
create function app_table_chair_by(of_table bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select chair_by_user_id from tables_table where id = of_table;
$$;
drop policy edit on tables_table;
create policy edit on tables_table for update to hw_app
  using (id = any ((select app_arranged_tables())::bigint[]))
  with check (region_id = (select app_region())
    and ((chair_id = app_table_chair(id)
        and chair_by_user_id is not distinct from app_table_chair_by(id))
      or (chair_by_user_id = (select app_user()) and not app_is_me(chair_id))));

create function item_keeps_who() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'hw_app' and (new.brought_by_id, new.case_id, new.table_id)
      is distinct from (old.brought_by_id, old.case_id, old.table_id) then
    raise insufficient_privilege using message = 'who brought what is not rewritten';
  end if;
  return new;
end $$;
create trigger keeps_who before update on tables_tableitem
  for each row execute function item_keeps_who();

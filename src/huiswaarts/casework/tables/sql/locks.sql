-- The row of a table is the lock of its chair, its seats and what lies on it (docs/adr/0022). For
-- everybody at work in the region: a coordinator brings a case, another table hands on.
create function app_lock_table(of_table bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from tables_table where id = of_table and region_id = app_region()
    and app_membership() is not null for no key update;
end $$;

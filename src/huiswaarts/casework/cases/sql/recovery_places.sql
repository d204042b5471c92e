-- The owner of an account sees that somebody asked to let them in again, until nothing that asks so is
-- open: of whatever table or employer, also of one that whoever stops the last other does not see.
create function app_unclaim(of_user bigint) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update accounts_user u set claimed_at = null where u.id = of_user and u.claimed_at is not null
    and not exists (select from accounts_recoveryrequest r where r.user_id = u.id
      and r.stopped_at is null and r.used_at is null and r.expires_at > app_at()) $$;
revoke execute on function app_unclaim(bigint) from public;
grant execute on function app_unclaim(bigint) to hw_app;

-- As in offers.sql; who chose a password with an invitation came in, also when it was reset since.
create or replace function app_never_used(who bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_user u where u.id = who and u.password like '!%'
    and u.last_login is null
    and not exists (select from mfa_authenticator f where f.user_id = u.id)
    and not exists (select from accounts_invitation i
      where i.user_id = u.id and i.used_at is not null)) $$;

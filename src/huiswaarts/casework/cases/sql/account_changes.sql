-- What happened to an account is read by its owner alone. It is written with whatever happened, at
-- that moment: by somebody else too, and by whoever holds a code and is not signed in yet.
create policy see on accounts_accountchange for select to hw_app
  using (user_id = (select app_user()));
create policy add on accounts_accountchange for insert to hw_app
  with check ((select app_user()) is null or at = (select app_at()) or user_id = (select app_user()));

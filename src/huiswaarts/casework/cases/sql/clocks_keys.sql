-- A key says that something was told already. Those of the clock are the clock's, so that nobody
-- keeps a warning back by writing its row first; a verb has those of its own kind of news, or a
-- random one.
create policy own_keys on events_notification as restrictive for insert to hw_app with check (
  (select app_role()) = 'system'
  or once_key ~ '^[0-9a-f]{32}$'
  or (kind in ('help_asked', 'box_waits', 'report_ready', 'many_questions', 'many_invitations',
      'role_proposed', 'role_agreed', 'role_refused', 'reset_agreed', 'reset_stopped')
    and once_key like kind || ':%')
  or (kind = 'on_paper' and once_key like 'paper:%')
  or (kind = 'recovery_asked' and case_id is null and once_key like 'recovery:%'));

-- Mail and text messages have no wall of rows: whoever is told of a change may be anybody.
create function outbox_own_keys() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if app_user() is not null and app_role() is distinct from 'system'
      and new.once_key !~ '^[0-9a-f]{32}$' then
    raise insufficient_privilege using message = 'the keys of the clock are the clock''s';
  end if;
  return new;
end $$;
create trigger own_keys before insert on events_outboxmessage
  for each row execute function outbox_own_keys();

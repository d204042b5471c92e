-- Who asked that a colleague sets up a second step anew hears that another agreed, or that it was
-- stopped: from whoever did so just now (docs/adr/0017).
create function app_recovery_told(of_kind text, of_subject text, reader bigint, work bigint)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_recoveryrequest r
    join accounts_recoverystatement s on s.request_id = r.id
    where of_subject = 'accounts.recoveryrequest:' || r.id
      and s.user_id = reader and s.membership_id is not distinct from work
      and ((of_kind = 'reset_stopped' and r.kind = 'second_factor' and r.stopped_at = app_at() and r.stopped_by = app_user())
        or (of_kind = 'reset_agreed' and r.kind = 'second_factor' and r.confirmed_at = app_at()
          and exists (select from accounts_recoverystatement me
            where me.request_id = r.id and me.user_id = app_user() and me.at = app_at())))) $$;
create policy add_recovery_told on events_notification for insert to hw_app with check (
  kind in ('reset_agreed', 'reset_stopped') and case_id is null
  and region_id = (select app_region())
  and app_recovery_told(kind, subject, user_id, membership_id));

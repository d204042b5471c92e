-- Documents are read by topic, like promises; put in one's own name by who writes the topic.
create policy see on cases_document for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on cases_document for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[]) and state <> 'refused'
    and withdrawn_at is null and put_by_id = any ((select app_own_seats())::bigint[]));
create policy edit on cases_document for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (scope = any ((select app_keys(3))::bigint[]));

-- For the job that scans again, in which nobody acts: what waits, where it is, what it should be.
create function app_quarantined(after bigint, most integer)
returns table (document_id bigint, storage_key text, sha256 text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_membership() is not null or app_user() is not null then
    raise insufficient_privilege using message = 'only for the job that scans';
  end if;
  return query select d.id, d.storage_key::text, d.sha256::text from cases_document d
    where d.state = 'quarantine' and d.id > after order by d.id limit most;
end $$;

-- What the scanner found. Out of quarantine, once; a document never goes back into it.
create function app_settle_document(of_document bigint, verdict text, reason text,
    moment timestamptz)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare d cases_document%rowtype;
begin
  if app_membership() is not null or app_user() is not null
     or verdict not in ('ready', 'refused') then
    raise insufficient_privilege using message = 'only for the job that scans';
  end if;
  update cases_document set state = verdict, why = reason
    where id = of_document and state = 'quarantine' returning * into d;
  if d.id is null then return false; end if;
  insert into events_event (region_id, kind, case_id, topic, subject, codes, at)
    select c.region_id, 'cases.document_' || verdict, d.case_id, d.topic,
      'cases.document:' || d.id, '{}'::jsonb, moment from cases_case c where c.id = d.case_id;
  return true;
end $$;

-- The client takes back that a provider may tell the others: what that provider put there stays
-- in the care circle from now on, as with answers. Also past who records it.
create function app_narrow_documents(of_case bigint, of_organisation bigint) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare narrowed integer;
begin
  if not of_case = any (app_stewarded()) then
    raise insufficient_privilege using message = 'not with the client';
  end if;
  update cases_document d set label = 2 from cases_teammember s
    where d.case_id = of_case and s.id = d.put_by_id and s.organisation_id = of_organisation
      and d.label < 2;
  get diagnostics narrowed = row_count;
  return narrowed;
end $$;

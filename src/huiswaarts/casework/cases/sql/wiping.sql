-- For the job that wipes, in which nobody acts. What was withdrawn so long ago is not put back:
-- from here on its bytes belong to no document. Returns how many.
create function app_wipe_withdrawn(before timestamptz, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare wiped integer;
begin
  if app_membership() is not null or app_user() is not null then
    raise insufficient_privilege using message = 'only for the job that wipes';
  end if;
  with gone as (
    update cases_document set wiped_at = moment
      where withdrawn_at <= before and wiped_at is null returning id, case_id, topic
  ), told as (
    insert into events_event (region_id, kind, case_id, topic, subject, codes, at)
      select c.region_id, 'cases.document_wiped', g.case_id, g.topic, 'cases.document:' || g.id,
        '{}'::jsonb, moment
      from gone g join cases_case c on c.id = g.case_id
  )
  select count(*) into wiped from gone;
  return wiped;
end $$;

-- Which of these keys of the store a document still needs. One that is damaged is looked into.
create function app_needed_keys(keys text[]) returns setof text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_membership() is not null or app_user() is not null then
    raise insufficient_privilege using message = 'only for the job that wipes';
  end if;
  return query select d.storage_key::text from cases_document d
    where d.storage_key = any (keys) and d.wiped_at is null
      and (d.state <> 'refused' or d.why = 'damaged');
end $$;

-- As before. Whose case it is, is known at once and asked first: for who sits at hundreds of tables
-- app_may_reach is then asked of a fourth of the texts.
create or replace function app_search_answers(asked tsquery, few bigint[], most integer)
returns table (id bigint, case_id bigint, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp
set enable_seqscan = off as $$
declare hits bigint[]; many constant integer := 4000; mine bigint[] := app_cases();
begin
  if few is not null then
    return query select a.id, a.case_id, a.at from (select * from boxes_answer x
      where x.case_id = any (few) and x.is_current and x.text <> '' and x.words @@ asked
      order by x.at desc offset 0) a where app_may_reach(a.case_id, a.topic, a.label, 2) limit most;
    return;
  end if;
  hits := array(select x.id from boxes_answer x
    where x.is_current and x.text <> '' and x.words @@ asked limit many);
  if cardinality(hits) < many then
    return query select a.id, a.case_id, a.at from (select * from boxes_answer x
      where x.id = any (hits) order by x.at desc offset 0) a
      where a.case_id = any (mine) and app_may_reach(a.case_id, a.topic, a.label, 2) limit most;
  else
    return query select a.id, a.case_id, a.at from (select * from boxes_answer x
      where x.is_current and x.text <> '' order by x.at desc offset 0) a
      where a.case_id = any (mine) and a.words @@ asked
        and app_may_reach(a.case_id, a.topic, a.label, 2) limit most;
  end if;
end $$;

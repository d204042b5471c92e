-- The client takes back that a provider may tell the others: what that provider wrote stays in
-- the care circle from now on, in every version, and what was derived from it is emptied. For
-- the client or who works with them; over rows that who records it may not read. Returns how
-- many answers came within the circle.
create function app_narrow_contributions(of_case bigint, of_organisation bigint) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare narrowed integer;
begin
  if not of_case = any (app_stewarded()) then
    raise insufficient_privilege using message = 'not with the client';
  end if;
  update boxes_derivedanswer d set value = '', at = app_at()
    from boxes_answer a, boxes_boxquestion q, boxes_boxderivation r
    where a.case_id = of_case and a.organisation_id = of_organisation and a.is_current
      and a.label < 2 and q.id = a.question_id and d.box_id = a.box_id
      and r.id = d.derivation_id and r.source ->> 'question' = q.code and d.value <> '';
  -- one current answer per circle: where one is there already, the newer of the two stays
  update boxes_answer a set is_current = false
    where a.case_id = of_case and a.organisation_id = of_organisation and a.is_current
      and a.label < 2 and exists (select from boxes_answer o where o.box_id = a.box_id
        and o.question_id = a.question_id and o.slot = a.slot and o.is_current
        and o.id <> a.id and o.label = 2);
  update boxes_answer set label = 2
    where case_id = of_case and organisation_id = of_organisation and label < 2;
  get diagnostics narrowed = row_count;
  return narrowed;
end $$;

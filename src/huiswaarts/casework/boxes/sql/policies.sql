create policy see on boxes_box for select to hw_app
  using (scope = any ((select app_keys(1))::bigint[]));
create policy add on boxes_box for insert to hw_app
  with check (case_id = any ((select app_coordinated())::bigint[]));
create policy edit on boxes_box for update to hw_app
  using (scope = any ((select app_keys(1))::bigint[]))
  with check (scope = any ((select app_keys(1))::bigint[]));

create policy see on boxes_answer for select to hw_app using (
  scope = any ((select app_keys(2))::bigint[])
  or (organisation_id = (select app_organisation())
      and case_id = any ((select app_cases())::bigint[])));
create policy add on boxes_answer for insert to hw_app with check (
  scope = any ((select app_keys(3))::bigint[]) and user_id = (select app_user())
  and organisation_id is not distinct from (select app_organisation()));
create policy edit on boxes_answer for update to hw_app
  using (scope = any ((select app_keys(3))::bigint[]))
  with check (case_id = any ((select app_cases())::bigint[]));

create policy see on boxes_check for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on boxes_check for insert to hw_app
  with check (scope = any ((select app_keys(2))::bigint[]));
create policy edit on boxes_check for update to hw_app
  using (scope = any ((select app_keys(2))::bigint[]))
  with check (scope = any ((select app_keys(2))::bigint[]));

create policy see on boxes_confirmation for select to hw_app
  using (scope = any ((select app_keys(1))::bigint[]));
create policy add on boxes_confirmation for insert to hw_app with check (
  scope = any ((select app_keys(1))::bigint[]) and user_id = (select app_user()));
create policy edit on boxes_confirmation for update to hw_app
  using (scope = any ((select app_keys(1))::bigint[]))
  with check (scope = any ((select app_keys(1))::bigint[]));

create policy see on boxes_derivedanswer for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on boxes_derivedanswer for insert to hw_app
  with check (case_id = any ((select app_cases())::bigint[]));
create policy edit on boxes_derivedanswer for update to hw_app
  using (scope = any ((select app_keys(2))::bigint[]))
  with check (scope = any ((select app_keys(2))::bigint[]));

-- What is there to judge whether a box is full: which questions have an answer and what kind,
-- never its words. Also over answers that a label hides from who asks, or a worker's save
-- would undo what the client keeps to themself.
create function app_box_facts(of_box bigint)
returns table (question_id bigint, choice text, on_date date, done boolean, has_text boolean,
    at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from boxes_box b where b.id = of_box
      and b.scope = any (app_keys(1))) then return; end if;
  return query select a.question_id, a.choice::text, a.on_date, a.done, a.text <> '', a.at
    from boxes_answer a where a.box_id = of_box and a.is_current
      and a.how not in ('skipped', 'help');
end $$;

-- Derived answers and computed checks follow from an answer, also when who writes the answer
-- may not read them: written by these two, in the transaction of the answer.
create function app_write_derived(of_box bigint, of_derivation bigint, new_value text)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare b boxes_box%rowtype; d boxes_boxderivation%rowtype;
begin
  select * into b from boxes_box where id = of_box and case_id = any (app_cases());
  select * into d from boxes_boxderivation
    where id = of_derivation and box_type_id = b.box_type_id;
  if b.id is null or d.id is null or not b.scope = any (app_keys(1)) then
    raise insufficient_privilege using message = 'not your box';
  end if;
  insert into boxes_derivedanswer (case_id, topic, label, box_id, derivation_id, value, at)
  values (b.case_id, d.topic, 0, b.id, d.id, new_value, app_at())
  on conflict (box_id, derivation_id) do update set value = excluded.value, at = excluded.at
    where boxes_derivedanswer.value <> excluded.value;
end $$;
create function app_write_check(of_box bigint, of_rule bigint, is_met boolean)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare b boxes_box%rowtype;
begin
  select * into b from boxes_box where id = of_box and case_id = any (app_cases());
  if b.id is null or not b.scope = any (app_keys(1)) or not exists (
      select from boxes_boxcheckrule r where r.id = of_rule and r.box_type_id = b.box_type_id
        and r.rule is not null) then
    raise insufficient_privilege using message = 'not your box';
  end if;
  insert into boxes_check (case_id, topic, label, box_id, rule_id, met, note, at)
  values (b.case_id, b.topic, 0, b.id, of_rule, is_met, '', app_at())
  on conflict (box_id, rule_id) do update set met = excluded.met, at = excluded.at
    where boxes_check.met <> excluded.met;
end $$;
-- How many boxes are needed and done, for the list; seen by all who have a seat.
create function app_count_boxes(of_case bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not of_case = any (app_cases()) then
    raise insufficient_privilege using message = 'not your case';
  end if;
  update cases_case c set
    boxes_filled = (select count(*) from boxes_box b where b.case_id = c.id and b.state = 'filled'),
    boxes_needed = (select count(*) from boxes_box b
                    where b.case_id = c.id and b.state <> 'not_needed')
  where c.id = of_case;
end $$;
-- A gate asks for the state of boxes that not every party sees: answers with the box types only.
create function app_open_boxes(of_case bigint, of_gate text)
returns table (box_type_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not of_case = any (app_cases()) then return; end if;
  return query select b.box_type_id from boxes_box b join boxes_boxtype t on t.id = b.box_type_id
    where b.case_id = of_case and t.gate = of_gate and b.state not in ('filled', 'not_needed');
end $$;

-- Judging a box counts everything in it, also what a label hides from who asks: otherwise the
-- save of a worker would undo what the client keeps to themself. These run as the owner, for
-- one box that the asker sees at least the state of, and give or take no words.

-- Holds the box until the end of the transaction, and says what there is to judge: of each
-- current answer its choice, date, number, circle and whether it has words; what is ticked by
-- hand; who agreed; which boxes are filled; what the client said about the secrecy of the
-- organisation that asks. A print of the words goes only with what the asker may read, to tell
-- whether they are saved twice. Null when the box is not to be seen.
create function app_take_box(of_box bigint) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare b boxes_box%rowtype; mine bigint[] := app_keys(2);
begin
  select * into b from boxes_box where id = of_box for update;
  if b.id is null or not b.case_id = any (app_cases()) or not b.scope = any (app_keys(1)) then
    return null;
  end if;
  return jsonb_build_object(
    'version', b.version, 'state', b.state,
    'answers', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', a.public_id, 'question', a.question_id, 'slot', a.slot, 'label', a.label,
        'version', a.version, 'choice', a.choice, 'on', a.on_date, 'number', a.number,
        'has_words', a.text <> '', 'how', a.how,
        'print', case when a.scope = any (mine) then md5(a.text) end) order by a.at, a.id), '[]')
      from boxes_answer a where a.box_id = b.id and a.is_current),
    'checks', (select coalesce(jsonb_agg(c.rule_id), '[]')
      from boxes_check c where c.box_id = b.id and c.met),
    'said', (select coalesce(jsonb_object_agg(f.rule_id, f.said), '{}')
      from boxes_confirmation f where f.box_id = b.id and f.is_current),
    'filled', (select coalesce(jsonb_agg(t.code), '[]')
      from boxes_box o join boxes_boxtype t on t.id = o.box_type_id
      where o.case_id = b.case_id and o.state = 'filled'),
    'secrecy', coalesce((select s.said from cases_consent s
      where s.case_id = b.case_id and s.kind = 'secrecy' and s.organisation_id = app_organisation()
      order by s.at desc, s.id desc limit 1), ''));
end $$;

-- How many boxes are needed and done, for lists; seen by all who have a seat.
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

-- What follows from a deed, written in its transaction: computed checks, derived answers,
-- confirmations that lapse, the state of the box. `derived` is {derivation: value}.
create function app_settle_box(of_box bigint, to_state text, reason text, met bigint[],
    unmet bigint[], derived jsonb, lapsed bigint[])
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare b boxes_box%rowtype;
begin
  select * into b from boxes_box where id = of_box for update;
  if b.id is null or not b.case_id = any (app_cases()) or not b.scope = any (app_keys(1)) then
    raise insufficient_privilege using message = 'not your box';
  end if;
  insert into boxes_check (case_id, topic, label, box_id, rule_id, met, note, at)
    select b.case_id, b.topic, 0, b.id, r.id, r.id = any (met), '', app_at()
    from boxes_boxcheckrule r
    where r.box_type_id = b.box_type_id and r.rule is not null and r.id = any (met || unmet)
  on conflict (box_id, rule_id) do update set met = excluded.met, at = excluded.at
    where boxes_check.met <> excluded.met;
  insert into boxes_derivedanswer (case_id, topic, label, box_id, derivation_id, value, at)
    select b.case_id, d.topic, 0, b.id, d.id, v.value, app_at()
    from jsonb_each_text(derived) v join boxes_boxderivation d on d.id = v.key::bigint
    where d.box_type_id = b.box_type_id
  on conflict (box_id, derivation_id) do update set value = excluded.value, at = excluded.at
    where boxes_derivedanswer.value <> excluded.value;
  update boxes_confirmation set is_current = false
    where box_id = b.id and is_current and rule_id = any (lapsed);
  update boxes_box set version = version + 1, state = to_state, state_reason = reason,
    state_at = case when state = to_state then state_at else app_at() end,
    state_by_id = case when state = to_state then state_by_id else app_user() end
    where id = b.id;
  if b.state <> to_state then perform app_count_boxes(b.case_id); end if;
end $$;

-- The boxes of a case, of the catalogue of its region: made by its coordinator, also those of
-- topics that the coordinator may not see. Optional ones wait until someone needs them.
create function app_make_boxes(of_case bigint, needed text[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare made integer;
begin
  if not of_case = any (app_coordinated()) then
    raise insufficient_privilege using message = 'only the coordinator begins the boxes';
  end if;
  insert into boxes_box (case_id, topic, label, box_type_id, state, state_at, state_reason, version)
    select c.id, t.topic, 0, t.id,
      case when t.optional and not t.code = any (needed) then 'not_needed' else 'empty' end,
      app_at(),
      case when t.optional and not t.code = any (needed) then 'not_at_play' else '' end, 1
    from cases_case c join network_region r on r.id = c.region_id
    join boxes_boxtype t on t.region_id = r.id and t.version = r.catalogue_version
    where c.id = of_case
  on conflict (case_id, topic) do nothing;
  get diagnostics made = row_count;
  perform app_count_boxes(of_case);
  return made;
end $$;

-- A gate asks for the state of boxes that not every party sees: of each box behind these gates
-- whether it still stands in the way.
create function app_gate_boxes(of_case bigint, of_gates text[])
returns table (box_type_id bigint, blocks boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not of_case = any (app_cases()) then return; end if;
  return query select b.box_type_id, b.state not in ('filled', 'not_needed')
    from boxes_box b join boxes_boxtype t on t.id = b.box_type_id
    where b.case_id = of_case and t.gate = any (of_gates) order by t.topic;
end $$;

insert into boxes_derivedanswer (case_id, topic, label, box_id, derivation_id, value, at)
select * from (
  select s.case_id, d.topic, 0, s.box_id, d.id, left(coalesce(case
      when d.source ? 'question' then case d.source ->> 'takes'
        when 'choice' then d.source -> 'mapping' ->> a.choice
        when 'date' then extract(day from a.on_date) || ' ' || (array['januari','februari','maart','april','mei','juni','juli','augustus','september','oktober','november','december'])[extract(month from a.on_date)] || ' '
          || extract(year from a.on_date)
        else a.text end
      when d.source ? 'box' then case when b.state = 'filled' then 'ja' else 'nee' end
      else case when s.stand = 'passed' then 'ja' else 'nee' end end, ''), 1000) as value, s.at
  from kit_state s
  join boxes_box b on b.id = s.box_id
  join boxes_boxderivation d on d.box_type_id = s.box_type_id
  left join boxes_boxquestion q on q.box_type_id = s.box_type_id
    and q.code = d.source ->> 'question'
  left join boxes_answer a on a.box_id = s.box_id and a.question_id = q.id and a.is_current
    and a.slot = 'client'
  where s.stand <> 'not_needed'
) told where value <> ''

-- What others see in place of an answer: its words, its choice, or its date in Dutch.
insert into boxes_derivedanswer (case_id, topic, label, box_id, derivation_id, value, at)
select * from (
  select b.case_id, d.topic, 0, b.id as box_id, d.id as derivation_id, case d.source ->> 'takes'
      when 'choice' then d.source -> 'mapping' ->> k.choice
      when 'date' then extract(day from k.on_date) || ' ' || (array['januari', 'februari', 'maart',
        'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november',
        'december'])[extract(month from k.on_date)] || ' ' || extract(year from k.on_date)
      else k.words end as value, b.at
  from kit_answer k
  join boxes_boxquestion q on q.id = k.question_id and q.label = 0
  join boxes_boxderivation d on d.box_type_id = q.box_type_id and d.source ->> 'question' = q.code
  join kit_box b on b.case_id = k.case_id and b.topic = k.topic
) told where value <> ''
order by box_id, derivation_id

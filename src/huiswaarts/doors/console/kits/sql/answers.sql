insert into boxes_answer (case_id, topic, label, box_id, question_id, public_id, slot, version,
  is_current, text, choice, on_date, done, how, user_id, membership_id, organisation_id, at)
select c.id, t.topic, q.label, b.id, q.id, k.public_id, 'client', 1, true, k.words, k.choice,
  k.on_date, k.done, case when m.id is null then 'alone' else 'on_behalf' end,
  coalesce(m.user_id, s.user_id), m.id, m.organisation_id, ((k.answered_on + time '12:00') at time zone 'Europe/Amsterdam')

from kit_answer k
join cases_case c on c.region_id = %(region)s and c.external_key = k.case_key
join boxes_boxtype t on t.region_id = %(region)s and t.code = k.box
join boxes_box b on b.case_id = c.id and b.box_type_id = t.id
join boxes_boxquestion q on q.box_type_id = t.id and q.number = k.number

left join network_membership m on m.region_id = %(region)s and m.external_key = k.author
left join (select case_id, min(user_id) as user_id from cases_teammember where kind = 'client'
  group by case_id) s on s.case_id = c.id
where not exists (select from boxes_answer a
  where a.box_id = b.id and a.question_id = q.id and a.slot = 'client')

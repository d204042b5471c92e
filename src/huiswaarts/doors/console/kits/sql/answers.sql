-- `how`: a client's own words, or written down by a worker.
insert into boxes_answer (case_id, topic, label, box_id, question_id, public_id, slot, version,
  is_current, text, choice, on_date, how, user_id, membership_id, organisation_id, at)
select k.case_id, k.topic, q.label, b.id, q.id, k.public_id, 'client', 1, true, k.words, k.choice,
  k.on_date, case when m.id is null then 'alone' else 'on_behalf' end,
  coalesce(m.user_id, s.user_id), m.id, m.organisation_id,
  ((k.answered_on + time '12:00') at time zone 'Europe/Amsterdam')
from kit_answer k
join boxes_box b on b.case_id = k.case_id and b.topic = k.topic
join boxes_boxquestion q on q.id = k.question_id
left join network_membership m on m.id = k.membership_id
left join (select case_id, min(user_id) as user_id from cases_teammember
  where kind = 'client' group by case_id) s on s.case_id = k.case_id
where not exists (select from boxes_answer a
  where a.box_id = b.id and a.question_id = q.id and a.slot = 'client')
order by b.id, q.id, k.public_id

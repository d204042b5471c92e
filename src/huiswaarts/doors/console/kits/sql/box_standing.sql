create temporary table kit_state on commit drop as
select b.id as box_id, b.case_id, b.topic, b.box_type_id,
  coalesce(a.last_at, x.state_at) as at, coalesce(a.count, 0) as answers,
  case when t.optional and a.count is null and c.household <> 'single_parent' then 'not_needed'
    when c.status = any (%(final)s) then 'open'
    when c.phase in ('home_search', 'agreement') and t.gate = 'register_for_home' then 'passed'
    when c.phase in ('move_in', 'care_handover', 'living', 'conversion', 'pilot_light', 'closed')
      then 'passed'
    else 'open' end as stand,
  c.status = 'relapse' and t.code in ('support', 'relapse_aftercare') as reopened
from kit_box b
join boxes_box x on x.id = b.id
join boxes_boxtype t on t.id = b.box_type_id
join cases_case c on c.id = b.case_id
left join (select box_id, count(*) as count, max(at) as last_at from boxes_answer
  where box_id in (select id from kit_box) group by box_id) a on a.box_id = b.id

-- In which state each new box is, by the phase of its case: a case past a gate had them full.
-- Full but for somebody who is not at the table yet is proposed, not filled.
create temporary table kit_plan on commit drop as
with opened as (
  select c.id as case_id, c.status, c.phase, c.household,
    (coalesce(c.kickoff_on, c.registered_on)::timestamp at time zone 'Europe/Amsterdam') as at
  from cases_case c
  where c.region_id = %(region)s
    and ((c.kickoff_on is not null and exists (select from kit_new_case n where n.case_id = c.id))
      or c.id in (select case_id from kit_given))
), stand as (
  select o.case_id, t.id as box_type_id, t.topic, coalesce(g.last_at, o.at) as at,
    coalesce(g.answers, 0) as answers,
    o.status = 'relapse' and t.code in ('support', 'relapse_aftercare') as reopened,
    case when t.optional and g.answers is null and o.household <> 'single_parent' then 'not_needed'
      when o.status = any (%(final)s) then 'open'
      when o.phase in ('home_search', 'agreement') and t.gate = 'register_for_home' then 'passed'
      when o.phase in ('move_in', 'care_handover', 'living', 'conversion', 'pilot_light', 'closed')
        then 'passed'
      else 'open' end as stand
  from opened o
  join boxes_boxtype t on t.region_id = %(region)s and t.version = %(version)s
  left join kit_given g on g.case_id = o.case_id and g.topic = t.topic
  where not exists (select from boxes_box b where b.case_id = o.case_id and b.topic = t.topic)
), seated as (
  select case_id, array_agg(distinct kind::text) as kinds from cases_teammember
  where state in ('active', 'ended') and (membership_id is not null or user_id is not null)
    and case_id in (select case_id from opened)
  group by case_id
), lacking as (
  select s.case_id, r.box_type_id from seated s
  join boxes_boxtype t on t.region_id = %(region)s and t.version = %(version)s
  join boxes_boxconfirmrule r on r.box_type_id = t.id and r.required
  where not r.parties ?| s.kinds
  group by 1, 2
)
select s.*, l.case_id is not null as lacks,
  case when s.stand = 'not_needed' then 'not_needed'
    when s.stand = 'passed' and s.reopened then 'reopened'
    when s.stand = 'passed' and l.case_id is not null then 'proposed'
    when s.stand = 'passed' then 'filled'
    when s.answers > 0 then 'in_progress' else 'empty' end as state,
  case when s.stand = 'not_needed' then 'not_at_play'
    when s.stand = 'passed' and s.reopened then 'something_changed' else '' end as reason
from stand s
left join lacking l on l.case_id = s.case_id and l.box_type_id = s.box_type_id

with party as (
  select t.case_id, t.kind, t.organisation_id, case when t.organisation_id is null then t.id end
    as member_id, min(t.from_at) as from_at
  from cases_teammember t join kit_new_seat n on n.id = t.id
  where t.state = 'active'
  group by 1, 2, 3, 4
), fresh as (
  select p.* from party p where not exists (select from cases_sharing h
    where h.case_id = p.case_id and h.seat_kind = p.kind
      and h.organisation_id is not distinct from p.organisation_id
      and h.member_id is not distinct from p.member_id)
), capped as (
  select x.seat_kind, x.topic, least(x.level, coalesce(r.ceiling, 3)) as level,
    least(x.ceiling, coalesce(r.ceiling, 3)) as ceiling, x.ground, x.purpose, x.client_decides,
    case when r.ceiling < x.ceiling then 'region' else 'default' end as set_by
  from kit_matrix x
  left join cases_regionrule r on r.region_id = %s and r.seat_kind = x.seat_kind
    and r.topic = x.topic
)
insert into cases_sharing (case_id, seat_kind, organisation_id, member_id, topic, level, ceiling,
  ground, purpose, client_decides, set_by, from_at)
select f.case_id, f.kind, f.organisation_id, f.member_id, x.topic, x.level, x.ceiling, x.ground,
  x.purpose, x.client_decides, x.set_by, f.from_at
from fresh f join capped x on x.seat_kind = f.kind where x.ceiling > 0
order by f.case_id, f.kind, f.organisation_id, f.member_id, x.topic

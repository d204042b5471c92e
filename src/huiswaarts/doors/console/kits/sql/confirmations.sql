-- Who says "dit klopt": the first of the parties that has somebody, who sits there now if possible.
-- A box that was opened again keeps them as what was said before.
insert into boxes_confirmation (case_id, topic, label, box_id, rule_id, said, reason, seat_kind,
  how, user_id, organisation_id, is_current, at)
select distinct on (b.id, r.id) b.case_id, b.topic, 0, b.id, r.id, 'yes', 'Overgenomen uit de kit',
  t.kind, case when t.kind = 'client' then 'together' else 'alone' end,
  coalesce(m.user_id, t.user_id), t.organisation_id, not b.reopened, greatest(b.at, t.from_at)
from kit_box b
join boxes_boxconfirmrule r on r.box_type_id = b.box_type_id
join cases_teammember t on t.case_id = b.case_id and r.parties ? t.kind
  and t.state in ('active', 'ended')
left join network_membership m on m.id = t.membership_id
where b.stand = 'passed' and coalesce(m.user_id, t.user_id) is not null
order by b.id, r.id, (t.state = 'active') desc, t.from_at

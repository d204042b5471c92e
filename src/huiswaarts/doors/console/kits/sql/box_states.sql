-- Full but for somebody who is not at the table yet: proposed, not filled.
update boxes_box b set state_at = s.at, state = case
    when s.stand = 'not_needed' then 'not_needed'
    when s.stand = 'passed' and s.reopened then 'reopened'
    when s.stand = 'passed' and exists (select from boxes_boxconfirmrule r
      where r.box_type_id = s.box_type_id and r.required and not exists (
        select from boxes_confirmation f where f.box_id = s.box_id and f.rule_id = r.id))
      then 'proposed'
    when s.stand = 'passed' then 'filled'
    when s.answers > 0 then 'in_progress' else 'empty' end,
  state_reason = case when s.stand = 'not_needed' then 'Speelt nu niet'
    when s.stand = 'passed' and s.reopened then 'Het gaat even minder; het team kijkt opnieuw'
    else '' end
from kit_state s where b.id = s.box_id and (s.answers > 0 or s.stand <> 'open')

-- Boxes that are full and wait for somebody's word, in the cases where I sit: for "my work".
-- Box types and whether it is my word, of topics whose state I may see; never an answer.
create index boxes_box_proposed on boxes_box (case_id) where state = 'proposed';

create function app_waiting_boxes()
returns table (case_id bigint, box_type_id bigint, since timestamptz, mine boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select b.case_id, b.box_type_id, b.state_at, bool_or(exists (
      select from boxes_boxconfirmrule r
      where r.box_type_id = b.box_type_id and r.required and r.parties ? s.kind
        and not exists (select from boxes_confirmation c where c.box_id = b.id
          and c.rule_id = r.id and c.is_current and c.said = 'yes')))
    from app_seats() s join boxes_box b on b.case_id = s.case_id and b.state = 'proposed'
    where not s.card and exists (select from cases_sharing h
      where h.case_id = s.case_id and h.seat_kind = s.kind and h.topic = b.topic and h.level >= 1
        and (h.organisation_id = s.organisation_id or h.member_id = s.seat_id)
        and h.from_at <= app_at() and (h.until_at is null or h.until_at > app_at()))
    group by b.id, b.case_id, b.box_type_id, b.state_at
    order by b.state_at;
end $$;
revoke execute on function app_waiting_boxes() from public;
grant execute on function app_waiting_boxes() to hw_app;

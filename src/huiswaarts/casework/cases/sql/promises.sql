-- Promises are read by topic. Written by a party that writes the topic; changed also by who keeps
-- them, and may read the topic.
create policy see on cases_commitment for select to hw_app
  using (scope = any ((select app_keys(2))::bigint[]));
create policy add on cases_commitment for insert to hw_app
  with check (scope = any ((select app_keys(3))::bigint[]));
create policy edit on cases_commitment for update to hw_app using (
  scope = any ((select app_keys(3))::bigint[])
  or (owner_id = any ((select app_own_seats())::bigint[])
    and scope = any ((select app_keys(2))::bigint[])))
  with check (scope = any ((select app_keys(2))::bigint[]));

-- My open promises until a day, most pressing first, at most `most`: of my own seats; and of a
-- seat that ended, when I sit for the same party or coordinate. Only of topics that I may read.
create function app_my_promises(until date, most integer)
returns table (promise_id bigint, case_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return query select p.id, p.case_id from cases_commitment p
    join cases_teammember o on o.id = p.owner_id
    join cases_case c on c.id = p.case_id
    join cases_teammember me on me.case_id = p.case_id and me.membership_id = m
      and me.state = 'active' and me.from_at <= t and (me.until_at is null or me.until_at > t)
    where p.state = 'open' and p.due_on <= until and p.label <= app_label_reach(me.kind)
      and c.phase not in ('in_view', 'closed')
      and c.status not in ('stopped', 'transferred', 'deceased', 'registered_in_error')
      and (o.id = me.id or ((o.state <> 'active' or o.until_at <= t)
        and ((me.kind = o.kind and me.organisation_id = o.organisation_id)
          or c.coordinator_id = m)))
      and exists (select from cases_sharing h where h.case_id = p.case_id
        and h.seat_kind = me.kind and h.topic = p.topic and h.level >= 2
        and (h.organisation_id = me.organisation_id or h.member_id = me.id)
        and h.from_at <= t and (h.until_at is null or h.until_at > t))
    group by p.id, p.case_id, p.due_on order by p.due_on, p.id limit most;
end $$;

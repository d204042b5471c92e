-- Who hears what became of a question about a seat (docs/adr/0018). Whoever answers does not see all
-- of them, so it is told by the clock in the same transaction: ids only, somebody perhaps twice.
create function app_around_seat(of_seat bigint)
returns table (part text, user_id bigint, membership_id bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare s cases_teammember%rowtype; c cases_case%rowtype; t timestamptz := app_at();
begin
  if app_role() is distinct from 'system' then return; end if;
  select * into s from cases_teammember where id = of_seat;
  select * into c from cases_case where id = s.case_id and region_id = app_region();
  if c.id is null then return; end if;
  return query
    select p.part, w.user_id, w.id
      from (values ('self', s.membership_id), ('asker', s.question_by),
        ('coordinator', c.coordinator_id)) p(part, member)
      join network_membership w on w.id = p.member
    union all select 'self', s.user_id, null::bigint
      where s.membership_id is null and s.user_id is not null and c.status <> 'deceased'
    union all select 'admin', a.user_id, a.id from network_membership w
      join network_membership a on a.organisation_id = w.organisation_id
      where w.id = s.membership_id and a.role = 'organisation_admin' and a.from_at <= t
        and (a.until_at is null or a.until_at > t)
    union all select p.part, coalesce(w.user_id, o.user_id), w.id from cases_teammember o
      left join network_membership w on w.id = o.membership_id
      cross join lateral (values ('client', o.kind = 'client'),
        ('helper', o.kind in ('bw_provider', 'ambulatory_provider')),
        ('asked', exists (select from events_notification n
          where n.user_id = coalesce(w.user_id, o.user_id)
            and n.membership_id is not distinct from w.id
            and n.kind in ('coordination_asked', 'seat_end_asked') and n.at >= s.question_at
            and n.subject = 'cases.teammember:' || s.id))) p(part, fits)
      where p.fits and o.case_id = c.id and o.state = 'active' and o.from_at <= t
        and (o.until_at is null or o.until_at > t) and coalesce(w.user_id, o.user_id) is not null
        and (w.id is not null or c.status <> 'deceased');
end $$;

-- What stands open about the seats of a colleague who leaves: it is over with them.
create function app_open_questions(of_member bigint)
returns table (seat_id bigint, case_id bigint, question text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() is distinct from 'system' then return; end if;
  return query select s.id, s.case_id, s.question::text from cases_teammember s
    join cases_case c on c.id = s.case_id
    where s.membership_id = of_member and c.region_id = app_region() and s.answer = ''
      and (s.state = 'suspended' or (s.state = 'active' and s.question = 'coordination'))
    order by s.id;
end $$;

drop function app_table_heads(bigint);

-- What became of one's own seat: whoever lost it sees no row of it any more.
create function app_own_seat_now(of_case text, of_seat text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.state::text from cases_teammember s join cases_case c on c.id = s.case_id
    where c.number = of_case and s.public_id = of_seat and s.membership_id = app_membership()
      and s.state in ('ended', 'suspended') $$;

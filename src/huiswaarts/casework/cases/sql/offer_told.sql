-- What an invitation says before anybody signed in, to whoever holds its code; and their no
-- (docs/adr/0015).

-- As in second_step.sql, and who invites, for what and until when. Never a client: whoever else
-- comes to see the link reads nobody's name.
drop function app_offer_of(text, timestamptz);
create function app_offer_of(print text, now_at timestamptz) returns table (offer_id bigint,
    address text, is_work boolean, organisation text, role text, kind text, inviter text,
    invited_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.address::text, o.organisation_id is not null, coalesce(p.name, '')::text,
    o.role::text, coalesce(s.kind, '')::text, coalesce(u.name, '')::text, o.invited_at,
    o.expires_at
  from network_offer o
  left join network_membership w on w.id = o.invited_by_membership_id
  left join accounts_user u on u.id = w.user_id
  left join network_organisation p on p.id = coalesce(o.organisation_id, w.organisation_id)
  left join cases_teammember s on s.id = o.seat_id
  where o.code_hash = print and o.state = 'open' and o.expires_at > now_at
    and o.invited_at > now_at - interval '24 hours'
    and offer_stands(o.id, now_at) $$;

-- No, said by whoever holds the code: no account is asked for, and none is made. Gives what it
-- takes to tell those who invited. The second no, or one after an answer, changes nothing.
create function app_decline_offer(print text, now_at timestamptz, out answer text,
    out offer_id bigint, out region bigint, out of_case bigint, out maker bigint,
    out maker_work bigint, out proposer bigint, out proposer_work bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare o network_offer%rowtype;
begin
  select * into o from network_offer where code_hash = print
    and invited_at > now_at - interval '24 hours' for update;
  if o.state in ('accepted', 'declined') then
    answer := 'answered';
  elsif o.state = 'open' and o.expires_at > now_at and offer_stands(o.id, now_at) then
    update network_offer set state = 'declined', answered_at = now_at where id = o.id;
    answer := 'declined'; offer_id := o.id; region := o.region_id; of_case := o.case_id;
    maker := o.invited_by_user_id; maker_work := o.invited_by_membership_id;
    proposer := o.proposed_by_user_id; proposer_work := o.proposed_by_membership_id;
  else
    answer := 'closed';
  end if;
end $$;

-- The same of a code on paper: it belongs to an account that nobody came in with yet.
create function app_paper_of(print text, now_at timestamptz) returns table (organisation text,
    kind text, inviter text, expires_at timestamptz, seat bigint, of_case bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(p.name, '')::text, coalesce(s.kind, '')::text, coalesce(m.name, '')::text,
    i.expires_at, s.id, s.case_id
  from accounts_invitation i
  left join cases_teammember s on s.user_id = i.user_id and s.state = 'active'
    and s.membership_id is null
  left join network_membership w on w.id = i.created_by_membership_id
  left join accounts_user m on m.id = w.user_id
  left join network_organisation p on p.id = w.organisation_id
  where i.code_hash = print and i.kind = 'paper' and i.used_at is null
    and i.withdrawn_at is null and i.expires_at > now_at
  order by s.id limit 1 $$;

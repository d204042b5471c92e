-- Work that a kit prepared for somebody who does not come ends by itself (docs/adr/0015). One with
-- places in cases stays: a case keeps its coordinator and its promises, nobody can come in with a
-- placeholder, and its admin reads that it asks for somebody else.

-- A no or a withdrawal; whatever replaces an invitation keeps what was prepared.
create function unwanted_work_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- whoever would seat this placeholder waits here, and then finds that it ended
  perform from network_membership where id = new.membership_id for no key update;
  if cases_of_member(new.membership_id) = '{}' then
    update network_membership set until_at = greatest(new.answered_at, from_at),
        version = version + 1
      where id = new.membership_id and until_at is null
        and not exists (select from network_offer o
          where o.membership_id = new.membership_id and o.state = 'accepted');
  end if;
  return new;
end $$;
revoke execute on function unwanted_work_ends() from public;
create trigger unwanted_work_ends after update of state on network_offer for each row
  when (new.membership_id is not null and old.state = 'open'
    and new.state in ('declined', 'withdrawn'))
  execute function unwanted_work_ends();

-- What lapsed, or lost its last place since then. Twice is once.
create function app_end_unwanted_work(t timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare ended integer := 0; one bigint;
begin
  if app_membership() is not null or app_user() is not null then
    raise insufficient_privilege using message = 'only for the job that ends';
  end if;
  for one in select w.id from network_membership w
    where w.until_at is null
      and exists (select from network_offer o where o.membership_id = w.id)
      and not exists (select from network_offer o where o.membership_id = w.id
        and (o.state = 'accepted' or (o.state = 'open' and o.expires_at > t)))
    order by w.id for no key update
  loop
    if cases_of_member(one) = '{}' then
      update network_membership set until_at = greatest(t, from_at), version = version + 1
        where id = one;
      ended := ended + 1;
    end if;
  end loop;
  return ended;
end $$;

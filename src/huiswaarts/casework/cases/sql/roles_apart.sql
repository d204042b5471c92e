-- Two who give a role over the region stand apart (docs/adr/0016), as the two of a recovery do:
-- neither let the other in, at first hand or by others in between, and nobody was made for it.

-- Themself, whoever invited or proposed them, and so on up.
create function role_givers(of_user bigint) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive chain (id) as (
    select of_user
    union
    select g.giver from chain join (
        select user_id as whom, created_by_user_id as giver from accounts_invitation
        union all
        select answered_by_user_id, invited_by_user_id from network_offer where state = 'accepted'
        union all
        select answered_by_user_id, proposed_by_user_id from network_offer
          where state = 'accepted') g
      on g.whom = chain.id where g.giver is not null)
  select array_agg(id) from chain $$;

-- The admin of an organisation was there two weeks before and came by nobody of the proposer's, nor
-- the proposer by theirs. A region admin was put there by two who stand apart, or by the operator:
-- of those it is asked only while one of the two is new.
create function app_role_seconds(of_proposals bigint[])
returns table (proposal_id bigint, membership_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as materialized (
      select p.id, p.organisation_id, p.proposed_by_user_id as user_id, w.from_at,
        recovery_known_before(p.proposed_at) as known, role_givers(p.proposed_by_user_id) as givers
      from network_roleproposal p join network_membership w on w.id = p.proposed_by_id
      where p.id = any (of_proposals) and p.region_id = app_region()
        and (app_role() = 'region_admin'
          or (app_role() = 'organisation_admin' and p.organisation_id = app_organisation()))),
    admin as materialized (
      select w.id, w.organisation_id, w.user_id, w.role, w.from_at, role_givers(w.user_id) as givers
      from network_membership w
      where w.region_id = app_region() and (w.until_at is null or w.until_at > app_at())
        and (w.role = 'region_admin' or (w.role = 'organisation_admin'
          and w.organisation_id in (select a.organisation_id from asked a))))
  select a.id, w.id from asked a join admin w
    on w.role = 'region_admin' or w.organisation_id = a.organisation_id
  cross join lateral (select a.user_id = any (w.givers) or w.user_id = any (a.givers) as linked) l
  where a.user_id <> w.user_id and case when w.role = 'region_admin'
    then not l.linked or greatest(a.from_at, w.from_at) <= a.known
    else not l.linked and w.from_at <= a.known end $$;

create function app_role_apart(of_proposal bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from app_role_seconds(array[of_proposal]) s
    where s.membership_id = app_membership()) $$;

-- As in memberships.sql; and whoever answers stands apart from who proposed it. A policy of its own:
-- what the other one allows, this one allows too, or it does not happen.
create policy answer_apart on network_roleproposal as restrictive for update to hw_app
  using (state = 'open') with check (state = 'withdrawn' or app_role_apart(id));

-- Only the policy asks it; who let whom in is no question for the app.
revoke execute on function role_givers(bigint) from public;

"""A function that looks behind the wall tells a stranger the same of what is there as of nothing.

Each function of the owner that the app role may call, with ids of Samir's case and of nothing: by a
worker of another region, and by nobody.
"""

import datetime as dt

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.models import Commitment
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.casework.tables.models import Table
from huiswaarts.foundation.access import session
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.network.models import Offer, RoleProposal
from tests.database import as_owner
from tests.people import actor_of

pytestmark = pytest.mark.django_db
NOTHING = 999_999_999
GRANTED = """select p.proname, coalesce(p.proargnames, '{}'), p.proargmodes::text[],
    array(select format_type(t, null) from unnest(p.proargtypes) t)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.prosecdef and has_function_privilege('hw_app', p.oid, 'execute')
  order by 1"""
# Asked before anything is known of who asks: the postman reads them as nobody.
AS_NOBODY = {"app_has_home", "app_unread", "app_unread_of", "app_offers_waiting"}


@pytest.fixture
def ids(people, the_case):
    """By the name of a parameter: a row of Samir's, of which a stranger knows nothing."""
    at, gerda, bea = people.at, people.gerda.membership, people.bea.membership
    samir, seat = people.samir.user, people.seat_of["Samir", "Samir"]
    month = dt.timedelta(days=30)
    with as_owner():
        offer = Offer.objects.create(
            region=the_case.region, typed="x@x.nl", address="x@x.nl", case_id=the_case.pk,
            seat_id=people.seat_of["Samir", "Mina"].pk, code_hash="x" * 64, invited_at=at,
            expires_at=at + month, invited_by_user_id=samir.pk,
        )  # fmt: skip
        table = Table.objects.create(
            region=the_case.region, kind="case_table", name="x", purpose="x", made_at=at,
            chair=people.tina.membership,
        )  # fmt: skip
        promise = Commitment.objects.filter(case=the_case).first() or Commitment.objects.create(
            case=the_case, topic=0, what="x", owner=people.seat_of["Samir", "Bea"],
            due_on=at.date(), made_by_id=gerda.pk, made_at=at,
        )  # fmt: skip
        request = RecoveryRequest.objects.create(
            user=samir, kind="access", region_id=the_case.region_id, case_id=the_case.pk,
            asked_at=at, wide_from=at, expires_at=at + month,
        )  # fmt: skip
        report = DeathReport.objects.create(
            case=the_case, region_id=the_case.region_id, user_id=samir.pk, seat_id=seat.pk,
            reason="x", reported_by=people.gerda.user.pk, membership=gerda,
            organisation_id=gerda.organisation_id, reported_at=at,
        )  # fmt: skip
        proposal = RoleProposal.objects.create(
            region=the_case.region, typed="y@x.nl", address="y@x.nl", name="x", role="help_desk",
            organisation=gerda.organisation, proposed_by_user_id=people.rob.user.pk,
            proposed_by=people.rob.membership, proposed_at=at,
        )  # fmt: skip
        box = Box.objects.filter(case=the_case).first()
    case, organisation = the_case.pk, bea.organisation_id
    return {
        "of_offer": offer.pk, "of_case": case, "of_cases": case, "cases": case, "ids": case,
        "wanted": case, "proposer": bea.pk, "member": bea.pk, "leaving": bea.pk,
        "of_member": bea.pk, "of_membership": bea.pk, "work": bea.pk, "of_seat": seat.pk,
        "of_user": samir.pk, "who": samir.pk, "whose": people.bea.user.pk, "reader": samir.pk,
        "old_user": samir.pk, "new_user": samir.pk, "of_organisation": organisation,
        "organisation": organisation, "at_organisation": organisation, "of_report": report.pk,
        "region": the_case.region_id, "promise": promise.pk, "of_table": table.pk,
        "of_request": request.pk, "of_box": box.pk, "of_proposals": proposal.pk,
        "of_proposal": proposal.pk,
    }  # fmt: skip


PLAIN = {
    "bigint": 0,
    "integer": 1,
    "text": "",
    "boolean": False,
    "jsonb": "{}",
    "interval": "1 day",
}


def value(name, kind, ids, *, there):
    if kind.startswith("timestamp"):
        return dt.datetime.now(dt.UTC)
    if kind == "date":
        return timezone.localdate()
    if kind.removesuffix("[]") == "bigint" and name in ids:
        found = ids[name] if there else NOTHING
        return [found] if kind.endswith("[]") else found
    return [] if kind.endswith("[]") else PLAIN.get(kind)


def answer(function, ids, *, there):
    name, names, modes, kinds = function
    inputs = [
        n for n, mode in zip(names, modes or ["i"] * len(names), strict=True) if mode in ("i", "b")
    ]
    values = [value(n, kind, ids, there=there) for n, kind in zip(inputs, kinds, strict=True)]
    marks = ", ".join(f"%s::{kind}" for kind in kinds)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select * from {name}({marks})", values)
            return cursor.fetchall()
    except Error as error:
        return type(error).__name__


def of_ids(ids):
    with connection.cursor() as cursor:
        cursor.execute(GRANTED)
        return [one for one in cursor.fetchall() if set(one[1]) & set(ids)]


def told_apart(ids):
    return sorted(
        one[0]
        for one in of_ids(ids)
        if answer(one, ids, there=True) != answer(one, ids, there=False)
    )


def test_a_worker_of_another_region(people, ids):
    with session.acting(actor_of(people.ria)):
        assert told_apart(ids) == []


def test_nobody(people, ids):
    session.leave()
    assert set(told_apart(ids)) <= AS_NOBODY


def test_planted_one_that_answers_for_any_id_is_caught(people, ids):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("""create function app_planted(of_case bigint) returns text language sql
            stable security definer as
            $$ select client_name::text from cases_case where id = of_case $$""")
        cursor.execute("grant execute on function app_planted to hw_app")
    with session.acting(actor_of(people.ria)):
        assert told_apart(ids) == ["app_planted"]

"""A kit is loaded twice over: once with every address of somebody, once with none of anybody.

Chance and the clock stand still, so both must leave the same rows, mails, statements, words and
pages, to the letter; the accounts that were there before stay as they were.
"""

import contextlib
import datetime as dt
import difflib
import pprint
import random
import re
import secrets
import uuid
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.console import prepare
from huiswaarts.doors.console.kits import (
    check_path,
    load_cases,
    load_offers,
    load_path,
    load_seats,
)
from huiswaarts.doors.console.kits.bulk import run
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Organisation, Region
from tests.database import as_owner
from tests.people import come_in

from .small import SmallKit

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\.example")
# Of a page: made anew each time it is shown.
FRESH = re.compile(r'(csrfmiddlewaretoken|name="key)" value="[^"]*"|nonce[-=]"?[\w+/=-]+')
# What the database may not use in each world: nothing may rest on how it happens to join.
PLANNED_WITHOUT = {
    True: ("hashjoin", "mergejoin", "seqscan"),
    False: ("nestloop", "indexscan", "indexonlyscan", "bitmapscan"),
}


def everyone():
    """A kit with each way in which one address can be of several people."""
    kit = SmallKit().add("people", "p6", "Fia Fok", "p6@tst.example", "bw", "organisation_admin")
    kit.set("cases", 2, "client_email", "ien@tst.example")  # a relative in another case
    kit.set("cases", 3, "client_email", "p2@tst.example")  # works, and becomes a client
    kit.add("case_team", "c3", "supporter", "", "Sofie Steun", "p3@tst.example", "2026-11-01", "")
    kit.add(
        "case_team", "c1", "relative", "", "Jo Jas", "jo@tst.example", "2026-09-01", "2026-10-01"
    )
    kit.add("case_team", "c4", "bw_provider", "p1", "", "", "2026-11-01", "")
    kit.add("case_team", "c2", "guest", "", "Gea Gast", "gea@tst.example", "2025-03-01", "")
    fourth = [*kit.tables["cases"][3]]
    kit.add("cases", *fourth).set("cases", 4, "case", "c4")  # no address: a login name on paper
    return kit.set("cases", 4, "client_email", "")


def accounts(addresses, *, known):
    """As many accounts in both worlds, in use, of clients and of people who work elsewhere."""
    region = Region.objects.create(code="elders", name="Elders", lead_municipality="GM9900")
    place = Organisation.objects.create(
        region=region, external_key="x", name="Elders", kind="sheltered_care_provider"
    )
    for turn, address in enumerate(addresses):
        email = address if known else f"niemand.{turn}@elders.example"
        password = make_password("x") if turn % 2 else make_password(None)
        user = User.objects.create(email=email, password=password, last_login=NOW)
        if turn % 3 == 0:
            Membership.objects.create(
                region=region, user=user, organisation=place, role="support_worker", from_at=NOW
            )


@contextlib.contextmanager
def nothing_by_chance(monkeypatch):
    chance = random.Random(1)
    with monkeypatch.context() as patch:
        patch.setattr(secrets, "choice", chance.choice)
        patch.setattr(secrets, "token_bytes", lambda n=32: chance.randbytes(n))
        patch.setattr(secrets, "token_urlsafe", lambda n=32: chance.randbytes(n).hex())
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(bytes=chance.randbytes(16)))
        patch.setattr(timezone, "now", lambda: NOW)
        yield


def tables():
    """Every row of every table, as whoever owns them."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"select to_jsonb(t)::text from {table} t order by 1")
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


def sequences(back=None):
    """Where the numbers are; a transaction that is undone does not take them back."""
    with connection.cursor() as cursor:
        if back is None:
            cursor.execute("select sequencename from pg_sequences where schemaname = 'public'")
            names = [row[0] for row in cursor.fetchall()]
            each = " union all ".join(
                f"select '{n}', last_value, is_called from {n}" for n in names
            )
            cursor.execute(each)
            return cursor.fetchall()
        for row in back:
            cursor.execute("select setval(%s, %s, %s)", row)
    return back


def pages():
    """What those at the table and an admin see of it."""
    region = Region.objects.exclude(code="elders").get()
    cases = Case.objects.filter(region=region).select_related("coordinator__user").order_by("pk")
    first = cases[0].coordinator
    asked = [(f"/casussen/{case.number}/team/", case.coordinator) for case in cases]
    parts = ("", "tijdlijn/", "wie-ziet-wat/")
    asked += [(f"/casussen/{cases[0].number}/{part}", first) for part in parts]
    admins = Membership.objects.filter(region=region, role="organisation_admin")
    asked += [("/", first), ("/casussen/", first), ("/beheer/mensen/", admins.earliest("pk"))]
    shown = {}
    for path, worker in asked:
        browser = come_in(Client(), worker.user)
        with as_app():
            answer = browser.get(path)
        text = FRESH.sub("#", answer.content.decode())
        shown[path] = (answer.status_code, re.split(r"(?=<)", text))
    return shown


@contextlib.contextmanager
def as_app():
    with connection.cursor() as cursor:
        cursor.execute("set role hw_app")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set role hw_owner")


def world(path, addresses, monkeypatch, capsys, *, known, look):
    """All that anybody but the owner of an account can know after loading."""
    with transaction.atomic(), nothing_by_chance(monkeypatch):
        accounts(addresses, known=known)
        with connection.cursor() as cursor:
            for way in PLANNED_WITHOUT[known]:
                cursor.execute(f"set local enable_{way} = off")
        before = tables()
        with CaptureQueriesContext(connection) as queries:
            codes = (check_path(path), load_path(path))
        after = tables()
        changed = {
            table: [row for row in before[table] if row not in set(after[table])]
            for table in before
        }  # an account, its work, its seats: nothing of what was there is another
        fresh = {
            table: [row for row in rows if row not in set(before[table])]
            for table, rows in after.items()
        }
        told = capsys.readouterr()
        mail.outbox.clear()
        send_waiting(at=NOW)
        letters = [(one.to, one.subject, one.body) for one in mail.outbox]
        seen = pages() if look else {}
        transaction.set_rollback(True)
    statements = [re.sub(r"\d+", "?", one["sql"])[:4_000] for one in queries]
    assert codes == (0, 0), told.out
    assert not any(changed.values())
    return {
        "rows": fresh, "output": told.out + told.err, "mails": letters, "pages": seen,
        "statements": statements,
    }  # fmt: skip


def differences(path, monkeypatch, capsys, *, look=True):
    """In what the world where everybody is known differs from that where nobody is, and how."""
    text = "".join(
        (path / name).read_text() for name in ("people.csv", "cases.csv", "case_team.csv")
    )
    addresses = sorted(set(ADDRESS.findall(text)))
    with as_owner():
        numbers = sequences()
        unknown = world(path, addresses, monkeypatch, capsys, known=False, look=look)
        sequences(back=numbers)
        known = world(path, addresses, monkeypatch, capsys, known=True, look=look)
    assert len(unknown["mails"]) > len(addresses) // 2
    assert all(code == 200 for code, _ in unknown["pages"].values())
    return {
        what: told_apart(unknown[what], known[what])
        for what in known
        if known[what] != unknown[what]
    }


def told_apart(one, other):
    """The lines in which two worlds differ; a failure that shows up rarely must show itself."""
    lines = [pprint.pformat(world, width=200).splitlines() for world in (one, other)]
    return [line[:300] for line in difflib.unified_diff(*lines, n=1, lineterm="")][:60]


def test_nobody_can_tell_the_known_from_the_unknown(tmp_path, monkeypatch, capsys):
    found = differences(everyone().write(tmp_path / "kit"), monkeypatch, capsys)
    assert not found, pprint.pformat(found, width=300)


@pytest.mark.nightly
@pytest.mark.parametrize("kit", ["duinwolde", "lindemeer"])
def test_nor_in_a_whole_region(kit, monkeypatch, capsys):
    found = differences(Path(prepare.DEMO_KITS) / kit, monkeypatch, capsys)
    assert not found, pprint.pformat(found, width=300)


# Planted: the hole as it was, and its siblings.
def attaches(patch):
    real = load_seats._clients

    def clients():
        real()
        run("""update cases_teammember t set user_id = u.id from kit_new_case n
            join accounts_user u on u.email = n.email
            where t.case_id = n.case_id and t.kind = 'client'""")

    patch.setattr(load_seats, "_clients", clients)


def makes_an_account_of_the_unknown(patch):
    real = load_seats._clients

    def clients():
        real()
        run("""update accounts_user u set email = n.email from kit_new_case n
            where u.id = n.client_id and n.email <> ''
              and not exists (select from accounts_user o where o.email = n.email)""")

    patch.setattr(load_seats, "_clients", clients)


def invites_the_unknown_alone(patch):
    real = load_offers._seats

    def seats():
        for offer in real():
            if not User.objects.filter(email=offer.typed).exists():
                yield offer

    patch.setattr(load_offers, "_seats", seats)


def names_the_known(patch):
    real = load_offers._seats

    def seats():
        for offer in real():
            if User.objects.filter(email=offer.typed).exists():
                offer.name = "Bekend"
            yield offer

    patch.setattr(load_offers, "_seats", seats)


def tells_the_operator(patch):
    real = load_cases._store

    def store(batch, emails, loading):
        for key, email in emails.items():
            if email and User.objects.filter(email=email).exists():
                loading.report.differs("cases", key, "client_email")
        real(batch, emails, loading)

    patch.setattr(load_cases, "_store", store)


def works_at_once(patch):
    real = load_offers.offer_work

    def offer_work(loading, made):
        made = list(made)
        for one, email in made:
            found = User.objects.filter(email=email).values_list("pk", flat=True).first()
            Membership.objects.filter(pk=one.pk).update(user_id=found or one.user_id)
        real(loading, made)

    patch.setattr(load_offers, "offer_work", offer_work)


@pytest.mark.parametrize(
    ("planted", "seen_in"),
    [
        (attaches, {"rows"}),
        pytest.param(attaches, {"rows", "pages"}, marks=pytest.mark.nightly),
        pytest.param(makes_an_account_of_the_unknown, {"rows"}, marks=pytest.mark.nightly),
        pytest.param(invites_the_unknown_alone, {"rows", "mails"}, marks=pytest.mark.nightly),
        pytest.param(names_the_known, {"rows"}, marks=pytest.mark.nightly),
        pytest.param(tells_the_operator, {"output"}, marks=pytest.mark.nightly),
        pytest.param(works_at_once, {"rows"}, marks=pytest.mark.nightly),
    ],
)
def test_a_planted_difference_is_seen(planted, seen_in, tmp_path, monkeypatch, capsys):
    planted(monkeypatch)
    kit, look = everyone().write(tmp_path / "kit"), "pages" in seen_in
    assert seen_in <= set(differences(kit, monkeypatch, capsys, look=look))


# By construction: what a kit is loaded with asks for no account. Only a demo does, for the people
# that it invents.
KITS = Path(load_cases.__file__).parent
ASKS = re.compile(r"User\.objects\.(?!bulk_create\b)\w+|accounts_user|find_user|get_user_model")


def asking(path):
    return ASKS.findall(path.read_text(encoding="utf-8"))


def test_loading_looks_no_account_up():
    found = [path.name for path in (*KITS.glob("*.py"), *KITS.glob("sql/*.sql")) if asking(path)]
    assert found == ["load_welcome.py"]


def test_planted_a_lookup(tmp_path):
    for n, line in enumerate((
        "known = User.objects.filter(email__in=emails)",
        "join accounts_user u on u.email = k.email",
        "owner = find_user(row['email'])",
    )):  # fmt: skip
        path = tmp_path / f"{n}.py"
        path.write_text(line)
        assert asking(path)

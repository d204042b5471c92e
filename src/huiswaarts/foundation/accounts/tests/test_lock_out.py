import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone

from huiswaarts.foundation.accounts.actions.lockout import PASSWORD as LIMIT
from huiswaarts.foundation.accounts.actions.lockout import QUARTER, give_back, take_tries
from huiswaarts.foundation.accounts.adapter import AccountAdapter
from huiswaarts.foundation.accounts.models import Attempt

from .conftest import PASSWORD, app_code, is_in, sign_in, try_password

pytestmark = pytest.mark.django_db
BUSY = "te vaak een verkeerd wachtwoord"


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def guess(number, login):
    request = RequestFactory().post("/inloggen/", REMOTE_ADDR=address(number))
    request.user = AnonymousUser()
    adapter = AccountAdapter(request)
    try:
        return adapter.authenticate(request, username=login, email=login, password=f"gok {number}")
    except ValidationError:
        return None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("login", "guesses"), [("bea@voorbeeld.nl", 10_000), ("niemand@voorbeeld.nl", 200)]
)
def test_ten_thousand_guesses_from_as_many_networks_are_ten_tries(worker, quick, login, guesses):
    quick.checked = quick.made = 0
    for number in range(guesses):
        assert guess(number, login) is None
    assert quick.checked + quick.made == 10


def test_the_real_user_still_gets_in(worker, quick):
    known = sign_in(Client(), worker)
    known.post("/uitloggen/")
    for number in range(30):
        guess(number, worker.email)
    stranger = Client()
    assert BUSY in try_password(stranger, worker.email, PASSWORD).content.decode()
    assert try_password(known, worker.email, PASSWORD)["Location"] == "/inloggen/tweede-stap/"
    known.post("/inloggen/tweede-stap/", {"code": app_code(1)})
    assert is_in(known)


def test_a_new_password_by_mail_opens_the_door_too(client, resident, worker):
    """Who has no known device left proves to own the mailbox instead."""
    from huiswaarts.foundation.accounts.actions import ask_new_password
    from huiswaarts.foundation.events.models import OutboxMessage

    for number in range(30):
        guess(number, worker.email)
    ask_new_password(user=worker, at=timezone.now())
    code = OutboxMessage.objects.get().secret
    client.get(f"/uitnodiging/{code}/")
    new = "vijf koeien in de zon"
    answer = client.post("/uitnodiging/welkom/", {"password1": new, "password2": new})
    assert answer["Location"] == "/inloggen/tweede-stap/"
    client.post("/inloggen/tweede-stap/", {"code": app_code()})
    assert is_in(client)


def test_guesses_on_a_known_device_have_their_own_ten(worker):
    known = sign_in(Client(), worker)
    known.post("/uitloggen/")
    pages = [try_password(known, worker.email, "mis").content.decode() for _ in range(11)]
    assert [BUSY in page for page in pages] == [False] * 10 + [True]
    assert BUSY not in try_password(Client(), worker.email, "mis").content.decode()


def test_a_cookie_of_ones_own_device_says_nothing_about_anothers(worker, resident):
    mine = sign_in(Client(), resident)
    mine.post("/uitloggen/")
    for number in range(12):
        guess(number, worker.email)
    assert BUSY in try_password(mine, worker.email, PASSWORD).content.decode()


def test_an_invented_cookie_is_no_known_device(worker):
    client = Client()
    client.cookies["hw_apparaat"] = '{"x": "y"}:abc:def'
    for _ in range(11):
        page = try_password(client, worker.email, "mis").content.decode()
    assert BUSY in page


def test_one_network_has_a_limit_over_all_accounts(quick, db):
    for number in range(150):
        try_password(Client(), f"iemand{number}@voorbeeld.nl", "mis")
    assert quick.checked + quick.made == 100


def test_in_any_quarter_there_are_ten(db):
    """Also over the edge of a quarter of the clock."""
    begin = timezone.now()
    at = [begin + dt.timedelta(seconds=60 * step) for step in range(60)]
    taken = [moment for moment in at if take_tries(claims=[(LIMIT, "iemand")], at=moment)]
    for moment in taken:
        inside = [t for t in taken if dt.timedelta() <= t - moment < dt.timedelta(seconds=QUARTER)]
        assert len(inside) <= LIMIT.tries


def test_a_right_password_costs_no_try(worker):
    for _ in range(12):
        try_password(Client(), worker.email, PASSWORD)
    assert not Attempt.objects.exists()


def test_what_is_kept_names_nobody(worker):
    try_password(Client(), worker.email, "mis", REMOTE_ADDR="10.11.12.13")
    kept = str(list(Attempt.objects.values()))
    assert worker.email not in kept
    assert worker.public_id not in kept
    assert "10.11.12.13" not in kept


def test_old_tries_are_thrown_away(db):
    now = timezone.now()
    take_tries(claims=[(LIMIT, "iemand")], at=now - dt.timedelta(days=2))
    give_back(tries=[], at=now)
    assert not Attempt.objects.exists()


def test_codes_of_the_app_have_ten_tries(client, worker):
    try_password(client, worker.email, PASSWORD)
    for _ in range(10):
        client.post("/inloggen/tweede-stap/", {"code": "000000"})
    page = client.post("/inloggen/tweede-stap/", {"code": app_code()}).content.decode()
    assert "te vaak een verkeerde code" in page
    assert not is_in(client)


def test_repeating_the_password_has_ten_tries_of_its_own(client, worker):
    sign_in(client, worker)
    for _ in range(10):
        client.post("/account/bevestigen/", {"password": "mis"})
    assert BUSY in client.post("/account/bevestigen/", {"password": PASSWORD}).content.decode()
    assert BUSY not in try_password(Client(), worker.email, "mis").content.decode()


def test_codes_from_paper_have_twenty_tries_a_network(client, db):
    answers = [client.post("/uitnodiging/", {"code": f"AAAA-AAAA-AA{n}"}) for n in range(10, 31)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]


@pytest.mark.django_db(transaction=True)
def test_trying_at_the_same_moment_gives_no_more_than_ten():
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    from django.db import connections, transaction

    at, gate = timezone.now(), Barrier(8)

    def rush(_):
        try:
            gate.wait()
            with transaction.atomic():  # as a request does
                return bool(take_tries(claims=[(LIMIT, "iemand")], at=at))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        got_one = list(pool.map(rush, range(40)))
    assert sum(got_one) == LIMIT.tries

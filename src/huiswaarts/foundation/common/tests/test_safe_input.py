import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from huiswaarts.foundation.common.middleware import UnreadableError, check

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
PAGE = "/uitnodiging/"

UNREADABLE = {
    "nul": b"code=a%00b",
    "nul in a key": b"a%00b=1",
    "bell": b"code=%07",
    "no utf-8": b"code=%ff%fe",
    "no utf-8, not escaped": b"code=\xff",
    "lone surrogate": b"code=%ed%a0%80",
    "no character": b"code=%ef%bf%bf",
}
TURNING = {"right-to-left mark": "\u200f", "override": "\u202e", "isolate": "\u2067"}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_kept_is_refused_with_a_reason(client, body):
    answer = client.generic("POST", PAGE, body, content_type=FORM)
    assert answer.status_code == 400
    assert "niet te bewaren" in answer.content.decode()
    query = client.generic("GET", PAGE, QUERY_STRING=body.decode("latin-1"))
    assert query.status_code == 400


@pytest.mark.parametrize("sign", TURNING.values(), ids=TURNING)
def test_signs_that_turn_the_reading_direction_are_refused(client, sign):
    answer = client.post(PAGE, {"code": f"abc{sign}def"})
    assert answer.status_code == 400
    assert "leesrichting" in answer.content.decode()


@pytest.mark.parametrize("path", ["/%00/", "/casussen/%ff/", "/casussen/%ed%a0%80/", "/%e2%80%ae/"])
def test_addresses_that_cannot_be_read(client, path):
    assert client.get(path).status_code in (400, 404)


def test_a_megabyte_of_text_is_too_much(client):
    answer = client.post(PAGE, {"code": "a" * 1_000_000})
    assert answer.status_code == 413
    assert "512 kB" in answer.content.decode()


def test_broken_forms_are_refused(client):
    broken = "multipart/form-data; boundary=x"
    assert client.generic("POST", PAGE, b"--y\r\n", content_type=broken).status_code < 500
    no_boundary = "multipart/form-data"
    assert client.generic("POST", PAGE, b"abc", content_type=no_boundary).status_code == 400
    many = "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    assert client.generic("POST", PAGE, many, content_type=FORM).status_code in (200, 400)
    wide = f"{FORM}; charset=utf-16"
    assert client.generic("POST", PAGE, b"a=1", content_type=wide).status_code < 500


def test_emoji_accents_arabic_and_new_lines_are_welcome():
    check("Ça va? \N{HOUSE BUILDING} \u0645\u0631\u062d\u0628\u0627 e\u0301 één\r\nnieuwe regel\t")


TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters=TURNS
)


@given(st.text(alphabet=LETTERS))
def test_ordinary_text_is_never_refused(text):
    check(text)


@pytest.mark.parametrize("sign", TURNS)
def test_every_turning_sign_is_known(sign):
    with pytest.raises(UnreadableError, match="leesrichting"):
        check(f"a{sign}b")


@how(max_examples=200, deadline=None)
@given(
    path=st.binary(max_size=40),
    query=st.binary(max_size=60),
    body=st.binary(max_size=200),
    kind=st.sampled_from([FORM, "multipart/form-data; boundary=x", "text/plain", "", "x"]),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD"]),
)
def test_no_bytes_at_all_make_a_server_error(path, query, body, kind, method):
    answer = Client(raise_request_exception=False).generic(
        method,
        PAGE,
        body,
        content_type=kind,
        PATH_INFO=f"/{path.decode('latin-1')}",
        QUERY_STRING=query.decode("latin-1"),
    )
    assert answer.status_code < 500


def test_every_page_has_the_headers_of_safety_and_stays_out_of_caches(client):
    for path in ("/inloggen/", "/privacy/", "/bestaat-niet/", "/%00/", "/gezond/"):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy


def test_a_form_without_its_secret_is_refused_with_a_way_out():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(PAGE, {"code": "x"})
    assert answer.status_code == 403
    assert "te oud" in answer.content.decode()


@pytest.mark.parametrize("path", ["/toegankelijkheid/", "/privacy/"])
def test_statements_are_for_everyone(client, path):
    assert client.get(path).status_code == 200


def test_security_txt_has_what_rfc_9116_asks(client):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in text
    assert "Expires: " in text


def test_the_health_check_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(3):  # the savepoint of the request around it
        assert client.get("/gezond/").content == b"gezond\n"

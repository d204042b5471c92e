"""A codec that the sender names never decides how a request is read, and never breaks a page."""

import io

import pytest
from django.test import RequestFactory

from huiswaarts.foundation.common import middleware
from huiswaarts.foundation.common.utf8 import Handler

pytestmark = pytest.mark.django_db
PAGE = "/uitnodiging/"
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n\\ud800\r\n--x--\r\n'
BODIES = {FORM: b"code=%5Cud800", MULTIPART: PART, "text/plain": b"a"}
CODECS = ("rot13", "hex", "idna", "undefined", "unicode_escape", "utf-7", "utf-16", "latin-1", "x")
# What Django itself cannot read before there is a request.
UNREADABLE = ("charset*=utf-8''a%00b", "charset*=nonsense''a", "charset=a\0b", "a*=nonsense'x'y")


def status(kind, body=b"", query=""):
    told = []
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        PATH_INFO=PAGE,
        CONTENT_TYPE=kind,
        CONTENT_LENGTH=str(len(body)),
        QUERY_STRING=query,
    )
    environ["wsgi.input"] = io.BytesIO(body)
    Handler()(environ, lambda line, headers: told.append(line))
    return int(told[0].split()[0])


def broken(client):
    client.raise_request_exception = False
    for codec in CODECS:
        for kind, body in BODIES.items():
            answer = client.generic("POST", PAGE, body, content_type=f"{kind}; charset={codec}")
            if answer.status_code != 400:
                yield codec, kind, answer.status_code


def test_another_codec_is_refused(client):
    assert not list(broken(client))


@pytest.mark.parametrize("codec", CODECS)
def test_nor_does_a_codec_decide_how_an_address_is_read(codec):
    assert status(f"text/plain; charset={codec}", query="a=1") == 400


@pytest.mark.parametrize("told", UNREADABLE)
def test_a_content_type_that_cannot_be_read_is_refused(told):
    assert status(f"{FORM}; {told}", b"code=a") == 400


@pytest.mark.parametrize("told", ["", "; charset=utf-8", "; charset=UTF-8", '; charset="utf-8"'])
def test_utf8_is_read(client, told):
    answer = client.generic("POST", PAGE, b"code=%C3%A9", content_type=FORM + told)
    assert answer.status_code == 200


def test_planted_without_the_rule_a_codec_breaks_the_page(client, monkeypatch):
    monkeypatch.setattr(middleware, "is_utf8", lambda request: True)
    found = list(broken(client))
    assert any(status >= 500 for _, _, status in found)
    assert any(codec == "unicode_escape" for codec, _, _ in found)

"""Nothing that is posted to a page of signing in makes a server error."""

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

FORMS = {
    "/inloggen/": ("login", "password", "next"),
    "/inloggen/tweede-stap/": ("code", "credential"),
    "/inloggen/passkey/": ("credential",),
    "/inloggen/wachtwoord-vergeten/": ("nothing",),
    "/uitnodiging/": ("code",),
    "/uitnodiging/welkom/": ("password1", "password2"),
    "/account/wachtwoord/": ("oldpassword", "password1", "password2"),
    "/account/bevestigen/": ("password", "next"),
    "/account/bevestigen/code/": ("code",),
    "/account/bevestigen/passkey/": ("credential",),
    "/account/tweede-stap/app/": ("code",),
    "/account/passkeys/": ("name", "credential", "passwordless"),
    "/account/uitloggen/": (),
    "/kies-organisatie/": ("membership", "next"),
}
part = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
credential = st.fixed_dictionaries(
    {},
    optional={
        "id": part,
        "rawId": part,
        "type": st.just("public-key") | part,
        "response": st.fixed_dictionaries(
            {},
            optional={
                "clientDataJSON": part,
                "attestationObject": part,
                "authenticatorData": part,
                "signature": part,
                "userHandle": part,
            },
        )
        | part,
        "clientExtensionResults": part,
    },
)
value = st.text(max_size=60) | (part | credential).map(json.dumps)


@pytest.mark.parametrize("path", FORMS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_form_stumbles(worker, path, data):
    filled = {name: data.draw(value) for name in FORMS[path]}
    for inside in (False, True):
        client = Client(raise_request_exception=False)
        if inside:
            client.force_login(worker)
            session = client.session
            session["second_factor"] = True
            session["account_authentication_methods_user"] = str(worker.pk)
            session["account_authentication_methods"] = [
                {"method": "password", "at": 9e12, "reauthenticated": True}
            ]
            session["mfa.webauthn.state"] = {"challenge": "YWJj", "user_verification": "required"}
            session.save()
        assert client.post(path, filled).status_code < 500


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_no_method_stumbles(worker, path, method):
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    assert getattr(client, method)(path).status_code < 500


@pytest.mark.parametrize("key", ["-1", "0", "9" * 30, "x", "..%2f", "%F0%9F%8F%A0"])
def test_passkeys_of_nobody_do_not_exist(worker, key):
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    session = client.session
    session["second_factor"] = True
    session["account_authentication_methods_user"] = str(worker.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": 9e12, "reauthenticated": True}
    ]
    session.save()
    assert client.get(f"/account/passkeys/{key}/weg/").status_code == 404

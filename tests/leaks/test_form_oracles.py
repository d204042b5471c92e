"""No form tells whether an address, a name or a code is known: same answer, same work.

LISTED names every form with such a field; a new one that is not there fails. What a form may tell
on purpose, and to whom, is said there with the test that holds it.
"""

import ast
import difflib
import re
import time
from collections import Counter
from statistics import median

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiswaarts.foundation.accounts import actions
from huiswaarts.foundation.accounts.actions import sheets
from tests.architecture.tree import name, python_files, tree

from .canaries import canary
from .rows import ROWS
from .visitor import NOBODY

pytestmark = pytest.mark.timeout(600)
ASKING = {"login", "email", "client_email", "client_name", "code", "name", "zoek", "phone"}
OWN = "of one's own account, which one is in"
NAMED = "a name that is written down, and compared with nobody's"
BY_ADDRESS = "tried in tests/platform/test_address_oracle.py"
LISTED = {
    "foundation/accounts/forms.py:SignInForm.login": "tried below",
    "foundation/accounts/forms.py:ForgottenForm.login": "tried below",
    "foundation/accounts/forms.py:PaperCodeForm.code": "tried below",
    "foundation/accounts/forms_recovery.py:SheetForm.login": "tried below",
    "foundation/accounts/forms_recovery.py:SheetForm.code": "tried below",
    "foundation/accounts/forms.py:CodeForm.code": OWN,
    "foundation/accounts/forms.py:RepeatCodeForm.code": OWN,
    "foundation/accounts/forms.py:AppForm.code": OWN,
    "foundation/accounts/forms.py:AddPasskeyForm.name": OWN,
    "foundation/accounts/forms_word.py:WordForm.phone": OWN,
    "doors/desk/forms_cases.py:CaseFilter.zoek": "tried below",
    "doors/desk/views_search.py:SearchForm.zoek": "tried below",
    # tells an organisation on purpose: twenty a day, and the client reads it (test_doubles.py)
    "casework/cases/forms.py:RegisterForm.client_name": "test_doubles.py",
    # for whoever stands at a desk; the same twenty, and an account in the region hears of it
    "doors/desk/forms_recovery.py:DeskForm.login": "test_doubles.py",
    "casework/cases/forms.py:RegisterForm.client_email": BY_ADDRESS,
    "casework/cases/forms.py:InviteForm.email": "tried below",
    "doors/desk/forms_people.py:InviteColleague.email": "tried below",
    "doors/portal/forms.py:PersonForm.email": "tried below",
    "doors/portal/forms.py:InviteForm.email": "tried below",
    "casework/cases/forms.py:PersonForm.name": NAMED,
    "doors/desk/forms_roles.py:ProposeRole.name": NAMED,
    "doors/desk/forms_roles.py:ProposeRole.email": BY_ADDRESS,
    "casework/cases/forms_documents.py:DocumentForm.name": NAMED,
    "casework/tables/forms.py:TableForm.name": NAMED,
    "doors/desk/forms_people.py:InviteColleague.name": NAMED,
    "doors/portal/forms.py:PersonForm.name": NAMED,
}


def asking_fields(code, where):
    """`file:Form.field` for each field that takes an address, a name or a code."""
    for form in (node for node in ast.walk(code) if isinstance(node, ast.ClassDef)):
        for node in ast.walk(form):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                called = node.value.func
                kind = getattr(called, "attr", getattr(called, "id", ""))
                for field in filter(None, map(field_name, node.targets)):
                    if kind in ("AddressField", "EmailField") or (
                        field in ASKING and kind.lower().endswith(("field", "text"))
                    ):
                        yield f"{where}:{form.name}.{field}"


def field_name(target):
    """`login = …` in the form, or `self.fields["login"] = …` when it is made."""
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Subscript) and getattr(target.value, "attr", "") == "fields":
        return getattr(target.slice, "value", None)
    return None


def test_every_form_that_asks_is_listed():
    found = {
        one
        for path in python_files()
        if "models" not in name(path)
        for one in asking_fields(tree(path), name(path))
    }
    assert found - set(LISTED) == set(), "a form that may tell who is known: list it, and try it"
    assert set(LISTED) - found == set(), "no longer there"


def test_planted_a_form_that_is_not_listed():
    planted = ast.parse("class F(Form):\n    email = forms.EmailField()\n    x = AddressField()")
    assert list(asking_fields(planted, "new.py")) == ["new.py:F.email", "new.py:F.x"]


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed."""
    counted, kind = Counter(), type(get_hasher())
    for what in ("encode", "verify"):
        real = getattr(kind, what)

        def one(self, *args, _real=real, **more):
            counted["hashed"] += 1
            return _real(self, *args, **more)

        monkeypatch.setattr(kind, what, one)
    return counted


# What is new gets a new number in the address, in the database, and so other houses on the horizon.
FRESH = re.compile(
    r'(?<=[/F])[2-9A-Z]{12}(?=[/%])|(?<=name="rule" value=")\d+|<svg class="hw-horizon.*?</svg>'
)
LITERALS = re.compile(r"'(?:[^']|'')*'(?:::\w+)?| ?-?\b\d+(?:\.\d+)?\b|\bNULL\b")


def statements(queries):
    """Without what was filled in, and without how a part of a transaction ended."""
    told = [LITERALS.sub("?", query["sql"]) for query in queries]
    return [one for one in told if "SAVEPOINT" not in one]


def ways(town):
    """What is known beside what is not: page, who asks, and two things to send."""
    samir, nobody = town.people.by_name["Samir"].user, canary("nobody at all")
    bea, stan = town.people.by_name["Bea"].user, town.people.case_of["Stan"]
    wrong = {"password": "dit is niet het wachtwoord"}
    sheet = {"code": "2222-2222-2222"}
    invited = {"name": "Iemand Anders", "key": "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11"}
    theirs = {"email": town.people.by_name["Hans"].user.email}
    nobodys = {"email": f"{nobody}@voorbeeld.nl"}
    colleague = invited | {"role": "support_worker"}
    by_mail = {"way": "email", "key": invited["key"]}
    relative = invited | {"kind": "relative", "way": "email"}
    invite = reverse("desk:people_invite")
    home = reverse("portal:add_person", args=[town.people.case_of["Samir"].number])
    return {
        "a colleague": (invite, "Olga", colleague | theirs, colleague | nobodys),
        "a relative, by a worker": (
            ROWS["cases:invite"].path("cases:invite", town), "Gerda", by_mail | theirs,
            by_mail | nobodys,
        ),
        "a relative again": (
            ROWS["portal:invite"].path("portal:invite", town), "Samir", by_mail | theirs,
            by_mail | nobodys,
        ),
        "a relative": (home, "Samir", relative | theirs, relative | nobodys),
        "sign in by address": ("/inloggen/", NOBODY, {"login": bea.email} | wrong,
                               {"login": f"{nobody}@voorbeeld.nl"} | wrong),
        "sign in by name": ("/inloggen/", NOBODY, {"login": samir.username} | wrong,
                            {"login": "2222-2222"} | wrong),
        "forgotten": ("/inloggen/wachtwoord-vergeten/", NOBODY, {"login": bea.email},
                      {"login": f"{nobody}@voorbeeld.nl"}),
        "forgotten, without an address": ("/inloggen/wachtwoord-vergeten/", NOBODY,
                                          {"login": samir.username}, {"login": "2222-2222"}),
        "sheet": ("/inloggen/herstelblad/", NOBODY, {"login": bea.email} | sheet,
                  {"login": f"{nobody}@voorbeeld.nl"} | sheet),
        "name in the list": ("/casussen/", "Bea", {"zoek": stan.client_name}, {"zoek": nobody}),
        "number in the list": ("/casussen/", "Bea", {"zoek": stan.number}, {"zoek": "2222-2222"}),
        "name in the search": ("/zoeken/", "Bea", {"zoek": stan.client_name}, {"zoek": nobody}),
        "number in the search": ("/zoeken/", "Bea", {"zoek": stan.number}, {"zoek": "2222-2222"}),
    }  # fmt: skip


def asked(visitors, hashed, path, who, said):
    hashed.clear()
    seen = CaptureQueriesContext(connection)
    answer = visitors.ask(who, path, method="post", data=said, follow=True, during=seen)
    same = FRESH.sub("~", answer.same)
    for typed in said.values():
        same = same.replace(typed, "~")
    return same, statements(seen.captured_queries), hashed["hashed"]


def told(town, visitors, hashed, way):
    path, who, known, unknown = ways(town)[way]
    asked(visitors, hashed, path, who, unknown)  # what is kept from then on
    first, second = (asked(visitors, hashed, path, who, said) for said in (known, unknown))
    for a, b in ((first[0].split("\n"), second[0].split("\n")), (first[1], second[1])):
        print("\n".join(difflib.unified_diff(a, b, lineterm="", n=0)))
    parts = ("answer", "statements", "hashings")
    return [part for part, a, b in zip(parts, first, second, strict=True) if a != b]


WAYS = (
    "a colleague", "a relative", "a relative, by a worker", "a relative again",
    "sign in by address", "sign in by name", "forgotten", "forgotten, without an address", "sheet",
    "name in the list", "number in the list", "name in the search", "number in the search",
)  # fmt: skip


@pytest.fixture
def unhurried(monkeypatch):
    """What is padded to take as long is compared by its work here."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.mark.parametrize("way", WAYS)
def test_known_and_unknown_are_the_same(town, visitors, hashed, unhurried, way):
    assert not told(town, visitors, hashed, way)


def test_a_code_that_was_used_is_as_one_that_never_was(town, visitors, hashed):
    with_code = {"code": "ABCD-EFGH-JKMN"}
    first = asked(visitors, hashed, "/uitnodiging/", NOBODY, with_code)
    second = asked(visitors, hashed, "/uitnodiging/", NOBODY, {"code": "2222-2222-2222"})
    assert first == second


def test_planted_no_mail_and_no_work_for_nobody(town, visitors, hashed, unhurried, monkeypatch):
    from huiswaarts.foundation.accounts import views

    real = actions.ask_new_password

    class Planted:
        def __getattr__(self, what):
            return getattr(actions, what)

        def ask_new_password(self, *, user, at):
            return real(user=user, at=at) if user else None

    monkeypatch.setattr(views, "actions", Planted())
    assert told(town, visitors, hashed, "forgotten") == ["statements"]


def test_planted_no_hashing_for_nobody(town, visitors, hashed, monkeypatch):
    from huiswaarts.foundation.accounts.models import User

    monkeypatch.setattr(User, "set_password", lambda *_: None)
    assert told(town, visitors, hashed, "sign in by address") == ["hashings"]


def test_planted_a_sheet_of_nobody_is_not_looked_up(town, visitors, hashed, monkeypatch):
    from huiswaarts.foundation.accounts import actions as of_accounts

    real = sheets.use_sheet_code
    early = lambda *, user, **more: real(user=user, **more) if user else None  # noqa: E731
    monkeypatch.setattr(of_accounts, "use_sheet_code", early)
    assert told(town, visitors, hashed, "sheet") == ["statements"]


@pytest.mark.nightly
@pytest.mark.parametrize("way", ["sign in by address", "forgotten", "sheet"])
def test_the_clock_tells_nothing_either(town, visitors, hashed, way):
    path, who, known, unknown = ways(town)[way]
    took = {}
    for said in (known, unknown) * 15:
        begun = time.perf_counter()
        asked(visitors, hashed, path, who, said)
        took.setdefault(said["login"], []).append(time.perf_counter() - begun)
    fast, slow = sorted(map(median, took.values()))
    assert slow < 1.25 * fast + 0.01

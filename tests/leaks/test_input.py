"""Whatever is asked or sent: a page, a message or a 4xx; never a 5xx, never a word of another."""

import pytest
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .forms import Form, forms_on
from .harvest import DOORS, let_in, strays
from .rows import ROWS
from .visitor import NOBODY

pytestmark = pytest.mark.timeout(600)
NASTY_IDS = (
    "-1", "0", "99999999999999999999999", "x" * 2000, "a%00b", "%E2%80%AE", "'%20or%201=1--",
    "2222-2222", "%ED%A0%80", "%FF", "..%2F..%2Fetc", "{{7*7}}", "Ⅷ", "7kq4-2m9f", "%00",
)  # fmt: skip
NASTY_TEXT = (
    "", " ", "\0", "a\0b", "\u202etxt.exe", "\u200f", "\ud800", "x" * 5000, "é" * 4001, "-1", "0",
    "1e309", "NaN", "9" * 40, "0001-01-01", "9999-12-31", "2026-02-30", "2026-13", "<script>",
    "'; drop table x; --", "=1+1", "{% debug %}", "on", "null", "[]", "\r\nX-Injected: 1", "𝔘",
    "١٢", "111222333", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
# Stands only on a box in which nothing is open any more, or at a table where no day is looked
# for yet: tried as it would be sent.
DAYS = {f"{what}_{n}": {value} for n in (1, 2) for what, value in
        (("day", f"2030-03-0{n}"), ("time", "14:00"))}  # fmt: skip
KEY = "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a12"
BESIDE = (
    ("Samir", "portal:confirm", {"version": {"1"}, "how": {"alone"}}),
    ("Gerda", "meetings:ask_days", {
        "key": {"0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11"}, "kind": {"regular"}, "minutes": {"60"},
        "place": {"home"}, **DAYS,
    }),
)  # fmt: skip
# Of what waits for somebody who sends nothing else here.
BESIDE += (
    ("Amir", "cases:ask_coordination", {"version": {"1"}, "reason": {"Ik wil het doen."}}),
    # whose form is not shown while a request is open, or the case lies at every table already
    ("Bea", "desk:recovery_ask", {"key": {KEY}, "seen_on": {"2026-11-30"}, "place": {"home"}}),
    ("Gerda", "tables:bring", {"key": {KEY}, "table": {"1"}, "tried": {"Gebeld."},
                               "question": {"Wat nu?"}, "client_knows": {"yes"}}),
    ("Gerda", "desk:death_confirm", {"said": {"yes"}}),
    ("Gerda", "desk:death_undo", {"said": {"yes"}}),
    *(("Rob", f"desk:role_{what}", {"reason": {"Nu niet."}, "role": {"help_desk"}})
      for what in ("agree", "end", "proposal", "propose", "uninvite", "withdraw")),
)  # fmt: skip
CALM = (200, 302, 303, 400, 403, 404, 405, 409, 410, 422)
SENDERS = ("Bea", "Gerda", "Wim", "Samir", "Mina", "Olga", "Fred", "Petra", "Bo", "Tina", NOBODY)
TRIES = 3


def entitled(name):
    """Somebody for whom the URL is there, so that more than the door is tried."""
    inside = let_in(name)
    return next((who for who in SENDERS if who in inside), min(inside))


@pytest.mark.parametrize(
    "nasty_ids",
    [NASTY_IDS[:7], pytest.param(NASTY_IDS[7:], marks=pytest.mark.nightly)],
    ids=["some", "others"],
)
def test_ids_that_cannot_be(town, visitors, harvest, nasty_ids):
    wrong = []
    for name, row in ROWS.items():
        method = "post" if harvest[entitled(name), name, "get"].status == 405 else "get"
        # an invitation answers each code with the same words, also one that never was
        # and about one's own account the password is asked first
        fine = {400, 404}
        fine |= {"public": {200, 302}, "signed_in": {302, 410}}.get(DOORS[name], set())
        for argument in row.fill:
            stand_in = 77 if argument == "n" else "qqqq"
            good = row.path(name, town, **{argument: stand_in})
            for nasty in nasty_ids:
                path = good.replace(f"/{stand_in}/", f"/{nasty}/")
                status = visitors.ask(entitled(name), path, method=method).status
                if status not in fine:
                    wrong.append(f"{name} {argument}={nasty[:20]}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_methods_that_are_not_there(town, visitors, method):
    wrong = []
    for name, row in ROWS.items():
        answer = visitors.ask(entitled(name), row.path(name, town), method=method)
        if answer.status not in (405, 404, 302) or (
            answer.status == 302 and "/inlog" not in answer.headers
        ):
            wrong.append(f"{method} {name}: {answer.status}")
    assert not wrong, "\n".join(wrong)


def test_every_url_takes_what_it_takes(town, harvest):
    """GET or POST or both: the other one is 405, not an accident."""
    wrong = [
        f"{method} {name} by {who}: {harvest[who, name, method].status}"
        for name in ROWS
        for method in ("get", "post")
        for who in [entitled(name)]
        if harvest[who, name, method].status
        not in (200, 302, 303, 400, 403, 404, 405, 409, 410, 422)
    ]
    assert not wrong, "\n".join(wrong)


def test_without_its_token_nothing_is_sent(town, visitors):
    wrong = []
    for name, row in ROWS.items():
        for who in {entitled(name), "Hans", NOBODY}:
            answer = visitors.ask(who, row.path(name, town), method="post", data={}, csrf=True)
            if answer.status != 403:
                wrong.append(f"{name} by {who}: {answer.status}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def forms(town, harvest):
    """(who, form) for every different form on every page that somebody sees."""
    found = {}
    for who, path, answer in harvest.pages():
        if answer.status != 200 or who not in SENDERS:
            continue
        for form in forms_on(path, answer.body):
            found.setdefault(form.key, (who, form))
    beside = [(who, Form(ROWS[name].path(name, town), "post", said)) for who, name, said in BESIDE]
    return [*found.values(), *beside]


def test_every_url_that_takes_a_post_has_its_form(town, harvest, forms):
    """Otherwise the tests below would not have tried it."""
    on_pages = {
        resolve(form.action.split("?")[0]).view_name for _, form in forms if form.method == "post"
    }
    takes_post = {
        name
        for name in ROWS
        if any(harvest[who, name, "post"].status != 405 for who in let_in(name))
    }
    missing = takes_post - on_pages
    assert not missing - WITHOUT_FORM, "\n".join(sorted(missing - WITHOUT_FORM))


# Takes a POST, but this town has no page with its form: why.
WITHOUT_FORM = {
    # for whoever is halfway signing in or was invited, or has just said the password again:
    # the tests of accounts go there
    "invitation_accept", "offer_welcome", "mfa_authenticate", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes",
    # every client of this town has signed in: nobody invites them again (test_account_in_use.py)
    "cases:invite_client",
    # sent by the script of every page
    "session_time",
    # nobody in this town has a second step of their own
    "mfa_deactivate_totp", "mfa_download_recovery_codes", "remove_passkey",
}  # fmt: skip


def sent(visitors, who, form, data):
    return visitors.ask(who, form.action, method=form.method, data=data)


def filled(form):
    """Mostly what the form itself offers; something nasty in one field or more; or one missing."""
    nasty = st.one_of(st.sampled_from(NASTY_TEXT), st.text(max_size=40))
    said = {
        name: st.one_of(st.sampled_from(sorted(offered)), st.sampled_from(sorted(offered)), nasty)
        for name, offered in form.fields.items()
    }
    beside = dict.fromkeys(("id", "user", "case", "role", "region", "version"), st.just("1"))
    return st.builds(
        lambda known, left_out, extra: {
            **extra, **{k: v for k, v in known.items() if k != left_out}
        },
        st.fixed_dictionaries(said),
        st.sampled_from(["", "", "", *sorted(said)]),
        st.fixed_dictionaries({}, optional=beside),
    )  # fmt: skip


def _about(attempt, who, form):
    def once(data):
        attempt(who, form, data)

    return once


def try_forms(town, visitors, forms, *, tries):
    wrong = []

    def attempt(who, form, data):
        answer = sent(visitors, who, form, encodable(data))
        typed = {token for token in town.tokens if any(token in v.lower() for v in data.values())}
        if answer.status >= 500:
            wrong.append(f"{form.action} by {who} {shown(data)}: {answer.status}")
        if found := strays(town, who, answer, typed=typed):
            wrong.append(f"{form.action} shows {who} {found}")

    for who, form in forms:
        often = settings(
            max_examples=tries,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            derandomize=tries == TRIES,
            suppress_health_check=list(HealthCheck),
        )
        often(given(filled(form))(_about(attempt, who, form)))()
    return wrong


def encodable(data):
    """A lone surrogate cannot be sent by a client: as the bytes that it would be."""
    return {key: value.encode("utf-8", "surrogatepass") for key, value in data.items()}


def shown(data):
    return {key: value[:40] for key, value in data.items()}


def test_no_form_breaks(town, visitors, forms):
    assert len(forms) > 30
    wrong = try_forms(town, visitors, forms, tries=TRIES)
    assert not wrong, "\n".join(wrong)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_no_form_breaks_ever(town, visitors, forms):
    wrong = try_forms(town, visitors, forms, tries=150)
    assert not wrong, "\n".join(wrong)


def test_a_megabyte_of_text_is_refused(visitors, forms):
    for who, form in forms:
        if form.method == "post" and form.fields:
            data = dict.fromkeys(form.fields, "x" * (1_100_000 // len(form.fields)))
            assert sent(visitors, who, form, data).status == 413, form.action

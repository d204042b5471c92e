"""Everyone × every URL: nobody finds what is not for them, and everybody what is.

Identities: seven roles and eight kinds of seat; own case, same organisation, same region, other
region, client, relative, stranger client, ended seat, nobody. What should be seen comes from
expected.py, which knows nothing of how the product decides.
"""

import pytest

from tests.architecture.tree import urls

from .canaries import canary, found_in
from .harvest import PEOPLE, let_in, strays
from .rows import MAKERS, ROWS
from .visitor import NOBODY

pytestmark = pytest.mark.timeout(600)
UNKNOWN = {
    "number": "2222-2222", "seat_id": "222222222222", "member_id": "222222222222",
    "passkey_id": "222222222222", "promise_id": "222222222222",
    "message_id": "222222222222", "offer_id": "222222222222", "secret": "geen-agenda",
    "document_id": "222222222222", "meeting_id": "222222222222", "poll_id": "222222222222",
    "day_id": "222222222222", "item_id": "222222222222",
    "bottleneck_id": "222222222222", "table_id": "222222222222", "handoff_id": "222222222222",
    "code": "unknown-code", "kind": "unknown-kind",
    "rule": "unknown-rule", "to": "unknown-to", "gate": "unknown-gate", "n": 99,
}  # fmt: skip


def test_every_url_has_a_row():
    names = {name for name, _, _ in urls()}
    assert not names - set(ROWS), "a URL without a row in the matrix"
    assert not set(ROWS) - names, "a row without a URL"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_finds_what_is_not_for_them(town, harvest, method):
    leaks = [
        f"{method} {name} shows {who}: {', '.join(found)}"
        for who, name, answer in harvest.everything(method)
        if (found := strays(town, who, answer))
    ]
    assert not leaks, "\n".join(leaks)


def test_nor_in_other_boxes_filters_and_exports(town, harvest):
    leaks = [
        f"{name} shows {who}: {', '.join(found)}"
        for who, name, answer in harvest.deeper()
        if (found := strays(town, who, answer))
    ]
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_doors_are_shut(harvest, method):
    wrong = []
    for who, name, answer in harvest.everything(method):
        if answer.status >= 500:
            wrong.append(f"{method} {name} by {who}: {answer.status}")
        elif who not in let_in(name):
            to_login = who == NOBODY and answer.status == 302 and "/inloggen/" in answer.headers
            if answer.status not in (404, 405) and not to_login:
                wrong.append(f"{method} {name} lets {who} in: {answer.status}")
    assert not wrong, "\n".join(wrong)


def test_every_url_answers_somebody(harvest):
    """Otherwise its row fills in something that does not exist, and proves nothing."""
    dead = [
        name
        for name in ROWS
        if all(
            harvest[who, name, method].status == 404
            for who in let_in(name)
            for method in ("get", "post")
        )
    ]
    # nobody in this town has a second step of their own
    assert not set(dead) - {"remove_passkey", "mfa_deactivate_totp", "mfa_download_recovery_codes"}


def test_everybody_finds_what_is_for_them(town, harvest):
    """A system that hides too much fails its users: each on the normal path, by GET."""
    seen = {who: set() for who in PEOPLE}
    for who, _, answer in (*harvest.everything("get"), *harvest.deeper()):
        seen[who] |= answer.seen
    missed = [
        f"{who} does not find {item.what}"
        for item in town.items.values()
        for who in sorted(item.must)
        if item.token not in seen[who]
    ]
    assert not missed, f"{len(missed)}:\n" + "\n".join(missed)
    assert sum(len(item.must) for item in town.items.values()) > 200


def test_no_mail_says_anything(town, harvest):
    said = [
        f"{name} by {who}"
        for who, name, answer in harvest.everything("post")
        if found_in(answer.mails, town.tokens)
    ]
    assert not said


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_log_says_anything(town, harvest, method):
    said = [
        f"{name} by {who}: {answer.logs[:200]}"
        for who, name, answer in harvest.everything(method)
        if found_in(answer.logs, town.tokens)
    ]
    assert not said, "\n".join(said)


def masked(answer, path):
    return answer.same.replace(path, "~")


def hidden_and_unknown(harvest, who, name, **other):
    """The answer for what is there but not for them, and for what is nowhere."""
    town, visitors, row = harvest.town, harvest.visitors, ROWS[name]
    for method in ("get", "post"):
        there = row.path(name, town, **other)
        nowhere = row.path(name, town, **{key: UNKNOWN[key] for key in other or row.fill})
        data = {} if method == "post" else None
        if other:
            first = visitors.ask(who, there, method=method, data=data)
        else:
            first = harvest[who, name, method]
        second = visitors.ask(who, nowhere, method=method, data=data)
        yield method, masked(first, there), masked(second, nowhere)


ABOUT_A_CASE = [name for name, row in ROWS.items() if "number" in row.fill]


def test_hidden_is_as_unknown(harvest):
    """Status, body and headers: what is not visible does not exist."""
    told = [
        f"{method} {name} tells {who}"
        for name in ABOUT_A_CASE
        for who in sorted(set(PEOPLE) - let_in(name))
        if who in ("Bo", "Hans", "Ria", "Stan", NOBODY)
        for method, there, nowhere in hidden_and_unknown(harvest, who, name)
        if there != nowhere
    ]
    assert not told, "\n".join(told)


def test_ids_of_another_case_are_unknown_here(town, harvest):
    """Under one's own case number, with the seat or member of somebody else's."""
    told = []
    for name, row in ROWS.items():
        foreign = {
            argument: MAKERS[maker](town, "Stan")
            for argument, maker in row.fill.items()
            if argument in ("seat_id", "member_id")
        }
        for who in sorted(let_in(name) - {NOBODY}) if foreign else ():
            for method, there, nowhere in hidden_and_unknown(harvest, who, name, **foreign):
                if there != nowhere:
                    told.append(f"{method} {name} tells {who}")
    assert not told, "\n".join(told)


def test_a_search_tells_nothing_about_others(town, harvest):
    """Asking for the name of somebody else's client is as asking for nobody's."""
    stan, nobody = canary("Stan", "first name"), canary("nobody at all")
    told = []
    for name, row in ROWS.items():
        path = row.path(name, town)
        for said in row.posts:
            for who in sorted(let_in(name) - {"Stan", "Hans", NOBODY}):
                first, second = (
                    harvest.visitors.send(who, path, said, bird) for bird in (stan, nobody)
                )
                if strays(town, who, first, typed={stan}):
                    told.append(f"{name} {said} shows {who} {strays(town, who, first)}")
                if first.same.replace(stan, "~") != second.same.replace(nobody, "~"):
                    told.append(f"{name} {said} tells {who}")
    assert not told, "\n".join(told)

"""Each planted leak is caught, by the layer that is there for it."""

import re

import pytest
from django.db import transaction

from huiswaarts.casework.cases.models import Sharing
from huiswaarts.foundation.common import kept
from huiswaarts.foundation.events.models import AccessRecord
from tests.database import as_owner

from . import mutants
from . import mutants_card as cards
from .canaries import canary, found_in
from .cards import ACTORS
from .harvest import strays
from .rows import ROWS
from .test_card import another_course, course_of
from .test_looks import noted_unseen, unnoted
from .test_twin import elsewhere, health
from .visitor import NOBODY, Visitors

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def fresh(town):
    """Visitors of their own: nothing of a mutant stays behind."""
    return Visitors(town)


def path(town, name, query="", **other):
    return f"{ROWS[name].path(name, town, **other)}{query}"


def by_matrix(town, visitors, who, name, query="", **other):
    return strays(town, who, visitors.ask(who, path(town, name, query, **other)))


def by_oracle(town, visitors, who, name):
    there, nowhere = path(town, name), path(town, name, number="2222-2222")
    first, second = visitors.ask(who, there), visitors.ask(who, nowhere)
    return first.same.replace(there, "~") != second.same.replace(nowhere, "~")


def by_twin(town, visitors, who, name, change):
    asked = path(town, name)
    first = visitors.ask(who, asked)
    with transaction.atomic():
        with as_owner():
            change(town)
        second = visitors.ask(who, asked)
        transaction.set_rollback(True)
    return first.same != second.same


def by_search(town, visitors, who):
    stan, nobody = canary("Stan", "first name"), canary("nobody at all")
    first, second = (
        visitors.send(who, path(town, "desk:case_list"), {"zoek": "{bird}"}, bird)
        for bird in (stan, nobody)
    )
    return first.same.replace(stan, "~") != second.same.replace(nobody, "~")


def by_mail(town, visitors, who):
    asked = {"login": town.people.by_name[who].user.email}
    answer = visitors.ask(NOBODY, path(town, "account_reset_password"), method="post", data=asked)
    assert answer.mails, "there is a mail to read"
    return found_in(answer.mails, town.tokens)


def by_completeness(town, visitors, who, name, **other):
    seen = visitors.ask(who, path(town, name, **other)).seen
    must = {t for t, item in town.items.items() if who in item.must and "answer" in item.what}
    return not must & seen


def by_withdrawal(town, visitors, who, name, **other):
    """The corporation may no longer see the box about the home: from the very next request."""
    visitors.client(who)  # the session is older than the change
    with transaction.atomic():
        with as_owner():
            rules = Sharing.objects.filter(
                case=town.people.case_of["Samir"], seat_kind="corporation", topic=1
            )
            rules.update(until_at=town.people.at)
        answer = visitors.ask(who, path(town, name, **other))
        transaction.set_rollback(True)
    return {t for t in answer.seen if town.items[t].what.startswith("Samir/1/")}


def of_case(town, visitors, actor, name, query=""):
    whose = actor[1] if "number" in ROWS[name].fill else "Samir"
    asked = ROWS[name].path(name, town, whose)
    return visitors.ask(actor[0], f"{asked}{query}")


def by_card(town, visitors, actor, name, query=""):
    answer = of_case(town, visitors, actor, name, query)
    return course_of(town, actor[1], answer) - ACTORS[actor]


def by_course(town, visitors, actor, name, query=""):
    first = of_case(town, visitors, actor, name, query)
    with transaction.atomic():
        with as_owner():
            another_course(town, actor[1])
        second = of_case(town, visitors, actor, name, query)
        transaction.set_rollback(True)
    return first.same != second.same


def by_words(town, visitors, actor, name, words):
    return words in of_case(town, visitors, actor, name).body


def by_record(town, visitors, who, name):
    return unnoted(town, who, visitors.ask(who, path(town, name)))


def by_what_was_shown(town, visitors, who, name):
    return noted_unseen(town, visitors.ask(who, path(town, name)))


def by_log_of_the_client(town, visitors, who, name):
    """A list showed Samir's name; nobody opened anything that day but Bea."""
    case = town.people.case_of["Samir"]
    with as_owner():
        AccessRecord.objects.create(
            region_id=case.region_id, user_id=town.people.gerda.user.pk, action="desk:case_list",
            membership_id=town.people.gerda.membership.pk, outcome="shown", rule="seat:own",
            items=[f"cases.case:{case.pk}"], at=town.people.at,
        )  # fmt: skip
    page = visitors.ask(who, path(town, name)).body
    return not re.search(r"zag om [^<]+: je naam in een lijst", page)


HOME = {"code": "suitable_home"}
GUEST, OVER, WAS_GUEST = ("Gijs", "Samir"), ("Hans", "Nora"), ("Gijs", "Nora")
PLANTED = [
    (cards.a_seat_reads_the_case, by_card, (GUEST, "desk:case"), {}),
    (cards.a_seat_reads_the_case, by_card, (("Hans", "Olaf"), "desk:case_list", "?als=csv"), {}),
    (cards.a_seat_reads_the_case, by_card, (("Rosa", "Samir"), "portal:plan"), {}),
    (cards.an_end_changes_nothing, by_card, (OVER, "desk:case"), {}),
    (cards.the_card_has_a_month, by_card, (GUEST, "cases:team"), {}),
    (cards.the_list_has_a_phase, by_course, (GUEST, "desk:case_list"), {}),
    (cards.the_export_has_a_count, by_course, (GUEST, "desk:case_list", "?als=csv"), {}),
    (cards.a_guest_of_long_ago_is_told_who, by_card, (WAS_GUEST, "desk:case"), {}),
    (
        cards.a_message_tells_how_it_goes,
        by_words,
        (OVER, "desk:inbox", "geen volgende stap afgesproken"),
        {},
    ),
    (cards.the_team_seems_empty, by_words, (GUEST, "cases:team", "leeg"), {}),
    (cards.nothing_is_noted, by_record, ("Gerda", "desk:my_work"), {}),
    (cards.the_inbox_notes_nothing, by_record, ("Bea", "desk:inbox"), {}),
    (cards.the_table_notes_no_item, by_record, ("Tina", "tables:table"), {}),
    (cards.counted_is_noted, by_what_was_shown, ("Wim", "tables:list"), {}),
    (cards.a_line_counts_as_opened, by_log_of_the_client, ("Samir", "portal:looked"), {}),
    (mutants.answers_without_filter, by_matrix, ("Wim", "boxes:box"), HOME),
    (mutants.promises_without_filter, by_matrix, ("Wim", "cases:promises"), {}),
    (mutants.promises_without_filter, by_matrix, ("Gerda", "desk:case"), {}),
    (mutants.documents_without_filter, by_matrix, ("Wim", "boxes:box"), HOME),
    (mutants.documents_without_filter, by_matrix, ("Mina", "portal:document"), {}),
    (mutants.label_ignored, by_matrix, ("Wim", "boxes:box"), HOME),
    (mutants.withdrawal_ignored, by_withdrawal, ("Wim", "boxes:box"), HOME),
    (mutants.seat_is_enough, by_matrix, ("Wim", "boxes:box"), {}),
    (mutants.ended_seat_ignored, by_matrix, ("Eva", "desk:case"), {}),
    (mutants.any_case_by_number, by_matrix, ("Ria", "desk:case"), {}),
    (mutants.header_tells, by_matrix, ("Wim", "desk:case"), {}),
    (mutants.comment_tells, by_matrix, ("Mina", "portal:plan"), {}),
    (mutants.extra_column, by_matrix, ("Wim", "desk:case_list", "?als=xlsx"), {}),
    (mutants.extra_column, by_matrix, ("Wim", "desk:case_list", "?als=ods"), {}),
    (mutants.guest_for_ever, by_matrix, ("Gijs", "meetings:as_guest"), {}),
    (mutants.nobody_left_out, by_matrix, ("Mina", "portal:box"), HOME),
    (mutants.search_over_all, by_search, ("Bo",), {}),
    (mutants.mail_with_name, by_mail, ("Samir",), {}),
    (mutants.forbidden_instead_of_unknown, by_oracle, ("Hans", "cases:team"), {}),
    (mutants.count_tells, by_twin, ("Wim", "desk:case", health), {}),
    (mutants.region_total_tells, by_twin, ("Bea", "desk:case_list", elsewhere), {}),
    (mutants.hides_too_much, by_completeness, ("Bea", "boxes:box"), HOME),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p[0].__name__}-{p[1].__name__}")
def test_a_planted_leak_is_caught(town, fresh, monkeypatch, planted):
    mutant, layer, where, other = planted
    assert not layer(town, fresh, *where, **other), "clean before"
    with monkeypatch.context() as patch, transaction.atomic():
        mutant(patch, town)
        kept.forget_all()
        assert layer(town, fresh, *where, **other), "not seen"
        transaction.set_rollback(True)
    kept.forget_all()

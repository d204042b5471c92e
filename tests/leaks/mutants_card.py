"""Planted faults about the contact card and about looks; see mutants.py."""

from dataclasses import replace

from django.http import HttpResponse

from huiswaarts.casework.cases import doors, querysets, views, views_card
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.models.card import ContactCard
from huiswaarts.casework.cases.querysets import CaseQuerySet
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.journey import news
from huiswaarts.casework.tables import views as tables
from huiswaarts.doors.desk import queries_cases, views_inbox, views_work
from huiswaarts.doors.portal import looks
from huiswaarts.foundation.events.actions import Looked
from tests.database import as_owner

from .mutants import open_wall


def a_seat_reads_the_case(monkeypatch, town):
    """As it was: who sits there selects the row, whatever is shared with them."""
    open_wall(monkeypatch)
    monkeypatch.setattr(
        CaseQuerySet, "visible_to",
        lambda self, actor: self.filter(
            pk__in=TeamMember.objects.filter(querysets.own_seats(actor)).values("case_id")
        ),
    )  # fmt: skip


def an_end_changes_nothing(monkeypatch, town):
    """What was shared is read on when the case is over."""
    open_wall(monkeypatch)
    monkeypatch.setattr(querysets, "card_hides", lambda _actor: querysets.NOTHING)
    monkeypatch.setattr(Sight, "_shut", lambda self, topic: False)


def _with_case(card):
    with as_owner():
        return Case.objects.get(pk=card.pk)


def the_card_has_a_month(monkeypatch, town):
    real = ContactCard.words
    monkeypatch.setattr(
        ContactCard, "words",
        property(lambda card: f"{real.fget(card)} {_with_case(card).target_month:%Y}"),
    )  # fmt: skip


def the_list_has_a_phase(monkeypatch, town):
    """One word of status, on the line of somebody who gets the card only."""
    real = queries_cases.CardRow.line
    monkeypatch.setattr(
        queries_cases.CardRow, "line",
        property(lambda row: f"{real.fget(row)}{_with_case(row.case).get_phase_display()}"),
    )  # fmt: skip


def the_export_has_a_count(monkeypatch, town):
    real = views_work._line

    def line(row):
        if isinstance(row, queries_cases.CardRow):
            return (*real(row), _with_case(row.case).boxes_filled)
        return real(row)

    monkeypatch.setattr(views_work, "_line", line)


def a_guest_of_long_ago_is_told_who(monkeypatch, town):
    real = doors.find_card

    def find_card(number):
        card = real(number)
        return card and replace(card, client_name=_with_case(card).client_name)

    monkeypatch.setattr(doors, "find_card", find_card)


def a_message_tells_how_it_goes(monkeypatch, town):
    """Everything that was ever told is still told."""
    kinds = (*news.ON_CARD, "no_follow_up")
    monkeypatch.setattr(news, "ON_CARD", kinds)


def the_team_seems_empty(monkeypatch, town):
    """As it was: seats that one may not see are drawn as empty ones."""

    def contact_card(request, actor, card):
        with as_owner():
            places = views.table_of(_with_case(card), request.sight.seats, actor.today)
        return HttpResponse("".join(place.empty_words for place in places if place.is_empty))

    monkeypatch.setattr(views_card, "render", lambda request, *_: contact_card(
        request, request.actor, doors.find_card(request.resolver_match.kwargs["number"])
    ))  # fmt: skip


def nothing_is_noted(monkeypatch, town):
    """A page that hands its rows to the template and says nothing of it."""
    monkeypatch.setattr(Looked, "shown", lambda self, rows: list(rows))


def the_inbox_notes_nothing(monkeypatch, town):
    monkeypatch.setattr(views_inbox, "shown_of", lambda found: [])


def the_table_notes_no_item(monkeypatch, town):
    real = tables.contents_of

    def contents_of(table, actor):
        contents = real(table, actor)
        for item in contents.items:
            item.case_id = None
        return contents

    monkeypatch.setattr(tables, "contents_of", contents_of)


def counted_is_noted(monkeypatch, town):
    """What was only counted, or asked by a policy, is written down as a look."""
    record = Looked.shown
    extra = town.people.case_of["Nora"]
    monkeypatch.setattr(Looked, "shown", lambda self, rows: record(self, [*rows, extra])[:-1])


def a_line_counts_as_opened(monkeypatch, town):
    real = looks.looks_at
    monkeypatch.setattr(
        looks, "looks_at",
        lambda *args, **more: [replace(one, in_list=False) for one in real(*args, **more)],
    )  # fmt: skip

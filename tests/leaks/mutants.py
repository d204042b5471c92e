"""Planted leaks, kept for ever: mistakes that somebody could make, each to be caught.

Most take both locks away (`open_wall`), since with one lock left nothing leaks: that is
test_one_lock.py. What each layer must catch is in test_mutants.py.
"""

import base64
import datetime as dt
from dataclasses import replace

from django.db import connection
from django.db.models import Q

from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.boxes.querysets import InSight, OwnQuerySet
from huiswaarts.casework.cases import doors, querysets
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.querysets import (
    CaseQuerySet,
    CommitmentQuerySet,
    DocumentQuerySet,
    GuestPassQuerySet,
    ScopedQuerySet,
    SharingQuerySet,
    TeamMemberQuerySet,
)
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.doors.desk import queries_cases, views_work
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.accounts import jobs
from huiswaarts.foundation.common.middleware import HeadersMiddleware
from tests.database import as_owner


def open_wall(monkeypatch):
    """Requests run as the owner: row-level security lets everything by."""
    real = session.enter

    def enter(actor):
        told = real(actor)
        with connection.cursor() as cursor:
            cursor.execute("set role hw_owner")
        return told

    monkeypatch.setattr(session, "enter", enter)


def every_response(monkeypatch, change):
    """Something is added to each page on its way out."""
    real = HeadersMiddleware.__call__

    def call(self, request):
        response = real(self, request)
        with as_owner():
            change(request, response)
        return response

    monkeypatch.setattr(HeadersMiddleware, "__call__", call)


def hidden_text(town):
    return town.answers["Samir", 10, 0].text


def answers_without_filter(monkeypatch, town):
    open_wall(monkeypatch)
    monkeypatch.setattr(OwnQuerySet, "visible_to", lambda self, actor: self.all())
    monkeypatch.setattr(InSight, "within", lambda self, *reach: self.all())
    monkeypatch.setattr(OwnQuerySet, "within", lambda self, *reach: self.all())


def label_ignored(monkeypatch, town):
    open_wall(monkeypatch)
    real = querysets._as_party
    monkeypatch.setattr(
        querysets, "_as_party", lambda *args, **more: real(*args, **(more | {"label": None}))
    )
    reach = Sight.reach
    monkeypatch.setattr(
        Sight, "reach", lambda self, topic, level: 3 if reach(self, topic, level) >= 0 else -1
    )


def promises_without_filter(monkeypatch, town):
    """All promises of the case for everyone at the table."""
    open_wall(monkeypatch)
    monkeypatch.setattr(
        CommitmentQuerySet,
        "within",
        lambda self, scopes: self.filter(case=town.people.case_of["Samir"]),
    )


def documents_without_filter(monkeypatch, town):
    """All documents of the case for everyone at the table."""
    open_wall(monkeypatch)
    monkeypatch.setattr(
        DocumentQuerySet,
        "within",
        lambda self, scopes: self.filter(case=town.people.case_of["Samir"]),
    )


def withdrawal_ignored(monkeypatch, town):
    open_wall(monkeypatch)
    begun = lambda actor, prefix="": Q(**{f"{prefix}from_at__lte": actor.at})  # noqa: E731
    monkeypatch.setattr(querysets, "current", begun)
    monkeypatch.setattr(SharingQuerySet, "current", lambda self, at: self.filter(from_at__lte=at))


def seat_is_enough(monkeypatch, town):
    """Who sits at the table sees every box: the matrix is forgotten."""
    open_wall(monkeypatch)
    monkeypatch.setattr(Sight, "level", lambda self, topic: Level.WRITE)
    monkeypatch.setattr(Sight, "reach", lambda self, topic, level: self.max_label)
    for rows in (OwnQuerySet, ScopedQuerySet):
        monkeypatch.setattr(
            rows, "visible_to", lambda self, actor: self.filter(querysets.sits_in(actor))
        )


def ended_seat_ignored(monkeypatch, town):
    open_wall(monkeypatch)
    monkeypatch.setattr(
        querysets,
        "own_seats",
        lambda actor, prefix="": Q(**{f"{prefix}membership_id": actor.membership_id}),
    )
    from huiswaarts.casework.cases import sight

    monkeypatch.setattr(sight, "own_seats", querysets.own_seats)


def any_case_by_number(monkeypatch, town):
    """The door takes the number from the address and looks no further."""
    open_wall(monkeypatch)
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda self, actor: self.all())
    real = doors.sight_of

    def sight_of(actor, case):
        mine = real(actor, case)
        if mine is None:
            with as_owner():
                seats = tuple(case.team.filter(state="active"))
            mine = Sight(case_id=case.pk, seats=seats, is_coordinator=True)
        return replace(mine, levels=dict.fromkeys(range(64), Level.WRITE))

    monkeypatch.setattr(doors, "sight_of", sight_of)
    monkeypatch.setattr(TeamMemberQuerySet, "visible_to", lambda self, actor: self.all())


def header_tells(monkeypatch, town):
    coded = base64.b64encode(f"x{hidden_text(town)}".encode()).decode()

    def change(request, response):
        response["X-Debug"] = coded

    every_response(monkeypatch, change)


def comment_tells(monkeypatch, town):
    def change(request, response):
        if not response.streaming:
            response.content += f"<!-- {hidden_text(town)} -->".encode()

    every_response(monkeypatch, change)


def extra_column(monkeypatch, town):
    real = views_work._line
    monkeypatch.setattr(views_work, "_line", lambda row: (*real(row), hidden_text(town)))


def guest_for_ever(monkeypatch, town):
    """What was read around a meeting is still read long after."""
    open_wall(monkeypatch)
    monkeypatch.setattr(GuestPassQuerySet, "AROUND", dt.timedelta(days=999))


def nobody_left_out(monkeypatch, town):
    """Who was left out of a meeting reads what came of it."""
    open_wall(monkeypatch)
    monkeypatch.setattr(querysets, "left_out", lambda _who, _path: querysets.NOTHING)


def search_over_all(monkeypatch, town):
    open_wall(monkeypatch)

    def listed(actor, filters, red_after, **_page):
        found = Case.objects.filter(client_name__icontains=filters.search)
        return queries_cases.Listed(
            dict.fromkeys(found.values_list("pk", flat=True), 4), len(found)
        )

    monkeypatch.setattr(queries_cases, "listed", listed)


def mail_with_name(monkeypatch, town):
    real = jobs.compose

    def compose(message, user):
        mail = real(message, user)
        with as_owner():
            mail.body += f"\nHet gaat over {town.people.case_of['Samir'].client_name}."
        return mail

    monkeypatch.setattr(jobs, "compose", compose)


def forbidden_instead_of_unknown(monkeypatch, town):
    """ "You may not" says that it is there."""

    def change(request, response):
        match = request.resolver_match
        number = match.kwargs.get("number") if match else None
        if response.status_code == 404 and Case.objects.filter(number=number).exists():
            response.status_code = 403

    every_response(monkeypatch, change)


def count_tells(monkeypatch, town):
    """ "Three answers, of which you may read two.\""""

    def change(request, response):
        if not response.streaming:
            total = Answer.objects.filter(case=town.people.case_of["Samir"]).count()
            response.content += f"<p>{total} antwoorden</p>".encode()

    every_response(monkeypatch, change)


def region_total_tells(monkeypatch, town):
    def change(request, response):
        if not response.streaming:
            response.content += f"<p>van {Case.objects.count()} casussen</p>".encode()

    every_response(monkeypatch, change)


def hides_too_much(monkeypatch, town):
    monkeypatch.setattr(OwnQuerySet, "visible_to", lambda self, actor: self.none())
    monkeypatch.setattr(OwnQuerySet, "within", lambda self, *reach: self.filter(pk=0))

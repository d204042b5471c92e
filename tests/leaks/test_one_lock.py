"""The first lock taken away, over the real pages: the wall alone still lets nobody in."""

import pytest

from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.cases.models import Case, Consent, GateOverride, Sharing, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.common import kept
from tests.architecture.test_walls import reaches_case
from tests.architecture.tree import own_models

from .harvest import let_in, strays
from .rows import ROWS
from .visitor import NOBODY, Visitors

pytestmark = pytest.mark.timeout(600)
WITHOUT_SEAT = ("Bo", "Eva", "Hans", "Ria", "Stan", "Dirk", "Olga")


@pytest.fixture
def unlocked(town, monkeypatch):
    """Every `visible_to` about a case gives everything, and a seat may do all."""
    sets = {type(m._default_manager.all()) for m in own_models() if reaches_case(m)}
    for rows in sets:
        for base in rows.__mro__:
            if "visible_to" in vars(base):
                monkeypatch.setattr(base, "visible_to", lambda self, actor: self.all())
            if "seen_by" in vars(base):
                monkeypatch.setattr(base, "seen_by", lambda self, sight, topic=None: self.all())
            if "within" in vars(base):
                monkeypatch.setattr(base, "within", lambda self, *reach, **shape: self.all())
    monkeypatch.setattr(Sight, "level", lambda self, topic: Level.WRITE)
    for model in (Case, TeamMember, Sharing, Consent, GateOverride, Answer):
        assert model.objects.visible_to(None).query.where.children == []
    kept.forget_all()
    yield Visitors(town)
    monkeypatch.undo()
    kept.forget_all()


@pytest.mark.slow
def test_without_a_seat_there_is_still_nothing(town, unlocked):
    wrong = []
    for name, row in ROWS.items():
        inside = let_in(name)
        for who in WITHOUT_SEAT:
            answer = unlocked.ask(who, row.path(name, town))
            if found := strays(town, who, answer):
                wrong.append(f"{name} shows {who} {found}")
            if "number" in row.fill and who not in inside and answer.status not in (404, 405):
                wrong.append(f"{name} lets {who} in: {answer.status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_at_the_table_there_is_still_no_other_box(town, unlocked):
    """The wall knows topics and circles too."""
    wrong = []
    for name, row in ROWS.items():
        for who in sorted(let_in(name) - {NOBODY, *WITHOUT_SEAT}) if "code" in row.fill else ():
            for other in ({}, *row.more):
                answer = unlocked.ask(who, row.path(name, town, **other))
                if found := strays(town, who, answer):
                    wrong.append(f"{name} {other} shows {who} {found}")
    assert not wrong, "\n".join(wrong)

"""The register: noted by one organisation, recognised by others, about nobody."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Organisation
from huiswaarts.institutions.bottlenecks import actions
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
WORDS = actions.Words("home", "Geen kleine woningen", "Onder de huurgrens is niets", "region")


@pytest.fixture
def as_(people):
    def act(name, action, **what):
        actor = actor_of(people.by_name[name])
        with transaction.atomic(), acting(actor):
            return action(by=actor, **what)

    return act


@pytest.fixture
def noted(as_):
    return as_("Bea", actions.note_bottleneck, words=WORDS)


def how_many(as_, who="Wim"):
    return as_(who, lambda by: Bottleneck.objects.visible_to(by).counted().get().recognised_by)


def test_who_notes_it_recognises_it(as_, noted):
    assert how_many(as_) == 1


@pytest.mark.parametrize("who", ["Olga", "Fred"])
def test_it_is_noted_by_who_works_with_clients_or_at_tables(as_, who):
    with pytest.raises(PermissionDenied):
        as_(who, actions.note_bottleneck, words=WORDS)


TOO_MUCH = {
    "BSN 111222333": "burgerservicenummer",
    "Bel a.jansen@voorbeeld.nl": "e-mailadres",
    "Bel 06 12345678": "telefoonnummer",
    "Bel +31 6-12 34 56 78 daarover": "telefoonnummer",
    "Zie 7KQ4-2M9F": "nummer van een casus",
    "Zie 7kq4-2m9f": "nummer van een casus",
    "Met een psychose is er geen plek": "“psychose”",
    "Bij 20 mg olanzapine per dag": "“olanzapine”",
    "Geen \u202ewoning": "leesrichting",
    "Geen\x07 woning": "stuurteken",
}


@pytest.mark.parametrize(("text", "why"), TOO_MUCH.items())
@pytest.mark.parametrize("where", ["title", "description"])
def test_what_points_to_a_person_is_not_kept(as_, client, people, text, why, where):
    words = {"title": "Geen woning", "description": "Het duurt te lang", where: text}
    with pytest.raises(RefusedTextError, match=why):
        as_("Bea", actions.note_bottleneck,
            words=actions.Words(category="home", reach="region", **words))  # fmt: skip
    form = {"key": uuid.uuid4(), "category": "home", "reach": "region", **words}
    page = sign_in(client, people.bea).post("/knelpunten/nieuw/", form)
    # characters that hide are refused before any form
    assert page.status_code == (200 if text.isprintable() else 400)
    assert why in page.content.decode() or not text.isprintable()
    with as_owner():
        assert not Bottleneck.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["Onder € 879,66 is in 2026 niets te vinden, van 12-03-2026 tot 30-06-2026",
     "Wachttijd van 100-150 weken bij 3 van de 5 aanbieders", "Artikel 2.3.5 Wmo 2015 helpt niet",
     "Een bed raakt kwijt bij opname", "De GGZ heeft een wachtlijst",
     "Goed-goed werkt hier niet, en west-best ook niet"],
)  # fmt: skip
def test_ordinary_sentences_of_the_field_are_kept(as_, text):
    made = as_("Bea", actions.note_bottleneck,
               words=actions.Words("home", "Geen woning", text, "region"))  # fmt: skip
    assert made.description == text


def test_another_organisation_recognises_it_once_and_may_take_that_back(as_, noted):
    for who in ("Wim", "Wim", "Gerda"):
        as_(who, actions.recognise_bottleneck, bottleneck=noted)
    assert how_many(as_) == 3
    assert as_("Wim", actions.withdraw_recognition, bottleneck=noted)
    assert not as_("Wim", actions.withdraw_recognition, bottleneck=noted)
    assert how_many(as_) == 2
    as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    assert how_many(as_) == 3


def test_a_second_press_is_no_second_event(as_, noted):
    assert as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    assert not as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    for _ in range(2):
        as_("Wim", actions.withdraw_recognition, bottleneck=noted)
    assert as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    with as_owner():
        kinds = list(Event.objects.order_by("pk").values_list("kind", "case_id", "codes"))
    assert [kind.removeprefix("bottlenecks.") for kind, *_ in kinds] == [
        "bottleneck_noted", "bottleneck_recognised", "recognition_withdrawn",
        "bottleneck_recognised",
    ]  # fmt: skip
    assert all(told == [None, {}] for _, *told in kinds), "of no case, and without words"


def test_ones_own_organisation_need_not(as_, noted):
    with pytest.raises(PermissionDenied, match="noteerde dit zelf"):
        as_("Bo", actions.recognise_bottleneck, bottleneck=noted)


@pytest.mark.parametrize("model", [Bottleneck, Recognition])
@pytest.mark.parametrize("who", ["Bea", "Wim", "Petra", "Olga", "Fred", "Samir", "Mina", "Ria"])
def test_both_locks_keep_it_within_the_region_and_at_work(as_, noted, who, model):
    first = as_(who, lambda by: set(model.objects.visible_to(by).values_list("pk", flat=True)))
    second = as_(who, lambda by: set(model.objects.values_list("pk", flat=True)))
    assert first == second
    assert bool(first) == (who not in {"Samir", "Mina", "Ria"})


def test_the_wall_lets_nobody_recognise_for_another(as_, people, noted):
    def forge(by):
        Recognition.objects.create(
            bottleneck=noted, at=by.at, membership_id=by.membership_id,
            organisation=people.gerda.membership.organisation,
        )  # fmt: skip

    with pytest.raises(ProgrammingError):
        as_("Wim", forge)


def test_the_wall_lets_nobody_say_it_in_the_name_of_a_colleague(as_, people, noted):
    """Nor move what was said to another bottleneck, throw it away, or rewrite the words."""
    other = as_("Bea", actions.note_bottleneck, words=WORDS)
    as_("Wim", actions.recognise_bottleneck, bottleneck=noted)

    def mine(by):
        return Recognition.objects.filter(organisation_id=by.organisation_id)

    gerda = people.gerda.membership.pk
    for deed in (
        lambda by: mine(by).update(membership_id=gerda, at=by.at),
        lambda by: mine(by).update(bottleneck_id=other.pk),
        lambda by: mine(by).delete(),
        lambda by: Bottleneck.objects.filter(pk=noted.pk).update(title="anders"),
        lambda by: Bottleneck.objects.create(
            region_id=by.region_id, category="home", title="x", description="x", reach="case",
            organisation_id=by.organisation_id, membership_id=gerda, noted_at=by.at,
        ),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError):
            as_("Wim", deed)


def test_the_wall_keeps_the_recognition_of_another_organisation(as_, noted):
    as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    rows = Recognition.objects.filter(bottleneck=noted)
    assert as_("Gerda", lambda by: rows.update(withdrawn_at=by.at)) == 0


def test_from_the_form_to_the_register(people, client):
    sign_in(client, people.bea)
    form = {"key": uuid.uuid4(), "title": "Huurschuld elders", "category": "debt",
            "description": "Dan mag iemand nergens huren.", "reach": "region"}  # fmt: skip
    page = client.post("/knelpunten/nieuw/", form, follow=True).content.decode()
    assert "Het knelpunt staat in het register" in page
    client.post("/knelpunten/nieuw/", form)
    with as_owner():
        (made,) = Bottleneck.objects.all()
    other = sign_in(Client(), people.wim)
    page = other.post(f"/knelpunten/{made.public_id}/herken/", follow=True).content.decode()
    assert "Toch niet" in page
    listed = other.get("/knelpunten/?soort=debt&stand=herkend").content.decode()
    assert "2 organisaties herkennen" in listed
    for nothing in ("soort=home", "soort=debt&stand=nieuw"):
        assert "Geen knelpunten" in other.get(f"/knelpunten/?{nothing}").content.decode()
    for unknown in ("soort=onzin", "stand=onzin", "pagina=0"):
        assert other.get(f"/knelpunten/?{unknown}").status_code == 404
    page = other.post(f"/knelpunten/{made.public_id}/herken/", {"terug": "ja"}, follow=True)
    assert "Dit herken ik" in page.content.decode()


def test_a_long_register_asks_as_many_queries_as_a_short_one(people, client, noted):
    sign_in(client, people.wim)

    def ask():
        with CaptureQueriesContext(connection) as asked:
            client.get("/knelpunten/")
        return len(asked)

    ask()
    few = ask()
    work = people.bea.membership
    with as_owner():
        Bottleneck.objects.bulk_create(
            Bottleneck(
                region=work.region, category="home", title=str(n), description="x", reach="case",
                organisation=work.organisation, membership=work, noted_at=people.at,
            )
            for n in range(40)
        )  # fmt: skip
    assert ask() == few
    page = client.get("/knelpunten/?soort=home&stand=nieuw").content.decode()
    assert 'href="?soort=home&amp;stand=nieuw&amp;pagina=2"' in page
    second = client.get("/knelpunten/?soort=home&stand=nieuw&pagina=2").content.decode()
    assert 'href="?soort=home&amp;stand=nieuw&amp;pagina=1"' in second
    assert "Meer knelpunten</a>" not in second


def test_one_that_many_recognise_asks_as_many_queries_as_a_new_one(people, client, noted):
    sign_in(client, people.wim)
    address = f"/knelpunten/{noted.public_id}/"

    def ask():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    ask()
    few = ask()
    work = people.bea.membership
    with as_owner():
        for n in range(40):
            party = Organisation.objects.create(
                region=work.region, external_key=f"o{n}", name=f"O{n}", kind="other"
            )
            Recognition.objects.create(
                bottleneck=noted, organisation=party, membership=work, at=people.at
            )
    assert ask() == few


@pytest.mark.parametrize("way", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "page"),
    [(who, page) for who in ("Samir", "Mina", "Ria") for page in ("{}/", "{}/herken/")]
    + [("Samir", ""), ("Samir", "nieuw/"), ("Mina", "")],
)
def test_a_client_finds_no_register_and_another_region_not_this_one(
    people, client, noted, who, page, way
):
    sign_in(client, people.by_name[who])
    answer = getattr(client, way)(f"/knelpunten/{page.format(noted.public_id)}")
    assert answer.status_code in ({404} if way == "get" and "herken" not in page else {404, 405})
    assert noted.title not in answer.content.decode()


@pytest.mark.parametrize("who", ["Olga", "Fred"])
def test_who_does_not_work_with_clients_reads_why_they_note_nothing(people, client, noted, who):
    sign_in(client, people.by_name[who])
    form = client.get("/knelpunten/nieuw/").content.decode()
    assert "doet wie met cliënten of aan tafels werkt" in form
    assert "Dit herken ik" not in client.get(f"/knelpunten/{noted.public_id}/").content.decode()
    assert client.post(f"/knelpunten/{noted.public_id}/herken/").status_code == 403


@pytest.mark.parametrize(
    ("who", "there"),
    [("Bea", 1), ("Wim", 1), ("Gerda", 1), ("Tina", 1), ("Petra", 1), ("Olga", 0), ("Fred", 0)],
)
def test_the_menu_has_it_for_who_works_with_clients_at_tables_or_on_policy(
    people, client, who, there
):
    sign_in(client, people.by_name[who])
    page = client.get("/knelpunten/nieuw/").content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert menu.count('href="/knelpunten/"') == there

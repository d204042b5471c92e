"""Anything at all in any field of any form: a clear message or a 4xx, never a 5xx."""

import uuid

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.tests.world import World
from tests.database import as_owner
from tests.people import come_in

pytestmark = pytest.mark.django_db
NASTY = ["\x00", "\u202e", "\ufeff", "=1+1", "-1", "9" * 400, "x" * 3000, "é" * 2000, "[]", "'; --"]
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.integers().map(str),
    st.dates().map(str),
)
CASE_FORMS = (
    "volgende-stap/",
    "verhuismaand/",
    "team/vraag/corporation/",
    "team/voorstel/bw_provider/",
    "team/erbij/",
    "uitnodiging/",
    "fase/naar/kickoff/",
    "fase/naar/in_view/",
    "fase/toestand/on_hold/",
    "fase/besluit/register_for_home/",
    "team/{seat}/beeindigen/",
    "team/{seat}/coordinatie/",
    "team/{seat}/vraag/",
    "team/{seat}/antwoord/",
    "team/{seat}/terug/",
    "team/{seat}/toelaten/",
    "team/{seat}/afwijzen/",
)


@pytest.fixture
def noor(client):
    world = World()
    with as_owner():
        load_catalogue(world.region)
    case = world.case(at=timezone.now())
    come_in(client, world.noor.user)
    client.case = case
    with as_owner():
        client.seat = TeamMember.objects.get(case=case, membership=world.noor).public_id
    return client


def post_anything(noor, url):
    fields = noor.get(url).context["form"].fields
    whole = st.fixed_dictionaries({name: WORDS for name in fields if name != "key"})

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(said=whole)
    def each(said):
        response = noor.post(url, {"key": str(uuid.uuid4()), **said})
        assert response.status_code < 500, said

    each()


@pytest.mark.parametrize("path", CASE_FORMS)
def test_every_form_of_a_case_takes_anything(noor, path):
    path = path.format(seat=noor.seat)
    post_anything(noor, f"/casussen/{noor.case.number}/{path}")


def test_registering_takes_anything(noor):
    post_anything(noor, "/casussen/nieuw/")


@pytest.mark.parametrize("field", ["zoek", "fase", "gemeente", "van", "laat", "pagina", "als"])
def test_the_filters_take_anything(noor, field):
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(word=WORDS)
    def each(word):
        assert noor.get("/casussen/", {field: word}).status_code < 500, word
        assert noor.post("/casussen/", {field: word}).status_code < 500, word

    each()

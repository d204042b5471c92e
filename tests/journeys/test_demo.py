"""The demo as `make demo` serves it: everyone lands on a page worth landing on."""

import re

import pytest

from tests.journeys import hands
from tests.journeys.conftest import visitors

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]
# what is said of a persona, where that one lands, and what is there to see
LANDS = (
    ("een vreemde", "/", "Mijn casussen"),
    ("cliënt", "/mijn/", "Hoi"),
    ("naaste van", "/mijn/", "Je ziet hier wat"),
    ("beschermd wonen", "/", "Mijn casussen"),
    ("na de verhuizing", "/", "Mijn casussen"),
    ("woonconsulent", "/", "Mijn casussen"),
    ("medewerker toegang", "/", "Mijn casussen"),
    ("casustafel", "/tafels/", "Uw tafels"),
    ("beleid", "/regio/", "Aantallen onder 10 staan er niet bij"),
    ("regiobeheerder", "/", "Mensen en rollen"),
    ("hulppunt", "/herstel/", "Herstel van toegang"),
    ("beheerder", "/beheer/mensen/", "Mensen en stoelen"),
    ("functionaris", "/inzage/", "Wie opende wat?"),
)


@pytest.fixture
def enter(demo, way, album, browser, browser_context_args):
    with visitors(browser, browser_context_args, album) as open_browser:
        yield lambda: open_browser(f"http://127.0.0.1:{demo.port}", way).go("/demo/")


def personas_of(someone, region):
    """(button, what is said of that person) of one region."""
    rows = someone.page.locator("section").nth(region).locator("li")
    return [
        (row.get_by_role("button").inner_text(), row.locator("p.hw-zacht").inner_text())
        for row in rows.all()
    ]


def landing_of(said):
    return next(landing for landing in LANDS if landing[0] in said)


@pytest.mark.parametrize(
    ("region", "way"),
    [(0, hands.KEYBOARD), (1, hands.BARE)],
    indirect=["way"],
    ids=["duinwolde", "lindemeer"],
)
def test_everyone_lands_on_a_page_worth_landing_on(enter, region):
    someone = enter()
    personas = personas_of(someone, region)
    assert {landing_of(said)[0] for _button, said in personas} == {one[0] for one in LANDS}
    for button, said in personas:
        _what, path, sees = landing_of(said)
        someone.go("/demo/").press(button).sees(sees)
        assert re.match(path, someone.path), f"{said}: {someone.path}"

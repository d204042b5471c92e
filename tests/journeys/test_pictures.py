"""The pictures of README and manual, from the demo: `bin/journeys --pictures`."""

import pytest

from tests.journeys import hands
from tests.journeys.album import PICTURES
from tests.journeys.conftest import visitors

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not PICTURES, reason="alleen met bin/journeys --pictures"),
]
WORKER, COORDINATOR = "jamila.ramdin@", "ayse.yildirim@"
CLIENT, RELATIVE = "mustafa.demir@", "samir.rietveld@"


@pytest.fixture
def enter(demo, album, browser, browser_context_args):
    with visitors(browser, browser_context_args, album) as open_browser:

        def sign_in(email, way=hands.WIDE):
            someone = open_browser(f"http://127.0.0.1:{demo.port}", way).go("/demo/")
            return someone.use(someone.page.locator(f"button[value^='{email}']").first)

        yield sign_in


def below(someone, *parts):
    """A page below the one of this case: its address begins the same."""
    root = "/".join(someone.path.split("/")[:3])
    return someone.go("/".join([root, *parts, ""]))


def test_of_professionals(enter):
    someone = enter(WORKER).go("/casussen/").picture("casussen").press("Loes W.")
    someone.picture("voorkant", tall=1435)
    below(someone, "dozen").picture("dozen", tall=1100)
    below(someone, "dozen", "daily_life").picture("doos", tall=1200)
    below(someone, "dozen", "daily_life", "vraag", "1").picture("doos-antwoord", tall=1100)
    below(someone, "wie-ziet-wat").picture("wie-ziet-wat", tall=1200)
    someone = enter(COORDINATOR).picture("werk", tall=1200).go("/casussen/").press("Wim T.")
    below(someone, "fase").picture("casus-fase", tall=1300)
    below(someone.go("/casussen/").press("Jeffrey T."), "team").picture("casus-team", tall=1200)
    someone = enter("linda.roelofs@").go("/casussen/").press("Loes W.")
    below(someone, "dozen", "finances").picture("corporatie", tall=1050)


def test_of_who_sees_no_case(enter):
    enter("els.groothuis@").picture("regio", tall=1250)
    enter("hanneke.brouwers@").picture("beheer-mensen", tall=1100).press("Nodig een collega uit")
    enter("wouter.bosgraaf@").picture("inzage", tall=1100)


def test_of_mijn_thuis(enter):
    client = enter(CLIENT, hands.PHONE).picture("client-plan", tall=1000)
    below(client, "dozen").picture("client-dozen", tall=1000)
    below(client, "dozen", "support", "5").picture("client-vraag")
    below(client, "team")
    client.press("Ingrid Molenkamp").picture("client-wie-ziet-wat", tall=1000)
    below(client, "gegevens", "gekeken").picture("client-gekeken")
    enter(RELATIVE, hands.PHONE).picture("naaste-plan", tall=1000)

import pytest

from huiswaarts.figures.guards.plain_dutch import find_jargon, flesch_douma


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dit geval is lastig.", ["geval"]),
        ("Uw dossier en het Dossier", ["dossier", "Dossier"]),
        ("conform afspraak, middels een brief", ["conform", "middels"]),
        ("Indien u dat wilt", ["Indien"]),
        ("alle dossiers", ["dossiers"]),
        ("in elk geval bel ik je", []),
        ("in ieder geval", []),
        ("het gevallen blad", ["gevallen"]),
        ("de aardbeien", []),
        ("{% if dossier %}<p class='dossier'>Je plan</p>{% endif %} {{ casus }}", []),
        ("<p>Dit dossier</p>", ["dossier"]),
    ],
)
def test_jargon(text, words):
    assert [one.word for one in find_jargon(text)] == words


def test_jargon_says_where_and_what_to_say_instead():
    (one,) = find_jargon("Dat doen we middels een brief.")
    assert (one.position, one.instead) == (12, "met")


def test_an_easy_text_scores_higher_than_a_hard_one():
    easy = "Je gaat verhuizen. Wij helpen je. Je kiest zelf wat je wilt."
    hard = (
        "Teneinde de maatwerkvoorziening te effectueren dient de belanghebbende de "
        "participatieovereenkomst onverwijld te retourneren aan de beschikkende instantie."
    )
    assert flesch_douma(easy) > 80
    assert flesch_douma(hard) < 20
    assert flesch_douma("") == 100


def test_our_score_goes_with_that_of_textstat():
    textstat = pytest.importorskip("textstat")
    textstat.set_lang("nl")
    texts = [
        "Hier gaat het over geld. Zo weet je of je de huur straks kunt betalen.",
        "Hier regel je de verhuizing en de spullen voor je huis.",
        "De beschikking wordt verstrekt overeenkomstig de geldende verordening.",
    ]
    for text in texts:
        assert abs(flesch_douma(text) - textstat.flesch_reading_ease(text)) < 25

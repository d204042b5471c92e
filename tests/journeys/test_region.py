"""The region in counts, people and seats, and the review of who looked."""

import pytest

from tests.journeys import hands
from tests.journeys.test_boxes import box

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_policy_officer_reads_counts_and_no_small_ones(visit, petra, the_case):
    someone = visit(petra, "/").sees("Aantallen onder 10 staan er niet bij", "niet getoond")
    someone.sees_not("Samir").go(f"/casussen/{the_case.number}/").sees_not("Samir")


def test_the_admin_ends_someone_and_the_open_session_with_it(visit, olga, bea, the_case):
    colleague = visit(bea, box(the_case)).sees("Een passende woning", "Vragen en antwoorden")
    admin = visit(olga, "/beheer/mensen/").sees("Bea Tester", "U ziet hier geen casussen")
    admin.press("Toegang beëindigen van Bea Tester").press("Beëindig de toegang")
    admin.fill("Waarom stopt deze persoon?", "Gaat elders werken.").press("Beëindig de toegang")
    admin.sees_not("Toegang beëindigen van Bea Tester")
    # also where only a piece of the page was asked for
    colleague.press("Beantwoord deze vraag").sees("Inloggen").sees_not("Vragen en antwoorden")
    colleague.go(box(the_case))
    assert colleague.path.startswith("/inloggen/")


@hands.mainly(hands.KEYBOARD)
def test_two_admins_let_someone_set_up_signing_in_again(visit, olga, rob):
    admin = visit(olga, "/beheer/mensen/")
    admin.press("Vraag om inloggen opnieuw in te stellen voor Bo Tester")
    admin.sees("Een andere beheerder moet het ermee eens zijn")
    visit(rob, "/herstel/").press("Ik ga akkoord voor Bo Tester").sees("U bent akkoord")


def test_the_privacy_officer_reviews_who_looked(visit, fred, bea, the_case):
    visit(bea, box(the_case))
    someone = visit(fred, "/").sees("Wie opende wat?", "Bea Tester", the_case.number)
    someone.sees_not("Samir")
    someone.press("Navragen").sees("Navragen")
    someone.choose("Nazicht", "nog niet nagekeken").press("Toon")
    someone.tick("Alleen de steekproef van deze week").press("Toon").press("Wis keuze")

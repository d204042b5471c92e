"""Mijn dozen: answering, skipping, asking help, agreeing; what is refused says why."""

import pytest

from huiswaarts.casework.boxes.models import Answer, Box, Confirmation
from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.events.models import OutboxMessage
from tests.database import as_owner
from tests.people import sign_in

from .conftest import answer

BSN = "111222333"


def current(case, number, code="finances"):
    with as_owner():
        return list(
            Answer.objects.filter(
                case=case, box__box_type__code=code, question__number=number, is_current=True
            ).order_by("id")
        )


def test_samir_answers_and_goes_on_to_the_next_question(home, the_case):
    response = home.post("dozen/finances/1/", {"choice": "stable", "text": "Elke maand."})
    assert response["Location"] == home.url("dozen/finances/2/")
    (kept,) = current(the_case, 1)
    assert (kept.choice, kept.text, kept.how) == ("stable", "Elke maand.", "alone")
    assert "Elke maand." in home.read("dozen/finances/")


def test_after_the_last_question_samir_is_back_at_the_box(home):
    last = home.read("dozen/health/").count('class="hw-vraag"')
    response = home.post(f"dozen/health/{last}/", {"choice": "yes"})
    assert response["Location"] == home.url("dozen/health/")


def test_an_answer_can_be_changed_and_the_old_one_is_still_there_to_read(home):
    home.post("dozen/finances/1/", {"text": "Eerst dit."})
    seen = home.get("dozen/finances/1/").context["form"].initial["seen"]
    home.post("dozen/finances/1/", {"text": "Nu dat.", "seen": seen})
    page = home.read("dozen/finances/1/eerder/")
    assert page.index("Nu dat.") < page.index("Eerst dit.")


def test_pressing_twice_keeps_one_answer(home, the_case):
    said = {"text": "Een keer."}
    for _ in range(2):
        assert home.post("dozen/finances/1/", said).status_code == 302
    assert len(current(the_case, 1)) == 1


def test_when_bea_wrote_meanwhile_both_texts_are_shown_and_nothing_is_lost(home, bea, the_case):
    answer(bea, the_case, "finances", 1, how="together", text="Van Bea.")
    response = home.post("dozen/finances/1/", {"text": "Van Samir.", "seen": ""})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Van Bea." in page
    assert "Van Samir." in page
    assert [one.text for one in current(the_case, 1)] == ["Van Bea."]


def test_after_seeing_both_samir_can_keep_his_own(home, bea, the_case):
    theirs = answer(bea, the_case, "finances", 1, how="together", text="Van Bea.")
    home.post("dozen/finances/1/", {"text": "Van Samir.", "seen": theirs.public_id})
    assert [one.text for one in current(the_case, 1)] == ["Van Samir."]


def test_skipping_is_no_answer_and_goes_on(home, the_case):
    response = home.post("dozen/finances/1/", {"skip": "1"})
    assert response["Location"] == home.url("dozen/finances/2/")
    assert [one.how for one in current(the_case, 1)] == ["skipped"]
    assert "Overgeslagen. Dat mag." in home.read("dozen/finances/")


def test_asking_help_names_the_support_worker(home, the_case):
    assert "Vraag hulp aan Bea" in home.read("dozen/finances/1/")
    response = home.client.post(home.url("dozen/finances/1/"), {"help": "1"}, follow=True)
    assert "Bea ziet dat je hulp wilt bij deze vraag." in response.content.decode()
    assert [one.how for one in current(the_case, 1)] == ["help"]


def test_asking_help_queues_one_mail_a_day_for_each_support_worker(home, bea, amir):
    for place in (1, 2):
        home.post(f"dozen/finances/{place}/", {"help": "1"})
    with as_owner():
        mails = OutboxMessage.objects.filter(kind="something_ready")
        assert sorted(mails.values_list("user_id", flat=True)) == [bea.user.pk, amir.user.pk]


def test_when_bea_filled_the_box_samir_hears_that_something_is_ready(bea, samir, the_case):
    for number in range(1, 6):
        answer(bea, the_case, "health", number, how="together", choice="yes")
    with as_owner():
        mails = OutboxMessage.objects.filter(kind="something_ready")
        assert list(mails.values_list("user_id", flat=True)) == [samir.user.pk]


def test_a_bsn_is_refused_with_the_reason_and_the_text_stays_on_the_screen(home, the_case):
    response = home.post("dozen/finances/1/", {"text": f"Mijn nummer is {BSN}."})
    page = response.content.decode()
    assert "burgerservicenummer" in page
    assert f"Mijn nummer is {BSN}." in page
    assert current(the_case, 1) == []


def test_medical_words_are_pointed_out_softly_and_a_second_save_keeps_them(home, the_case):
    said = {"text": "Ik slik lithium."}
    first = home.post("dozen/finances/1/", said)
    assert "lithium" in first.content.decode()
    assert "Bewaar het zo" in first.content.decode()
    assert current(the_case, 1) == []
    found = first.context["form"].data["found"]
    assert home.post("dozen/finances/1/", said | {"found": found}).status_code == 302
    assert len(current(the_case, 1)) == 1


def test_other_medical_words_are_pointed_out_again(home, the_case):
    said = {"text": "Ik slik lithium en heb een psychose gehad.", "found": "lithium"}
    assert "psychose" in home.post("dozen/finances/1/", said).content.decode()
    assert current(the_case, 1) == []


def test_the_health_box_takes_only_a_tick_and_a_date(home, the_case):
    page = home.read("dozen/health/1/")
    assert "<textarea" not in page
    home.post("dozen/health/1/", {"choice": "yes", "on": "2026-03-03", "text": "Ik ben ziek"})
    (kept,) = current(the_case, 1, "health")
    assert (kept.choice, kept.text) == ("yes", "")
    assert str(kept.on_date) == "2026-03-03"


def test_samir_keeps_an_answer_for_himself(home, bea, client, the_case):
    home.post("dozen/finances/1/", {"text": "Alleen voor mij.", "label": "3"})
    assert [one.label for one in current(the_case, 1)] == [3]
    assert "Alleen jij leest dit" in home.read("dozen/finances/")
    beas = sign_in(client.__class__(), bea).get(f"/casussen/{the_case.number}/dozen/finances/")
    assert beas.status_code == 200
    assert "Alleen voor mij." not in beas.content.decode()


@pytest.mark.parametrize("path", ["dozen/finances/0/", "dozen/finances/99/", "dozen/niets/",
                                  f"dozen/finances/{'9' * 30}/"])  # fmt: skip
def test_a_question_that_is_not_there_is_not_there(home, path):
    assert home.get(path).status_code == 404


@pytest.mark.parametrize("value", ["x", "99", "-1", ""])
def test_a_strange_version_says_nothing(home, value):
    assert home.post("dozen/health/klopt/", {"version": value}).status_code in (403, 409)


def fill_health(home):
    for place in range(1, 6):
        home.post(f"dozen/health/{place}/", {"choice": "yes"})


def test_samir_says_that_it_is_right_when_all_points_are(home, the_case):
    fill_health(home)
    version = home.get("dozen/health/").context["page"].box.version
    home.post("dozen/health/klopt/", {"version": version})
    assert "Jij zei: dit klopt" in home.read("dozen/health/")
    twice = home.post("dozen/health/klopt/", {"version": version})
    assert twice["Location"] == home.url("dozen/health/")


def test_before_that_the_page_says_why_not(home):
    assert "Nog 3 punten." in home.read("dozen/health/")


def test_what_samir_says_counts_for_the_box_that_he_saw(home):
    fill_health(home)
    version = home.get("dozen/health/").context["page"].box.version
    response = home.post("dozen/health/klopt/", {"version": version - 1})
    assert response.status_code == 409
    assert "Intussen is er iets veranderd" in response.content.decode()
    with as_owner():
        assert not Confirmation.objects.exists()


def test_samir_says_that_it_is_not_right_and_why(home):
    version = home.get("dozen/health/klopt-niet/").context["form"].initial["version"]
    home.post("dozen/health/klopt-niet/", {"version": version, "reason": "De datum is anders."})
    assert "De datum is anders." in home.read("dozen/health/")


def test_without_a_reason_it_asks_for_one(home):
    response = home.post("dozen/health/klopt-niet/", {"version": 1, "reason": " "})
    assert "Schrijf kort op wat er niet klopt." in response.content.decode()


def test_a_box_that_was_put_aside_can_be_wanted_after_all(home, the_case):
    with as_owner():
        box = Box.objects.get(case=the_case, box_type__code="health")
        box.state, box.state_reason = "not_needed", "not_at_play"
        box.save()
    assert "Ik wil deze doos toch vullen" in home.read("dozen/health/")
    home.post("dozen/health/toch-nodig/", {"version": box.version})
    with as_owner():
        box.refresh_from_db()
    assert box.state == "empty"


def test_when_the_plan_is_over_samir_reads_and_changes_nothing(home, the_case):
    home.post("dozen/finances/1/", {"text": "Dit blijft te lezen."})
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(phase="closed")
    assert "Dit blijft te lezen." in home.read("dozen/finances/")
    assert "Daarom verandert er niets meer." in home.read("dozen/finances/2/")
    assert home.post("dozen/finances/2/", {"text": "x"}).status_code == 403


def test_the_paper_version_has_every_question_and_what_was_said(home):
    home.post("dozen/finances/1/", {"text": "Elke maand op de 25e."})
    page = home.read("dozen/op-papier/")
    assert "Elke maand op de 25e." in page
    assert page.count('class="hw-vraag"') > 50

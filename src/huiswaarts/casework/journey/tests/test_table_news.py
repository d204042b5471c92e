"""What the clock tells of tables: to whoever must answer, who asked, and who is decided about."""

import datetime as dt

import pytest
from django.utils import timezone

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.journey.jobs import remind_region
from huiswaarts.casework.tables.models import Handoff, Table, TableItem, TableSeat
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import sign_in

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def calm(people):
    """Every case has a next step, and a new support worker: nothing to tell but of the test."""
    with as_owner():
        Case.objects.update(follow_up_on=timezone.localdate(people.at) + 90 * DAY)
        Case.objects.exclude(client_name__startswith="Samir").update(status="on_hold")


@pytest.fixture
def tables(people, the_case):
    """Tina chairs the case table, at which Wim sits; Gerda chairs the steering table."""
    with as_owner():
        made = {
            kind: Table.objects.create(
                region=the_case.region, kind=kind, name=kind, purpose="x", made_at=people.at,
                chair=people.by_name[chair].membership,
            )
            for kind, chair in (("case_table", "Tina"), ("steering", "Gerda"))
        }  # fmt: skip
        seated(people, made["case_table"], "Wim")
    return made


def seated(people, table, name, until=None):
    TableSeat.objects.create(
        table=table, membership=people.by_name[name].membership, mandate="x",
        from_at=people.at - 9 * DAY, until_at=until,
    )  # fmt: skip


def told(people, the_case, days=0):
    """Who was told what, by name."""
    region, at = the_case.region_id, people.at + days * DAY
    remind_region(the_clock(region_id=region, at=at, job="remind"))
    names = {one.user.pk: name for name, one in people.by_name.items()}
    with as_owner():
        return sorted((names[one.user_id], one.kind) for one in Notification.objects.all())


@pytest.fixture
def handoff(people, tables):
    with as_owner():
        return Handoff.objects.create(
            from_table=tables["steering"], to_table=tables["case_table"], kind="question",
            subject="Wie belt de woonconsulent?", due_on=people.at, made_at=people.at,
            made_by=people.gerda.membership,
        )  # fmt: skip


@pytest.fixture
def item(people, tables, the_case):
    with as_owner():
        return TableItem.objects.create(
            table=tables["case_table"], case=the_case, who="Samir Y.", tried="x", question="x",
            client_knows="knows", brought_by=people.gerda.membership, brought_at=people.at,
            due_on=people.at,
        )  # fmt: skip


def decide(people, item):
    with as_owner():
        TableItem.objects.filter(pk=item.pk).update(
            decision="Ja", pattern="one_off", decided_at=people.at,
            decided_by=people.by_name["Tina"].membership,
        )  # fmt: skip


def test_who_sits_at_the_other_table_hears_of_a_question_once(people, the_case, handoff):
    heard = [("Tina", "handoff_waits"), ("Wim", "handoff_waits")]
    assert told(people, the_case) == heard
    assert told(people, the_case, days=1) == heard


def test_not_who_left_that_table(people, the_case, tables, handoff):
    with as_owner():
        seated(people, tables["case_table"], "Bea", until=people.at - DAY)
    assert ("Bea", "handoff_waits") not in told(people, the_case)


def test_nor_another_region(people, the_case, handoff, stans_case):
    assert told(people, people.case_of["Dirk"]) == []


def test_who_asked_hears_of_the_answer(people, the_case, handoff):
    with as_owner():
        Handoff.objects.update(answer="Wim", answered_at=people.at)
    assert told(people, the_case) == [("Gerda", "handoff_answered")]


def test_nobody_hears_of_their_own_answer(people, the_case, tables, handoff):
    """Gerda sits at both tables: she asked, and there she answers."""
    with as_owner():
        seated(people, tables["case_table"], "Gerda")
        Handoff.objects.update(
            answer="Ik", answered_at=people.at, answered_by=people.gerda.membership
        )
    assert told(people, the_case) == []


def test_nor_of_their_own_question_at_the_other_table(people, the_case, tables, handoff):
    with as_owner():
        seated(people, tables["case_table"], "Gerda")
    assert told(people, the_case) == [("Tina", "handoff_waits"), ("Wim", "handoff_waits")]


def test_nor_who_does_not_work_there_any_more(people, the_case, handoff):
    with as_owner():
        Membership.objects.filter(pk=people.wim.membership.pk).update(until_at=people.at - DAY)
    assert told(people, the_case) == [("Tina", "handoff_waits")]


@pytest.mark.parametrize(
    "over", [{"status": "deceased"}, {"status": "stopped"}, {"phase": "closed"}]
)
def test_of_a_case_that_is_over_no_chair_is_reminded(people, the_case, item, over):
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(**over)
    assert told(people, the_case) == []


def test_the_chair_hears_that_a_case_waits_and_not_whose_team_it_is(people, the_case, item):
    assert told(people, the_case) == [("Tina", "item_waits")]
    with as_owner():
        assert Notification.objects.get().case_id is None


def test_a_decision_is_told_to_samir_and_to_who_reads_reports(people, the_case, item):
    decide(people, item)
    heard = told(people, the_case)
    assert {("Samir", "item_decided"), ("Bea", "item_decided"), ("Gerda", "item_decided")} <= {
        *heard
    }
    assert not {"Tina", "Mina"} & {name for name, _ in heard}


def test_after_a_death_nobody_hears_of_a_decision(people, the_case, item):
    decide(people, item)
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(status="deceased", status_reason="x")
    assert told(people, the_case) == []


def test_of_long_ago_nothing_is_told(people, the_case, item, handoff):
    assert told(people, the_case, days=15) == []


TINAS = ("Tina", "item_waits", "Samir Y. wacht op een besluit van uw", "/tafels/vraag/")
WIMS = ("Wim", "handoff_waits", "aan die van u: Wie belt", "/tafels/doorgegeven/")


@pytest.mark.usefixtures("item", "handoff")
@pytest.mark.parametrize("expected", [TINAS, WIMS])
def test_the_message_leads_to_where_one_answers(client, people, the_case, expected):
    name, kind, words, leads = expected
    told(people, the_case)
    inside = sign_in(client, people.by_name[name])
    assert words in inside.get("/berichten/").content.decode()
    with as_owner():
        message = Notification.objects.get(user_id=people.by_name[name].user.pk, kind=kind)
    answer = inside.get(f"/berichten/{message.public_id}/")
    assert answer.url.startswith(leads)
    assert inside.get(answer.url).status_code == 200


def test_samir_reads_it_and_finds_the_decision(client, people, the_case, samir, item):
    decide(people, item)
    told(people, the_case)
    home = sign_in(client, samir)
    assert "een besluit over wat je team vroeg" in home.get("/mijn/berichten/").content.decode()
    with as_owner():
        message = Notification.objects.get(user_id=samir.user.pk)
    answer = home.get(f"/mijn/berichten/{message.public_id}/")
    assert home.get(answer.url).status_code == 200


def test_what_leaves_the_house_says_nothing(people, the_case, item, handoff):
    told(people, the_case)
    with as_owner():
        mails = list(OutboxMessage.objects.all())
    assert {one.kind for one in mails} == {"something_ready"}

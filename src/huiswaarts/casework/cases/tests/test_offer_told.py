"""What an invitation says before a password is asked, and a no with nothing but its code."""

import re
import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.actions.offers import decline_by_code
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.session import acting, leave
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.models import Invitation, User
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import PASSWORD, actor_of, sign_in

from .test_offers import BOTH, account, ask_along, invite, link, now

pytestmark = pytest.mark.django_db
PAGE = "/uitgenodigd/"
DUTCH = re.compile(
    r"\b(de|het|een|niet|wachtwoord|uitnodiging|voor|met|nodigt|als|tot|op)\b", re.IGNORECASE
)
NAMES = ("De Luwte", "De Brug", "Bea Tester", "Olga Tester")


def open_link(**headers):
    visitor = Client(headers=headers)
    visitor.get(link())
    return visitor


def words(answer):
    """The page as read, without what a browser hides."""
    text = re.sub(r"(?s)<(style|script|svg).*?</\1>|<head>.*?</head>", " ", answer.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def shape(answer):
    return re.findall(r'<h[12][^>]*>.*?</h[12]>|name="answer" value="no"', answer.content.decode())


def told():
    with as_owner():
        rows = Notification.objects.filter(kind="offer_declined")
        return [(one.user_id, one.subject, one.case_id) for one in rows]


def on_paper(case, person):
    """Bea makes a code for Samir, whose account nobody used and that has no address."""
    with as_owner():
        blank = User.objects.create_user()
        TeamMember.objects.filter(case=case, kind="client").update(user=blank)
    form = {"way": "paper", "email": "", "key": str(uuid.uuid4())}
    page = sign_in(Client(), person).post(reverse("cases:invite_client", args=[case.number]), form)
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", page.content.decode())
    return blank, code[0]


def with_code(code, **headers):
    visitor = Client(headers=headers)
    assert visitor.post("/uitnodiging/", {"code": code})["Location"] == "/uitnodiging/welkom/"
    return visitor


def test_work_says_who_asks_and_as_what_and_until_when(people, olga):
    made = invite(olga, "nina@elders.nl")
    page = words(open_link().get(PAGE))
    assert "Olga Tester nodigt u uit als begeleider" in page
    assert "Werken bij De Luwte" in page
    assert "Hier antwoorden kan tot" in page
    assert "Na inloggen met dit e-mailadres kan het tot" in page
    assert "Nee, dit wil ik niet" in page
    assert made.state == "open"


def test_a_seat_is_told_to_a_relative_without_the_name_of_the_client(people, samir):
    ask_along(people, "karim@elders.nl")
    page = words(open_link().get(PAGE))
    assert "Iemand die je kent vraagt of jij wilt meekijken en meedenken, als naaste" in page
    assert "Samir" not in page
    assert not re.search(r"\b(u|uw)\b", page, re.IGNORECASE)


@pytest.mark.parametrize("known", [False, True])
def test_no_with_the_code_alone_makes_no_account_and_reaches_who_invited(people, olga, ria, known):
    made = invite(olga, ria.user.email if known else "nina@elders.nl")
    users, before = User.objects.count(), account(ria)
    visitor = open_link()
    assert "Nee, dit wil ik niet" in words(visitor.get(PAGE))
    fresh = visitor.post(PAGE, {"answer": "no"}, follow=True)
    assert "Het antwoord is nee" in words(fresh)
    row = now(made)
    assert (row.state, row.answered_by_user_id) == ("declined", None)
    assert told() == [(olga.user.pk, f"network.offer:{made.pk}", None)]
    second = visitor.post(PAGE, {"answer": "no"}, follow=True)
    assert second.status_code == 410
    assert "Er is al geantwoord" in words(second)
    assert visitor.post(PAGE, BOTH).status_code == 410
    assert len(told()) == 1
    assert (User.objects.count(), account(ria)) == (users, before)
    seen = words(sign_in(Client(), olga).get(reverse("desk:people")))
    assert f"uitgenodigd op {made.typed}: niet aangenomen" in seen
    assert "is niet aangenomen" in words(sign_in(Client(), olga).get(reverse("desk:inbox")))


def test_a_known_address_reads_the_same_page_and_signs_in(people, olga, ria):
    invite(olga, "nina@elders.nl")
    new = open_link().get(PAGE)
    invite(olga, ria.user.email)
    with as_owner():
        ria.user.set_password(PASSWORD)
        ria.user.save()
    known = open_link().get(PAGE)
    assert (new.status_code, shape(new)) == (known.status_code, shape(known))
    assert "/inloggen/?next=/uitnodigingen/" in known.content.decode()
    assert "password1" not in known.content.decode()
    assert "Olga Tester nodigt u uit als begeleider" in words(known)


def test_a_no_after_a_yes_or_a_withdrawal_changes_nothing(people, olga, ria):
    for state, answer in (("accepted", "answered"), ("withdrawn", "closed")):
        made = invite(olga, ria.user.email)
        code = print_of(OutboxMessage.objects.latest("pk").secret)
        with as_owner():
            type(made).objects.filter(pk=made.pk).update(state=state, answered_at=timezone.now())
        assert decline_by_code(code_hash=code, at=timezone.now()) == answer
        assert now(made).state == state
    assert decline_by_code(code_hash="", at=timezone.now()) == "closed"
    assert told() == []


def test_a_page_cannot_say_no_without_the_code(people, olga):
    made = invite(olga, "nina@elders.nl")
    assert Client().post(PAGE, {"answer": "no"}, follow=True).status_code == 410
    no = "update network_offer set state = 'declined' where id = %s"
    with (
        acting(actor_of(olga)),
        pytest.raises(ProgrammingError, match="row-level"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(no, [made.pk])  # who invited reads it, and cannot answer it
    leave()
    with connection.cursor() as cursor:
        cursor.execute(no, [made.pk])
        assert cursor.rowcount == 0
    assert now(made).state == "open"


def test_a_code_on_paper_says_the_same_and_takes_a_no(people, bea, the_case):
    blank, code = on_paper(the_case, bea)
    visitor = with_code(code)
    page = words(visitor.get("/uitnodiging/welkom/"))
    assert "Bea Tester van De Luwte nodigt je uit voor Mijn Thuis" in page
    assert "Samir" not in page
    assert not re.search(r"\b(u|uw)\b", page, re.IGNORECASE)
    no = {"answer": "no"}
    assert "Het antwoord is nee" in words(visitor.post("/uitnodiging/welkom/", no, follow=True))
    again = visitor.post("/uitnodiging/welkom/", no, follow=True)
    assert (again.status_code, "Er is al geantwoord" in words(again)) == (410, True)
    assert visitor.post("/uitnodiging/welkom/", BOTH).status_code == 410
    assert Client().post("/uitnodiging/", {"code": code}).status_code == 200, "spent"
    with as_owner():
        seat = TeamMember.objects.get(case=the_case, kind="client")
        row = Invitation.objects.get(user=blank)
    assert row.declined_at is not None
    assert told() == [(bea.user.pk, f"cases.teammember:{seat.pk}", the_case.pk)]
    inbox = words(sign_in(Client(), bea).get(reverse("desk:inbox")))
    assert "De uitnodiging aan Samir" in inbox


@pytest.mark.parametrize("kind", ["work", "relative", "paper"])
def test_an_english_browser_reads_english_alone(people, olga, bea, the_case, kind):
    english = {"accept-language": "en"}
    if kind == "paper":
        visitor, at = with_code(on_paper(the_case, bea)[1], **english), "/uitnodiging/welkom/"
    else:
        invite(olga, "n@elders.nl") if kind == "work" else ask_along(people, "k@elders.nl")
        visitor, at = open_link(**english), PAGE
    wrong = {"password1": "kort", "password2": "anders"}
    answers = [visitor.get(at), visitor.post(at, wrong)]
    answers.append(visitor.post(at, {"answer": "no"}, follow=True))
    for answer in answers:
        page = words(answer)
        for name in NAMES:
            page = page.replace(name, "")
        assert not DUTCH.findall(page), page

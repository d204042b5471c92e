"""The pages that are measured, each checked to be the page that was meant."""

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.meetings.calendar import invitation
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.network.queries import actor_of_membership
from tests.bench.measure import figure

LOOPBACK = {"HTTP_HOST": "localhost"}


class Browser:
    """Somebody signed in, who asks for pages and gets what was meant."""

    def __init__(self, user, membership=None):
        self.client = Client(**LOOPBACK)
        self.client.force_login(user)
        inside = self.client.session
        inside["second_factor"] = True
        if membership is not None:
            inside["membership"] = membership.pk
        inside.save()

    def get(self, url):
        def ask(_):
            response = self.client.get(url)
            assert response.status_code == 200, (url, response.status_code)
            return response

        return ask

    def post(self, url):
        def ask(data):
            response = self.client.post(url, data)
            assert response.status_code == 302, (url, response.status_code, response.content[:800])
            return response

        return ask


@override_settings(ROOT_URLCONF="tests.bench.bare", MIDDLEWARE=[])
def bare_view(rounds):
    client = Client(**LOOPBACK)
    return figure("a bare Django view", lambda _: client.get("/"), rounds)


def saving(browser, membership, case, rounds):
    """One answer in the client's words, saved again and again by the worker."""
    code, number = "suitable_home", 1
    said = iter(range(10**6))

    def prepare():
        actor = actor_of_membership(membership, name="", at=timezone.now())
        with transaction.atomic(), acting(actor):
            current = Answer.objects.filter(
                case=case, box__box_type__code=code, question__number=number,
                is_current=True, slot=Answer.CLIENT_SLOT,
            ).first()  # fmt: skip
        return {
            "seen": current.public_id if current else "",
            "how": "together",
            "label": "0",
            "text": f"Dicht bij mijn zus, en niet te hoog. ({next(said)})",
        }

    url = f"/casussen/{case.number}/dozen/{code}/vraag/{number}/"
    return figure("saving an answer", browser.post(url), rounds, prepare)


def telling(membership, meeting, people, rounds):
    """One save that invites everybody, with a calendar file each; rolled back."""
    to = [Recipient(pk) for pk in people]

    def tell_all(_):
        at = timezone.now()
        actor = actor_of_membership(membership, name="", at=at)
        news = News(
            kind="meeting_planned",
            case_id=meeting.case_id,
            subject=f"meetings.meeting:{meeting.pk}",
            enclosure=lambda address: invitation(meeting, attendee=address, at=at),
        )
        with transaction.atomic():
            with acting(actor):
                assert len(tell(news=news, to=to, by=actor).told) == len(to)
            transaction.set_rollback(True)
        return HttpResponse()

    return figure("telling 160 people of a meeting", tell_all, rounds)


def searching(name, membership, words, rounds):
    """What the database does for one search; the page then reads twenty rows."""
    at = timezone.now()
    actor = actor_of_membership(membership, name="", at=at)

    def ask(_):
        with transaction.atomic(), acting(actor), connection.cursor() as cursor:
            cursor.execute("select * from app_search(%s, '', '', 21)", [words])
            cursor.fetchall()
        return HttpResponse()

    return figure(f"search: {name}", ask, rounds)


def search_page(browser, words, rounds):
    def ask(_):
        response = browser.client.post("/zoeken/", {"zoek": words})
        assert response.status_code == 200
        return response

    return figure("search page", ask, rounds)

"""What the clock tells: promises, meetings, reports, tables, and cases that nobody moves."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from huiswaarts.casework.cases.actions.telling import Hands, tell_people
from huiswaarts.casework.journey.hands import hands_of
from huiswaarts.casework.journey.recoveries import tell_recoveries
from huiswaarts.foundation.access.actor import Actor, the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.common.queue import every
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.network.models import Region

WAKES = 6  # o'clock, here
DUE = """select * from app_promise_news(%(today)s) union all select * from app_case_news(%(today)s)
  union all select * from app_meeting_news(%(today)s)
  union all select * from app_table_news(%(today)s) union all select * from app_came_in_news()
  order by once"""


@dataclass(frozen=True)
class Due:
    news: News
    to: tuple[Recipient, ...]


@every("5 * * * *")
def remind(timestamp: int) -> None:  # noqa: ARG001  the library tells the minute
    """Each hour of the day: what was told is not told again, and what was missed is."""
    now = timezone.now()
    if timezone.localtime(now).hour < WAKES:
        return
    for region in Region.objects.order_by("pk"):
        remind_region(the_clock(region_id=region.pk, at=now, job="remind"))


@every("*/5 * * * *")
def recoveries_each(timestamp: int) -> None:  # noqa: ARG001  the library tells the minute
    """Also at night: it is about who gets into an account."""
    for region in Region.objects.order_by("pk"):
        tell_recoveries(the_clock(region_id=region.pk, at=timezone.now(), job="recoveries"))


def remind_region(by: Actor) -> int:
    """One transaction for each piece of news, so that a fault in one keeps no other back."""
    with transaction.atomic(), acting(by):
        found = due(by)
        hands = hands_of({one.news.case_id for one in found if one.news.case_id})
    for one in found:
        with transaction.atomic(), acting(by):
            at_hand = hands.get(one.news.case_id, Hands())
            tell_people(news=one.news, to=one.to, hands=at_hand, by=by)
    return len(found)


def due(by: Actor) -> list[Due]:
    """What is to be told today in this region. One query."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"today": by.today})
        rows = cursor.fetchall()
    people: dict[News, list[Recipient]] = defaultdict(list)
    for kind, case_id, subject, number, once, user_id, membership_id in rows:
        news = News(kind=kind, case_id=case_id, subject=subject, number=number, once=once)
        people[news].append(Recipient(user_id, membership_id))
    return [Due(news, tuple(to)) for news, to in people.items()]

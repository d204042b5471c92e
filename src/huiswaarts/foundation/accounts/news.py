"""When word of news leaves: at once, with the day's others, or not; never in quiet hours. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiswaarts.foundation.accounts.models import MailWish
from huiswaarts.foundation.common.dates import local_moment
from huiswaarts.foundation.common.workdays import DAY, is_workday
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind
Rhythm = MailWish.Rhythm
DIGEST_AT = dt.time(8)


@dataclass(frozen=True)
class Group:
    """Kinds of news that people want, or do not want, together."""

    label: Any
    kinds: frozenset[str]
    usual: str


GROUPS: Mapping[str, Group] = {
    "meetings": Group(
        _("Overleg: gepland, verplaatst, verslag, besluit"),
        frozenset(
            {
                Kind.MEETING_PLANNED,
                Kind.MEETING_MOVED,
                Kind.MEETING_CANCELLED,
                Kind.MEETING_SOON,
                Kind.DAYS_ASKED,
                Kind.GUEST_INVITED,
                Kind.GUEST_NOT_NEEDED,
                Kind.GUEST_READS,
                Kind.NOT_THIS_TIME,
                Kind.REPORT_READY,
                Kind.ITEM_DECIDED,
            }
        ),
        Rhythm.AT_ONCE,
    ),
    "promises": Group(
        _("Afspraken: nieuw, bijna, te laat"),
        frozenset({Kind.PROMISE_MADE, Kind.PROMISE_SOON, Kind.PROMISE_LATE, Kind.COLLEAGUE_LATE}),
        Rhythm.DIGEST,
    ),
    "boxes": Group(
        _("Dozen: hulp gevraagd, klaar om na te kijken"),
        frozenset({Kind.HELP_ASKED, Kind.BOX_WAITS}),
        Rhythm.AT_ONCE,
    ),
    "tables": Group(
        _("Tafels van de regio: een vraag, een antwoord, een casus die wacht"),
        frozenset(
            {
                Kind.HANDOFF_WAITS,
                Kind.HANDOFF_ANSWERED,
                Kind.ITEM_WAITS,
                Kind.TABLE_WITHOUT_CHAIR,
                Kind.TABLE_SEATED,
                Kind.TABLE_CHAIRED,
                Kind.TABLE_LEFT,
                Kind.TABLE_UNCHAIRED,
                Kind.TABLE_MEETING_OFF,
                Kind.TABLE_STOPPED,
            }
        ),
        Rhythm.DIGEST,
    ),
    "recovery": Group(
        _("Iemand kan niet meer inloggen"),
        frozenset(
            {
                Kind.RECOVERY_ASKED,
                Kind.RECOVERY_WIDE,
                Kind.HALF_LAPSED,
                Kind.RECOVERY_STOPPED,
                Kind.RESET_AGREED,
                Kind.RESET_STOPPED,
                Kind.ACCESS_ASKED,
                Kind.ACCESS_WORKS,
                Kind.ACCESS_BACK,
            }
        ),
        Rhythm.AT_ONCE,
    ),
    "death": Group(
        _("Melding van overlijden"),
        frozenset({Kind.DEATH_REPORTED, Kind.DEATH_CONFIRMED, Kind.DEATH_UNDONE}),
        Rhythm.AT_ONCE,
    ),
    "invitations": Group(
        _("Uitnodigingen: aangenomen, niet aangenomen of ingetrokken"),
        frozenset({Kind.OFFER_ACCEPTED, Kind.OFFER_DECLINED, Kind.OFFER_WITHDRAWN}),
        Rhythm.DIGEST,
    ),
    "roles": Group(
        _("Rollen van de regio: voorgesteld, akkoord of niet, beëindigd"),
        frozenset({Kind.ROLE_PROPOSED, Kind.ROLE_AGREED, Kind.ROLE_REFUSED, Kind.ROLE_ENDED}),
        Rhythm.AT_ONCE,
    ),
    "seats": Group(
        _("Het team: wie erbij komt, wie coördineert, en een stoel die stopt"),
        frozenset(
            {
                Kind.SEAT_TAKEN,
                Kind.CLIENT_CAME_IN,
                Kind.GUEST_ASKED,
                Kind.COORDINATION_ASKED,
                Kind.COORDINATION_REFUSED,
                Kind.COORDINATION_SETTLED,
                Kind.COORDINATION_PASSED,
                Kind.SEAT_STOPPED,
                Kind.COLLEAGUE_STOPPED,
                Kind.SEAT_END_ASKED,
                Kind.SEAT_OPENED,
                Kind.SEAT_ENDED,
                Kind.COLLEAGUE_SETTLED,
            }
        ),
        Rhythm.AT_ONCE,
    ),
    "table": Group(
        _("Het team: lege stoel, geen vervolg, iets op papier geven"),
        frozenset({Kind.NO_FOLLOW_UP, Kind.EMPTY_SUPPORT, Kind.ON_PAPER}),
        Rhythm.DIGEST,
    ),
    "watch": Group(
        _("Toezicht: iemand vraagt heel vaak of mensen bekend zijn, of nodigt heel vaak uit"),
        frozenset({Kind.MANY_QUESTIONS, Kind.MANY_INVITATIONS}),
        Rhythm.AT_ONCE,
    ),
}
AT_WORK = {
    "death",
    "recovery",
    "roles",
    "table",
    "tables",
    "watch",
}  # at home nobody turns these off
GROUP_OF = {kind: key for key, group in GROUPS.items() for kind in group.kinds}


def leaves_at(
    rhythm: str, at: dt.datetime, quiet_from: dt.time, quiet_until: dt.time
) -> dt.datetime | None:
    """The moment from which word of this may leave; None when it does not."""
    if rhythm == Rhythm.NEVER:
        return None
    return next_digest(at) if rhythm == Rhythm.DIGEST else after_quiet(at, quiet_from, quiet_until)


def next_digest(at: dt.datetime) -> dt.datetime:
    """Eight o'clock here, on a working day, that is still to come."""
    day = timezone.localdate(at)
    while not is_workday(day) or local_moment(day, DIGEST_AT) <= at:
        day += DAY
    return local_moment(day, DIGEST_AT)


def after_quiet(at: dt.datetime, quiet_from: dt.time, quiet_until: dt.time) -> dt.datetime:
    """Now, or when the quiet hours end; they may span midnight, and none is when both are equal."""
    now = timezone.localtime(at)
    time = now.time()
    if quiet_from <= quiet_until:
        is_quiet = quiet_from <= time < quiet_until
    else:
        is_quiet = time >= quiet_from or time < quiet_until
    if not is_quiet:
        return at
    day = now.date() if time < quiet_until else now.date() + DAY
    return local_moment(day, quiet_until)

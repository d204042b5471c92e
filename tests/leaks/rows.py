"""The matrix: a row for every URL. A URL without a row fails the build.

A row says what fills the arguments of the URL, seen from Samir's case. `queries` are asked too:
filters and exports; of `posts`, searches, with `{bird}` for the name of somebody else's client.
"""

from dataclasses import dataclass, field

from django.urls import reverse

from huiswaarts.casework.boxes.models import BoxCheckRule, BoxConfirmRule
from huiswaarts.casework.cases.models import Commitment, Document, TeamMember
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.casework.meetings.models import AgendaItem, DatePoll, Meeting
from huiswaarts.casework.tables.models import (
    Handoff,
    Table,
    TableItem,
    TableMeeting,
    TableSeat,
)
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Offer, RoleProposal
from huiswaarts.institutions.bottlenecks.models import Bottleneck
from tests.database import as_owner

MAKERS = {
    "number": lambda town, whose: town.people.case_of[whose].number,
    "seat": lambda town, whose: _seat(town, whose, "bw_provider"),
    "stopped": lambda town, whose: _seat(town, whose, "ambulatory_provider", state="suspended"),
    "next": lambda town, whose: _seat(town, whose, "ambulatory_provider"),
    "proposed": lambda town, whose: _seat(town, whose, "bw_provider", state="proposed"),
    "relative": lambda town, whose: _seat(town, whose, "relative", user=None),
    "at_home": lambda town, whose: _seat(town, whose, "relative", user__isnull=False),
    "requested": lambda town, whose: _seat(town, whose, "guest", state="requested"),
    "meeting": lambda town, whose: _meeting(town, whose, "planned"),
    "held": lambda town, whose: _meeting(town, whose, "held"),
    "point": lambda *place: _point(*place),  # noqa: PLW0108  made below
    "guest_point": lambda *place: _point(*place, guest_pass__isnull=False),
    "poll": lambda *place: _poll(*place).public_id,  # made below
    "poll_day": lambda *place: _poll(*place).days.all()[0].public_id,
    "document": lambda *place: _document(*place),  # noqa: PLW0108  made below
    "promise": lambda *place: _promise(*place),  # noqa: PLW0108  made below
    "message": lambda town, whose: _message(town, "Bea" if whose == "Samir" else "Hans"),
    "my_message": lambda *place: _message(*place),  # noqa: PLW0108  made below
    "table": lambda town, whose: _table(town, whose),  # noqa: PLW0108  made below
    "table_seat": lambda town, whose: _on_table(town, whose, TableSeat),
    "table_meeting": lambda town, whose: _on_table(town, whose, TableMeeting),
    "item": lambda town, whose: _item(town, whose),  # noqa: PLW0108  made below
    "handoff": lambda town, whose: _handoff(town, whose),  # noqa: PLW0108  made below
    "bottleneck": lambda town, whose: _bottleneck(town, whose),  # noqa: PLW0108  made below
    "death": lambda *place: _death(*place),  # noqa: PLW0108  made below
    "recovery": lambda *place: _recovery(*place),  # noqa: PLW0108  made below
    "client_seat": lambda town, whose: _seat(town, whose, "client"),
    "offer": lambda town, whose: _offer(town, whose),  # noqa: PLW0108  made below
    "wide_offer": lambda *place: _wide_offer(*place),  # noqa: PLW0108  made below
    "proposal": lambda town, whose: _proposal(town, whose),  # noqa: PLW0108  made below
    "holder": lambda *place: _holder(*place),  # noqa: PLW0108  made below
    "feed": lambda town, whose: f"agenda-van-{whose}",
    "member": lambda *place: _member(*place),  # noqa: PLW0108  made below
    "check": lambda town, whose: _rule(town, whose, BoxCheckRule),
    "confirm": lambda town, whose: _rule(town, whose, BoxConfirmRule),
}


@dataclass(frozen=True)
class Row:
    fill: dict = field(default_factory=dict)  # argument -> a maker, or "=" and the value itself
    queries: tuple = ()
    posts: tuple = ()  # sent, since what is asked may not stand in an address
    more: tuple = ()  # other arguments, asked by whoever comes in

    def path(self, name, town, whose="Samir", **other):
        values = {
            argument: maker[1:] if maker[0] == "=" else MAKERS[maker](town, whose)
            for argument, maker in self.fill.items()
        }
        told = {
            argument: MAKERS[value[1:]](town, whose) if str(value)[0] == "@" else value
            for argument, value in other.items()
        }
        return reverse(name, kwargs=values | told)


def _seat(town, whose, kind, **more):
    with as_owner():
        case = town.people.case_of[whose]
        seats = TeamMember.objects.filter(case=case, kind=kind)
        seat = seats.filter(**(more or {"state": "active"})).first() or seats.first()
        return (seat or TeamMember.objects.filter(case=case).first()).public_id


def _promise(town, whose):
    """About health: most of the table may not know that there is one."""
    with as_owner():
        case = town.people.case_of[whose]
        return Commitment.objects.get(case=case, topic=6, state="open").public_id


def _document(town, whose):
    """In the circle of the client and who cares: most of the table may not know of it."""
    with as_owner():
        case = town.people.case_of[whose]
        return Document.objects.get(case=case, topic=1, label=2).public_id


def _meeting(town, whose, status):
    with as_owner():
        return Meeting.objects.get(case=town.people.case_of[whose], status=status).public_id


def _bottleneck(town, whose):
    with as_owner():
        region = town.people.case_of["Dirk" if whose == "Stan" else whose].region
        return Bottleneck.objects.get(region=region).public_id


def _table(town, whose):
    with as_owner():
        region = town.people.case_of[whose].region
        return Table.objects.get(region=region, kind="case_table").public_id


def _on_table(town, whose, model):
    """Of a stranger that of another region: in one region seats are no secret."""
    with as_owner():
        region = town.people.case_of["Dirk" if whose == "Stan" else whose].region
        return model.objects.get(table__region=region, table__kind="case_table").public_id


def _item(town, whose):
    with as_owner():
        return TableItem.objects.get(case=town.people.case_of[whose]).public_id


def _handoff(town, whose):
    with as_owner():
        region = town.people.case_of[whose].region
        return Handoff.objects.get(to_table__region=region, answered_at=None).public_id


def _message(town, whom):
    with as_owner():
        messages = Notification.objects.filter(user_id=town.people.by_name[whom].user.pk)
        return messages.get(kind="promise_late").public_id


def _point(town, whose, **which):
    """Of the others' cases, where no guest comes, the only one."""
    with as_owner():
        points = AgendaItem.objects.filter(
            case=town.people.case_of[whose], meeting__status="planned"
        )
        return (points.filter(**(which or {"guest_pass": None})).first() or points[0]).public_id


def _poll(town, whose):
    with as_owner():
        polls = DatePoll.objects.prefetch_related("days")
        return polls.get(case=town.people.case_of[whose], ended_at=None)


def _offer(town, whose):
    """Of work: for the admin who made it, and whoever has the address."""
    with as_owner():
        region = town.people.case_of["Dirk" if whose == "Stan" else whose].region
        work = Offer.objects.filter(region=region, role="support_worker")
        return work.exclude(address=town.people.bo.user.email).get().public_id


def _wide_offer(town, whose):
    """Of a role over the region; of another region there is none, so this one."""
    with as_owner():
        return Offer.objects.get(role="region_admin").public_id


def _proposal(town, whose):
    with as_owner():
        region = town.people.case_of["Dirk" if whose == "Stan" else whose].region
        return RoleProposal.objects.get(region=region).public_id


def _holder(town, whose):
    """Of a role over the region."""
    person = {"Samir": "Fred", "Stan": "Dora", "Dirk": "Dora"}[whose]
    return town.people.by_name[person].membership.public_id


def _member(town, whose):
    colleague = {"Samir": "Bo", "Stan": "Hans", "Dirk": "Ria"}[whose]
    return town.people.by_name[colleague].membership.public_id


def _recovery(town, whose):
    with as_owner():
        return RecoveryRequest.objects.get(case_id=town.people.case_of[whose].pk).public_id


def _death(town, whose):
    with as_owner():
        return DeathReport.objects.get(case=town.people.case_of[whose]).public_id


def _rule(town, whose, model):
    region = town.people.case_of[whose].region
    with as_owner():
        return model.objects.filter(box_type__region=region, box_type__code="health")[0].code


BOXES = (
    "suitable_home", "finances", "support", "daily_life", "network_neighbourhood",
    "tenancy_skills", "papers", "moving_furnishing", "relapse_aftercare", "family_children",
)  # fmt: skip
CASE = Row({"number": "number"})
SEAT = Row({"number": "number", "seat_id": "seat"})
STOPPED = Row({"number": "number", "seat_id": "stopped"})
RELATIVE = Row({"number": "number", "seat_id": "relative"})
PROPOSED = Row({"number": "number", "seat_id": "proposed"})
NEXT = Row({"number": "number", "seat_id": "next"})
TOPIC = Row({"number": "number", "seat_id": "next", "code": "=suitable_home"})
BOX = Row({"number": "number", "code": "=health"})
DONE = Row(BOX.fill | {"code": "=daily_life"})
EACH_BOX = Row(BOX.fill, more=tuple({"code": code} for code in BOXES))
QUESTION = Row({"number": "number", "code": "=health", "n": "=1"})
CHECK = Row({"number": "number", "code": "=health", "rule": "check"})
CONFIRM = Row({"number": "number", "code": "=health", "rule": "confirm"})
PROMISE = Row({"number": "number", "promise_id": "promise"})
DOCUMENT = Row({"number": "number", "document_id": "document"})
MEETING = Row({"number": "number", "meeting_id": "meeting"})
EACH_MEETING = Row(MEETING.fill, more=({"meeting_id": "@held"},))
HELD = Row({"number": "number", "meeting_id": "held"})
POINT = Row(MEETING.fill | {"item_id": "point"})
POLL = Row({"number": "number", "poll_id": "poll"})
TABLE = Row({"table_id": "table"})
PROPOSAL = Row({"proposal_id": "proposal"})
LOOKED = Row(CASE.fill, queries=("meer",))
ALONE = Row()

# Only there in demo mode: test_demo_urls.py
DEMO_ROWS = {"demo": ALONE}
ROWS = {
    # for anyone
    "security_txt": ALONE, "accessibility": ALONE, "privacy": ALONE, "health": ALONE,
    # signing in, and one's own account
    "account_login": ALONE, "mfa_authenticate": ALONE, "mfa_login_webauthn": ALONE,
    "account_reset_password": ALONE, "account_logout": ALONE, "invitation_code": ALONE,
    "invitation_accept": ALONE, "invitation_link": Row({"code": "=ABCD-EFGH-JKMN"}),
    "mfa_index": ALONE, "word": ALONE, "session_time": ALONE, "end_sessions": ALONE,
    "account_change_password": ALONE,
    "account_reauthenticate": ALONE, "mfa_reauthenticate": ALONE,
    "mfa_reauthenticate_webauthn": ALONE, "second_factor": ALONE, "mfa_activate_totp": ALONE,
    "mfa_deactivate_totp": ALONE, "mfa_add_webauthn": ALONE,
    "remove_passkey": Row({"passkey_id": "=ABCDEFGHJKMN"}), "mfa_view_recovery_codes": ALONE,
    "mfa_generate_recovery_codes": ALONE, "mfa_download_recovery_codes": ALONE,
    "recover": ALONE, "desk:recoveries": ALONE, "desk:recovery_begin": ALONE,
    "desk:recovery_second": Row({"request_id": "recovery"}),
    "desk:recovery_stop": Row({"request_id": "recovery"}),
    "desk:deaths": ALONE, "desk:death_confirm": Row({"report_id": "death"}),
    "desk:death_undo": Row({"report_id": "death"}),
    "desk:recovery_ask": Row({"number": "number", "seat_id": "client_seat"}),
    "use_sheet": ALONE, "recovery_sheet": ALONE, "make_sheet": ALONE, "stow_sheet": ALONE,
    "choose_organisation": ALONE,
    "offer_link": Row({"code": "=geen-uitnodiging"}), "offer_welcome": ALONE, "offers": ALONE,
    "answer_offer": Row({"offer_id": "offer"}),
    # a case
    "cases:register": ALONE, "cases:seat_fill": Row({"seat_id": "requested"}),
    "cases:team": CASE, "cases:request_seat": Row({"number": "number", "kind": "=guest"}),
    "cases:propose": Row({"number": "number", "kind": "=bw_provider"}),
    "cases:add_person": CASE, "cases:admit": PROPOSED, "cases:decline": PROPOSED,
    "cases:end_seat": Row({"number": "number", "seat_id": "next"}), "cases:hand_over": SEAT,
    "cases:ask_coordination": SEAT, "cases:answer_seat": SEAT, "cases:take_back": SEAT,
    "cases:end_as_admin": Row({"seat_id": "seat"}), "portal:answer_seat": STOPPED,
    "cases:invite_client": CASE, "cases:invite": RELATIVE,
    "cases:withdraw_invitation": RELATIVE,
    "cases:promises": CASE, "cases:make_promise": CASE, "cases:change_promise": PROMISE,
    "cases:settle_promise": PROMISE, "cases:withdraw_promise": PROMISE,
    "cases:document": DOCUMENT, "cases:withdraw_document": DOCUMENT,
    "cases:restore_document": DOCUMENT, "boxes:put_document": DONE,
    "meetings:put_document": MEETING,
    # meetings
    "meetings:meetings": CASE, "meetings:plan": CASE, "meetings:move": MEETING,
    "meetings:cancel": MEETING, "meetings:point": MEETING, "meetings:discuss": POINT,
    "meetings:bottleneck": MEETING, "meetings:guest": Row(
        POINT.fill, more=({"item_id": "@guest_point"},)
    ), "meetings:stop_guest": Row(POINT.fill | {"item_id": "guest_point"}),
    "meetings:as_guest": CASE, "meetings:ask_days": CASE, "meetings:poll": POLL,
    "meetings:drop_poll": POLL, "meetings:choose_day": Row(POLL.fill | {"day_id": "poll_day"}),
    "meetings:presence": MEETING, "meetings:draft": MEETING, "meetings:promise": MEETING,
    "meetings:close": MEETING, "meetings:calendar_file": EACH_MEETING,
    "feed_page": ALONE, "make_feed": ALONE, "stop_feed": ALONE,
    "meeting_feed": Row({"secret": "feed"}),
    "desk:meeting": EACH_MEETING, "desk:meeting_now": MEETING,
    # the register and the tables of the region
    "bottlenecks:register": Row(queries=("soort=home", "stand=nieuw", "stand=herkend", "pagina=2")),
    "bottlenecks:note": ALONE, "bottlenecks:bottleneck": Row({"bottleneck_id": "bottleneck"}),
    "bottlenecks:recognise": Row({"bottleneck_id": "bottleneck"}),
    "tables:list": ALONE, "tables:make": ALONE, "tables:table": TABLE, "tables:seat": TABLE,
    "tables:end_seat": Row(TABLE.fill | {"seat_id": "table_seat"}), "tables:plan": TABLE,
    "tables:chair": TABLE, "tables:stop": TABLE,
    "tables:cancel": Row(TABLE.fill | {"meeting_id": "table_meeting"}),
    "tables:hand_off": TABLE, "tables:answer": Row({"handoff_id": "handoff"}),
    "tables:item": Row({"item_id": "item"}), "tables:bring": CASE,
    "cases:next_step": CASE, "cases:target_month": CASE,
    "journey:phase": CASE, "journey:move": Row({"number": "number", "to": "=home_search"}),
    "journey:status": Row({"number": "number", "to": "=on_hold"}),
    "journey:override": Row({"number": "number", "gate": "=sign"}),
    # the boxes
    "boxes:list": CASE, "boxes:on_paper": CASE, "boxes:box": EACH_BOX, "boxes:question": QUESTION,
    "boxes:addition": QUESTION, "boxes:history": QUESTION, "boxes:check": CHECK,
    "boxes:confirm": CONFIRM, "boxes:disagree": CONFIRM, "boxes:reopen": DONE,
    "boxes:not_needed": BOX,
    # lists, a region and an organisation
    "desk:my_work": ALONE, "desk:case": CASE, "desk:timeline": CASE,
    "desk:search": ALONE, "desk:my_week": ALONE,
    "desk:inbox": Row(queries=("pagina=2",)), "desk:all_read": ALONE, "desk:letter": CASE,
    "desk:open_message": Row({"message_id": "message"}),
    "desk:case_list": Row(queries=(
        "als=csv", "als=ods", "als=xlsx", "als=csv&voorbij=on", "voorbij=on", "pagina=2",
    ), posts=({"zoek": "{bird}"}, {"zoek": "{bird}", "voorbij": "on"})),
    "desk:sharing": CASE, "desk:sharing_stop": SEAT, "desk:consent": SEAT,
    "desk:sharing_switch": TOPIC, "desk:region": ALONE, "desk:people": ALONE,
    "desk:people_invite": ALONE, "desk:people_end": Row({"member_id": "member"}),
    "desk:people_withdraw": Row({"offer_id": "offer"}),
    "desk:roles": ALONE, "desk:role_propose": ALONE,
    "desk:role_proposal": PROPOSAL, "desk:role_agree": PROPOSAL, "desk:role_withdraw": PROPOSAL,
    "desk:role_uninvite": Row({"offer_id": "wide_offer"}),
    "desk:role_end_own": ALONE,
    "desk:role_end": Row({"member_id": "holder"}),
    "desk:people_reset": Row({"member_id": "member"}), "desk:access_log": ALONE,
    "desk:look_review": ALONE,
    # Mijn Thuis
    "portal:home": ALONE, "portal:language": Row({"code": "=nl"}), "portal:help": ALONE,
    "portal:inbox": ALONE, "portal:all_read": ALONE,
    "portal:open_message": Row({"message_id": "my_message"}),
    "portal:plan": CASE, "portal:boxes": CASE, "portal:on_paper": CASE, "portal:box": EACH_BOX,
    "portal:confirm": BOX, "portal:disagree": BOX, "portal:want": BOX,
    "portal:earlier": QUESTION, "portal:add_person": CASE, "portal:invite": RELATIVE,
    "portal:end_seat": RELATIVE, "portal:withdraw_invitation": RELATIVE,
    "portal:meetings": CASE, "portal:days": CASE, "portal:calendar_file": EACH_MEETING,
    "portal:meeting": EACH_MEETING, "portal:meeting_point": MEETING,
    "portal:who_comes": Row(MEETING.fill | {"seat_id": "at_home"}),
    "portal:meeting_view": HELD, "portal:meeting_agree": HELD,
    "portal:document": DOCUMENT, "portal:withdraw_document": DOCUMENT,
    "portal:restore_document": DOCUMENT, "portal:put_box_document": DONE,
    "portal:put_meeting_document": MEETING,
    "portal:promises": CASE, "portal:promise_done": PROMISE,
    "portal:question": QUESTION, "portal:team": CASE,
    "portal:party": NEXT, "portal:stop": SEAT, "portal:say": SEAT, "portal:switch": TOPIC,
    "portal:data": CASE, "portal:recorded": CASE, "portal:looked": LOOKED,
    "portal:take_along": CASE,
}  # fmt: skip

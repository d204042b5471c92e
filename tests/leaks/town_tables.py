"""What lies beside the cases of the town: tables, what is on them, and bottlenecks."""

from huiswaarts.casework.tables.models import (
    Handoff,
    Table,
    TableItem,
    TableMeeting,
    TableSeat,
)
from huiswaarts.foundation.events.models import Notification
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition
from tests.people import MONTH

from .expected import AT_DIRKS, DRENTHE, ZUIDVEEN, readers


def add_tables(town):
    """A case table and a steering table in each region: Tina chairs, Wim sits; Ria far away. What
    lies there is for whoever sits there, and of a case for its table too.
    """
    people = town.people
    for chair, member, whose in (("Tina", "Wim", "Samir"), ("Ria", "Dora", "Dirk")):
        case, here = people.case_of[whose], ZUIDVEEN if whose == "Samir" else DRENTHE
        region, at = case.region, {"made_at": people.at, "chair": people.by_name[chair].membership}
        tables = [
            Table.objects.create(
                region=region, kind=kind,
                name=town.put(whose, kind, "name", may=here | {whose}),
                purpose=town.put(whose, kind, "purpose", may=here), **at,
            )
            for kind in ("case_table", "steering")
        ]  # fmt: skip
        sits, must = {chair, member}, {chair, member} if whose == "Samir" else set()
        TableSeat.objects.create(
            table=tables[0], membership=people.by_name[member].membership,
            from_at=people.at - MONTH, mandate=town.put(whose, "mandate", may=here),
        )  # fmt: skip
        TableMeeting.objects.create(
            table=tables[0], begins_at=people.at + MONTH,
            place=town.put(whose, "table place", may=sits, must=must),
        )  # fmt: skip
        Handoff.objects.create(
            from_table=tables[0], to_table=tables[1], kind="question", due_on=people.at,
            subject=town.put(whose, "handoff", may=sits, must=must & {chair}), made_at=people.at,
            made_by=people.by_name[chair].membership,
        )  # fmt: skip
        reads = readers(25) if whose == "Samir" else AT_DIRKS
        TableItem.objects.create(
            table=tables[0], case=case, brought_at=people.at, due_on=people.at,
            who=town.put(whose, "item who", may=sits | reads, of=whose), client_knows="joins",
            tried=town.put(whose, "item tried", may=sits | reads, must=must, of=whose),
            question=town.put(whose, "item question", may=sits | reads, must=must, of=whose),
            brought_by=case.coordinator,
        )  # fmt: skip
    _told_of_tables(town)


def _told_of_tables(town):
    """To everybody, also who sits at no table: a message shows no more than its reader may see."""
    people = town.people
    news = [
        (kind, f"{thing._meta.label_lower}:{thing.pk}", case_id)
        for item in TableItem.objects.all()
        for handoff in Handoff.objects.filter(from_table=item.table)
        for kind, thing, case_id in (
            ("handoff_waits", handoff, None),
            ("handoff_answered", handoff, None),
            ("item_waits", item, None),
            ("item_decided", item, item.case_id),
        )
    ]
    for person in people.by_name.values():
        Notification.objects.bulk_create(
            Notification(
                region_id=people.case_of["Samir"].region_id, user_id=person.user.pk, kind=kind,
                membership_id=person.membership and person.membership.pk, subject=subject,
                case_id=case_id, once_key=f"{kind}:{subject}:{person.user.pk}", at=people.at,
            )
            for kind, subject, case_id in news
        )  # fmt: skip


def add_bottlenecks(town):
    """One in each region, of Wim and of Ria; a region's own business."""
    for name, whose, here in (("Wim", "Samir", ZUIDVEEN), ("Ria", "Dirk", DRENTHE)):
        work, region = town.people.by_name[name].membership, town.people.case_of[whose].region
        must = here - {"Samir", "Mina", "Sofie", "Stan", "Dirk"} if whose == "Samir" else set()
        told = {"organisation": work.organisation, "membership": work}
        made = Bottleneck.objects.create(
            region=region, category="home", reach="region", noted_at=town.people.at, **told,
            title=town.put(whose, "bottleneck", may=here, must=must),
            description=town.put(whose, "bottleneck", "description", may=here),
        )  # fmt: skip
        Recognition.objects.create(bottleneck=made, at=town.people.at, **told)

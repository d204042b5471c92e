"""The tables of a region, and what they hand to each other."""

from huiswaarts.casework.tables.actions import items, tables
from huiswaarts.casework.tables.models import Handoff, Table, TableItem, TableSeat
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Membership

from .rounds import Pair
from .seats import hand_over_to


def bring_case(round_):
    def do(actor, case, sight):
        question = items.Question("x", "x", "knows")
        items.bring_case(case=case, table=round_.a_table, question=question, sight=sight, by=actor)

    return do


def stop_table(round_):
    def do(actor):
        found = Table.objects.get(pk=round_.a_table.pk)
        tables.stop_table(table=found, version=found.version, by=actor)

    return do


def chair_to_bea(round_):
    def do(actor):
        found = Table.objects.get(pk=round_.a_table.pk)
        seat = TableSeat.objects.get(table=found)
        tables.hand_over_chair(table=found, seat=seat, version=found.version, by=actor)

    return do


def end_table_seat(round_):
    def do(actor):
        seat = TableSeat.objects.select_related("table").get(table=round_.a_table)
        tables.end_table_seat(seat=seat, by=actor)

    return do


def seat_wim(round_):
    def do(actor):
        wim = Membership.objects.get(pk=round_.people.wim.membership.pk)
        found = Table.objects.get(pk=round_.a_table.pk)
        tables.seat_member(table=found, member=wim, mandate="x", by=actor)

    return do


def hand_on(round_):
    def do(actor):
        sender, receiver = (Table.objects.get(pk=one.pk) for one in round_.two_tables)
        tables.hand_off(sender=sender, receiver=receiver, kind="question", subject="x", by=actor)

    return do


def answer(words):
    def make(round_):
        def do(actor):
            handoff = Handoff.objects.select_related("to_table").get(pk=round_.handoff.pk)
            tables.answer_handoff(handoff=handoff, answer=words, by=actor)

        return do

    return make


def decide(round_):
    def do(actor):
        item = TableItem.objects.select_related("table").get(pk=round_.item.pk)
        verdict = items.Verdict("Ja", "once")
        items.decide_item(item=item, verdict=verdict, version=item.version, by=actor)

    return do


def a_case_at_beas_table(round_):
    """Bea chairs it, and sits at the table of the case too."""
    round_.a_table = round_.table()
    bea, gerda = (round_.people.by_name[name].membership for name in ("Bea", "Gerda"))
    Table.objects.filter(pk=round_.a_table.pk).update(chair=bea)
    round_.item = TableItem.objects.create(
        table=round_.a_table, case=round_.case, who="x", tried="x", question="x",
        client_knows="knows", brought_by=gerda, brought_at=round_.people.at,
        due_on=round_.people.at.date(),
    )  # fmt: skip


def not_decided_by_who_coordinates(round_):
    events = Event.objects.filter(case_id=round_.case.pk).order_by("pk")
    decided = events.filter(kind="tables.item_decided").first()
    passed = events.filter(kind="cases.coordination_passed").first()
    return decided is None or passed is None or decided.pk < passed.pk


def a_table(round_):
    round_.a_table = round_.table()


def a_table_with_bea(round_):
    round_.a_table = round_.table(seated=("Bea",))


def a_receiving_table(round_):
    round_.two_tables = (round_.table("Een"), round_.table("Twee"))
    round_.a_table = round_.two_tables[1]


def a_handoff(round_):
    first, second = round_.table("Een"), round_.table("Twee")
    round_.handoff = Handoff.objects.create(
        from_table=first, to_table=second, kind="question", subject="x",
        due_on=round_.people.at.date(), made_by=first.chair, made_at=round_.people.at,
    )  # fmt: skip


def no_case_waits_at_a_stopped_table(round_):
    waits = TableItem.objects.filter(table=round_.a_table, decided_at=None).exists()
    return not (waits and Table.objects.get(pk=round_.a_table.pk).closed_at)


def chair_sits_or_never_left(round_):
    found = Table.objects.get(pk=round_.a_table.pk)
    if found.chair_id == round_.people.tina.membership.pk:
        return True
    ended = TableSeat.objects.filter(table=found, until_at__isnull=False).exists()
    handed = Event.objects.filter(subject=f"tables.table:{found.pk}", kind__endswith="handed_over")
    left = Event.objects.filter(subject=f"tables.table:{found.pk}", kind="tables.member_left")
    return not ended or handed.get().pk < left.get().pk


def wim_sits_once(round_):
    return TableSeat.objects.filter(
        table=round_.a_table, membership=round_.people.wim.membership, until_at=None
    ).count() == 1  # fmt: skip


def nothing_handed_to_a_stopped_table(round_):
    stopped = Table.objects.get(pk=round_.a_table.pk).closed_at
    events = Event.objects.order_by("pk")
    stop = events.filter(kind="tables.table_stopped", subject=f"tables.table:{round_.a_table.pk}")
    handed = events.filter(
        kind="tables.handed_off", subject=f"tables.table:{round_.two_tables[0].pk}"
    )
    return not (stopped and handed) or handed[0].pk < stop[0].pk


def answered_once(round_):
    return Event.objects.filter(
        kind="tables.handoff_answered", subject=f"tables.table:{round_.handoff.to_table_id}"
    ).count() == 1  # fmt: skip


ROWS = {
    "brought, stopped": Pair(
        ("Gerda", bring_case), ("Tina", stop_table, "work"), no_case_waits_at_a_stopped_table,
        a_table, ("table",),
    ),
    "decided, made coordinator": Pair(
        ("Bea", decide, "work"), ("Gerda", hand_over_to("Bea")), not_decided_by_who_coordinates,
        a_case_at_beas_table, ("case",),
    ),
    "chair handed over, seat ended": Pair(
        ("Tina", chair_to_bea, "work"), ("Petra", end_table_seat, "work"),
        chair_sits_or_never_left, a_table_with_bea, ("table",),
    ),
    "seated twice": Pair(
        ("Tina", seat_wim, "work"), ("Petra", seat_wim, "work"), wim_sits_once, a_table,
        ("table", "member", "table_seat_once"),
    ),
    "handed on, stopped": Pair(
        ("Tina", hand_on, "work"), ("Petra", stop_table, "work"),
        nothing_handed_to_a_stopped_table, a_receiving_table, ("table",),
    ),
    "answered twice": Pair(
        ("Tina", answer("Ja"), "work"), ("Petra", answer("Nee"), "work"), answered_once,
        a_handoff, ("table",),
    ),
}  # fmt: skip

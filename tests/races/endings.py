"""What is done in a case while that case stops."""

from huiswaarts.casework.boxes.actions.boxes import mark_not_needed
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.actions.promises import Promise, make_promise
from huiswaarts.casework.journey.actions import StatusChange, set_status
from huiswaarts.foundation.events.models import Event

from .rounds import Pair
from .seats import ask_gijs


def stop_case(round_):
    def do(actor, case, sight):
        change = StatusChange("stopped", case.version, "x")
        set_status(case=case, change=change, sight=sight, by=actor, at=actor.at)

    return do


def promise(round_):
    def do(actor, case, sight):
        made = Promise("Bellen", round_.seat("Bea"), actor.today)
        make_promise(case=case, promise=made, sight=sight, by=actor)

    return do


def put_box_aside(round_):
    def do(actor, case, sight):
        box = Box.objects.filter(case=case, topic=2).first()
        mark_not_needed(
            box=box, sight=sight, why="not_at_play", version=box.version, by=actor, at=actor.at
        )

    return do


def nothing_after_the_end(round_):
    of_case = Event.objects.filter(case_id=round_.case.pk)
    end = of_case.filter(kind="journey.status_changed").first()
    return end is None or not of_case.filter(pk__gt=end.pk).exists()


ROWS = {
    "promised, stopped": Pair(
        ("Bea", promise), ("Gerda", stop_case), nothing_after_the_end, guards=("case", "wall")
    ),
    "boxed, stopped": Pair(
        ("Bea", put_box_aside), ("Gerda", stop_case), nothing_after_the_end,
        guards=("case", "wall"),
    ),
    "asked, stopped": Pair(("Gerda", ask_gijs), ("Gerda", stop_case), nothing_after_the_end),
}  # fmt: skip

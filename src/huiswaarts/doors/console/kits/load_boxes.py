"""The boxes of a case, and in which state its phase says that they are.

A kit has answers only. A case that is past a gate must have had the boxes of that gate full:
their checks and confirmations are recorded as taken over from the kit, on the day of the last
answer, by the people who hold the seats.
"""

from typing import TYPE_CHECKING

from huiswaarts.doors.console.kits.bulk import run, sql, temporary
from huiswaarts.doors.console.kits.format import FINAL_STATUSES

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading

_NEW_BOX = (
    "(id bigint, case_id bigint, topic smallint, box_type_id bigint, at timestamptz, stand text,"
    " reopened boolean, state text)"
)


def open_boxes(loading: "Loading") -> None:
    region = loading.region
    values = {
        "region": region.pk,
        "version": region.catalogue_version,
        "final": sorted(FINAL_STATUSES),
    }
    # Between statements the planner is told what is in a table: within one it would guess.
    for table in ("kit_given", "kit_plan"):
        run(f"drop table if exists pg_temp.{table}")
    run(sql("box_given"))
    run("analyze kit_given")
    run(sql("box_plan"), values)
    run("analyze kit_plan")
    temporary("kit_box", _NEW_BOX)
    loading.report.add("boxes", run(sql("open_boxes")))
    run("analyze kit_box")
    run("analyze boxes_box")


def settle(_: "Loading") -> None:
    """Checks, confirmations and derived answers of the boxes that are new; what happened."""
    for name in (
        "checks",
        "confirmations",
        "derived_answers",
        "derived_states",
        "box_counts",
        "events",
    ):
        run(sql(name))

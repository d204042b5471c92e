"""The boxes of a case, and in which state its phase says that they are.

A kit has answers only. A case that is past a gate must have had the boxes of that gate full:
their checks and confirmations are recorded as taken over from the kit, on the day of the last
answer, by the people who hold the seats.
"""

from typing import TYPE_CHECKING

from huiswaarts.doors.console.kits.bulk import run, sql
from huiswaarts.doors.console.kits.format import FINAL_STATUSES

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading


def open_boxes(loading: "Loading") -> None:
    region = loading.region
    run(
        "create temporary table kit_box (id bigint, case_id bigint, topic smallint,"
        " box_type_id bigint) on commit drop"
    )
    values = {"region": region.pk, "version": region.catalogue_version}
    loading.report.add("boxes", run(sql("open_boxes"), values))
    run("analyze kit_box")
    run("analyze boxes_box")


def settle(_: "Loading") -> None:
    """States, checks, confirmations and derived answers of the boxes that are new."""
    run("analyze boxes_answer")
    run(sql("box_standing"), {"final": sorted(FINAL_STATUSES)})
    run("analyze kit_state")
    for name in ("checks", "confirmations", "box_states", "lapsed", "derived", "box_counts"):
        run(sql(name))

"""docs/benchmarks.md: the figures of one run, with the goal beside each and the machine."""

import os
import platform
from pathlib import Path

from django.db import connection
from django.utils import timezone

TARGET = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
# page: most queries, most CPU ms, and the nearest existing system at 10,000 cases
GOALS = {
    "my work": (15, 30, ""),
    "own list of a worker": (12, 20, "91 queries, 173 ms"),
    "list of a coordinator of a quarter of all": (12, 20, "4,213 queries, 10,159 ms"),
    "front page of a case": (20, 30, "46 queries, 70 ms"),
    "box page": (15, 20, "53 queries, 224 ms (a form)"),
    "saving an answer": (15, 20, "11 queries, 27 ms"),
    "meeting screen": (15, 30, ""),
    "inbox of 10,000 messages": (15, 30, ""),
    "search page": (15, 30, ""),
    "search: newest 20, a common word": (4, 10, ""),
    "search: newest 20, a rare word": (4, 10, ""),
    "search: a common word, a quarter of all cases": (4, 10, ""),
    "search: a rare word, a quarter of all cases": (4, 10, ""),
    "telling 160 people of a meeting": (15, 1000, ""),
}


def write(cases, loaded, bare, figures, memory, small):
    lines = [
        "# Benchmarks",
        "",
        "Made by `make bench`. CPU milliseconds of Python and of the database's own process; SQL",
        "queries of everything (session, person, membership, page, access record); and the ratio",
        f"to a bare Django view measured in the same run ({bare.cpu_ms:.2f} ms).",
        "",
        f"A generated region of {cases:,} cases, {timezone.localdate():%Y-%m-%d}. {machine()}",
        "",
        "| page | CPU ms | Python | database | × bare | queries | goal | nearest existing system |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [row(figure, bare) for figure in figures]
    lines += [
        "",
        f"Loading the kit of {cases:,} cases: {loaded} (goal: 60 s, 300 MB).",
        "",
        f"A worker of the web server after {memory[1]} pages: {memory[0]:.0f} MB (goal: 150 MB).",
        "",
        "The same pages in a region of a twentieth of the size, so that growth would show:",
        "",
        "| page | CPU ms | queries |",
        "|---|---|---|",
    ]
    lines += [f"| {one.name} | {one.cpu_ms:.1f} | {one.queries} |" for one in small]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def row(figure, bare):
    goal = GOALS.get(figure.name)
    words = f"≤ {goal[0]} queries, ≤ {goal[1]} ms" if goal else ""
    return (
        f"| {figure.name} | {figure.cpu_ms:.1f} | {figure.python_ms:.1f} "
        f"| {figure.database_ms:.1f} | {figure.cpu_ms / bare.cpu_ms:.0f} | {figure.queries} "
        f"| {words} | {goal[2] if goal else ''} |"
    )


def missed(figures):
    """The goals that were not reached, in words."""
    for figure in figures:
        goal = GOALS.get(figure.name)
        if goal and (figure.queries > goal[0] or figure.cpu_ms > goal[1]):
            yield f"{figure.name}: {figure.queries} queries, {figure.cpu_ms:.1f} ms"


def machine():
    model = "?"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        server = cursor.fetchone()[0].split()[0]
    return (
        f"Machine: {model}, {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"PostgreSQL {server}."
    )

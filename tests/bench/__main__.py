"""`make bench`, or `bin/bench --cases 2000 --rounds 50`."""

import argparse
import os
import sys
from pathlib import Path


def main():
    chosen = arguments()
    folder = "/var/lib/huiswaarts-bench" if os.geteuid() == 0 else str(Path("var/bench").resolve())
    os.environ.setdefault("HUISWAARTS_VAR", folder)
    os.environ.setdefault("HUISWAARTS_PG_PORT", "54332")
    os.environ["HUISWAARTS_TESTING"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "huiswaarts.config.settings"
    os.environ.pop("HUISWAARTS_DEMO", None)
    import django

    from huiswaarts.foundation.common import environment

    (environment.data_folder() / "static").mkdir(parents=True, exist_ok=True)
    django.setup()
    from huiswaarts.doors.console import cluster

    try:
        return run(chosen)
    finally:
        cluster.stop(cluster.here())


def run(chosen):
    from tests.bench import pages, region, report

    small = max(200, chosen.cases // 20)
    _, _, before = measured(region.ready(small), small, chosen.rounds, memory=False)
    loaded = region.ready(chosen.cases)
    figures, memory, _ = measured(loaded, chosen.cases, chosen.rounds, memory=True)
    bare = pages.bare_view(chosen.rounds * 5)
    if chosen.trial:
        return 0
    report.write(chosen.cases, loaded, bare, figures, memory, before)
    print(report.TARGET.read_text())
    failures = list(report.missed(figures))
    for failure in failures:
        print("niet gehaald:", failure, file=sys.stderr)
    return 1 if failures else 0


def measured(loaded, cases, rounds, *, memory):
    from django.db import connection

    from tests.bench import pages, people, region

    print(f"regio van {cases} casussen: {loaded}", file=sys.stderr)
    region.as_role("owner")
    busy, worker = people.busiest(), people.worker()
    case, client = people.case_of(worker), people.client_of_region()
    assert all((busy, worker, case, client))
    meeting = people.meeting_of(case, worker)
    people.messages_for(worker, meeting)
    many = people.many_people()
    people.hide_a_word()
    region.as_role("app")
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("hw_app",)
    figures = figures_of(busy, worker, meeting, client, rounds)
    figures.append(pages.telling(worker, meeting, many, max(5, rounds // 10)))
    figures += searches(busy, worker, rounds)
    held = memory_of(busy, worker, case) if memory else None
    return figures, held, figures


def figures_of(busy, worker, meeting, client, rounds):
    from tests.bench import pages
    from tests.bench.measure import figure

    own = pages.Browser(worker.user, worker)
    much = pages.Browser(busy.user, busy)
    mine = pages.Browser(client.user)
    case = meeting.case
    front = f"/casussen/{case.number}/"
    home = f"/mijn/{client.case.number}/"
    wanted = (
        ("my work", own, "/"),
        ("own list of a worker", own, "/casussen/"),
        ("my work of a coordinator of a quarter of all", much, "/"),
        ("list of a coordinator of a quarter of all", much, "/casussen/"),
        ("front page of a case", own, front),
        ("box page", own, f"{front}dozen/suitable_home/"),
        ("meeting screen", own, f"{front}overleg/{meeting.public_id}/nu/"),
        ("inbox of 10,000 messages", own, "/berichten/"),
        ("who sees what", own, f"{front}wie-ziet-wat/"),
        ("my plan (client)", mine, home),
        ("my box (client)", mine, f"{home}dozen/suitable_home/"),
    )
    found = [figure(name, browser.get(url), rounds) for name, browser, url in wanted]
    found.insert(6, pages.saving(own, worker, case, rounds))
    return found


def searches(busy, worker, rounds):
    """Of words that are everywhere, and of words that hardly are."""
    from tests.bench import pages, people

    common, rare = people.words()
    all_of = "a quarter of all cases"
    return [
        pages.search_page(pages.Browser(worker.user, worker), common, rounds),
        pages.searching("newest 20, a common word", worker, common, rounds),
        pages.searching("newest 20, a rare word", worker, rare, rounds),
        pages.searching(f"a common word, {all_of}", busy, common, rounds),
        pages.searching(f"a rare word, {all_of}", busy, rare, rounds),
    ]


def memory_of(busy, worker, case):
    from tests.bench import memory

    front = f"/casussen/{case.number}/"
    paths = ["/", "/casussen/", front, f"{front}dozen/suitable_home/"]
    held = memory.worker_mb(f"{worker.user.email} {worker.pk}", paths)
    return held, memory.ROUNDS * len(paths)


def arguments():
    parser = argparse.ArgumentParser(description="Meten op een grote regio; geen test.")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--trial", action="store_true", help="alleen kijken of alles loopt")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

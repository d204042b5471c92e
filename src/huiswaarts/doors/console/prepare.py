"""What must be there before the demo can serve: tables, a region, static files."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huiswaarts.doors.console import cluster
from huiswaarts.doors.console.say import say, step
from huiswaarts.doors.console.serve import fingerprint
from huiswaarts.foundation.common import environment

DEMO_KITS = Path(__file__).with_name("demokits")


@contextmanager
def running() -> Iterator[None]:
    """For one command: our own cluster is started, and stopped again if it was not running."""
    if os.environ.get("HUISWAARTS_DATABASE_URL") or os.environ.get("HUISWAARTS_OWNER_DATABASE_URL"):
        yield
        return
    here = cluster.here()
    state = cluster.start(here)
    try:
        yield
    finally:
        if state == cluster.STARTED:
            cluster.stop(here)


def tables() -> None:
    """Only when a migration is missing: asking is quick, migrating is not."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    todo = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if todo:
        with step(f"Tabellen bijwerken ({len(todo)} stappen)"):
            call_command("migrate", interactive=False, verbosity=0)
    connection.close()


def kits(own: Path | None) -> bool:
    """The region of one's own, or the demo regions when there is none yet; False at a fault."""
    todo = kits_to_load(own)
    if todo:
        from huiswaarts.doors.console.kits import load_path
        from huiswaarts.doors.console.kits.load_welcome import welcome_everybody
    for path in todo:
        say(f"• Kit laden: {path}…")
        if load_path(path):
            return False
        welcome_everybody()
        note(path)
    if todo and own is None:
        from huiswaarts.doors.console.lively import plan_next_steps

        with step("Volgende stappen afspreken in de verzonnen regio's"):
            plan_next_steps()
    return True


def kits_to_load(own: Path | None) -> list[Path]:
    from huiswaarts.foundation.network.models import Region

    if own is not None:
        return [] if seen(own) else [own]
    if Region.objects.exists():
        return []
    return [path for path in sorted(DEMO_KITS.iterdir()) if path.is_dir()]


def seen(kit: Path) -> bool:
    """This very kit was loaded here before; loading again would change nothing, but take time."""
    return kit_mark(kit) in marks().read_text("utf-8").split() if marks().exists() else False


def note(kit: Path) -> None:
    with marks().open("a", encoding="utf-8") as file:
        file.write(kit_mark(kit) + "\n")


def marks() -> Path:
    return environment.data_folder() / "kits-loaded"


def kit_mark(kit: Path) -> str:
    files = [kit] if kit.is_file() else sorted(p for p in kit.iterdir() if p.is_file())
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def static_files() -> None:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    folders = {
        Path(storage.location)
        for finder in get_finders()
        for storage in getattr(finder, "storages", {}).values()
    }
    now = fingerprint(sorted(folders))
    root = Path(settings.STATIC_ROOT)
    mark = root.with_name("static-fingerprint")
    if mark.exists() and mark.read_text("utf-8") == now and root.exists():
        return
    with step("Stijlen en lettertypen klaarzetten"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(now, "utf-8")

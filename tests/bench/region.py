"""A database of its own with one generated region, made once and kept until the code changes."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from huiswaarts.doors.console import cluster
from huiswaarts.doors.console.kits.generate import generate
from huiswaarts.foundation.common import environment
from tests.database import state_of_the_code


def ready(cases):
    """Start the cluster and load the kit when it is not there; how long that took, or None."""
    here = cluster.here()
    cluster.start(here)
    mark = environment.data_folder() / "bench-loaded"
    now = f"{cases} {state_of_the_code()}"
    if mark.exists() and mark.read_text().splitlines()[0] == now:
        return mark.read_text().splitlines()[1]
    said = load(cases)
    mark.write_text(f"{now}\n{said}\n")
    return said


def load(cases):
    from huiswaarts.doors.console.kits.load_welcome import welcome_everybody

    kit = environment.data_folder() / f"kit-{cases}"
    if not kit.exists():
        generate(kit, cases)
    empty_database()
    run("migrate")
    begun = time.monotonic()
    run("kit", "load", str(kit))
    seconds = time.monotonic() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    as_role("owner")
    welcome_everybody()
    return f"{seconds:.1f} s, {used.ru_maxrss // 1024} MB at most"


def empty_database():
    from tests.database import admin, drop

    with admin() as link:
        drop(link, "huiswaarts")
    here = cluster.here()
    cluster.bootstrap(here, environment.read_secrets(), "huiswaarts")


def run(*words):
    command = Path(sys.executable).with_name("huiswaarts")
    told = {**os.environ, "HUISWAARTS_ROLE": "owner"}
    subprocess.run([command, *words], check=True, env=told, stdout=subprocess.DEVNULL)


def as_role(role):
    """Which role our own connection has from now on."""
    from django.db import connection

    from huiswaarts.config import database

    connection.close()
    os.environ["HUISWAARTS_ROLE"] = role
    fresh = database.databases()["default"]
    connection.settings_dict.update({k: fresh[k] for k in ("USER", "PASSWORD", "NAME")})

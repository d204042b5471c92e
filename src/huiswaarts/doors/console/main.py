"""The command `huiswaarts`: for whoever runs it on a machine. Messages are Dutch."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from huiswaarts.doors.console.cluster import ClusterError
from huiswaarts.doors.console.say import fault
from huiswaarts.foundation.common import environment
from huiswaarts.foundation.common.loopback import NotLoopbackError

SETTINGS = "huiswaarts.config.settings"
OWN = ("demo", "serve", "work", "migrate", "db", "kit", "mail", "region", "-h", "--help")


def main(words: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if words is None else words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if words and words[0] not in OWN:
        return django(words)
    chosen = parser().parse_args(words)
    run: Callable[[argparse.Namespace], int] | None = getattr(chosen, "run", None)
    if run is None:
        parser().print_help()
        return 2
    try:
        return run(chosen)
    except (ClusterError, NotLoopbackError) as error:
        fault(str(error))
        return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="huiswaarts", description="Huiswaarts beheren. Andere woorden gaan naar Django."
    )
    commands = top.add_subparsers(title="opdrachten", metavar="OPDRACHT")

    demo = commands.add_parser(
        "demo", help="alles starten met een verzonnen regio, op dit apparaat"
    )
    demo.add_argument("--kit", type=Path, help="een eigen kit in plaats van de demoregio's")
    demo.add_argument("--port", type=int, default=8000, help="poort voor de browser (8000)")
    demo.set_defaults(run=run_demo)

    serve = commands.add_parser("serve", help="de webserver starten (productie)")
    serve.set_defaults(run=run_serve)
    work = commands.add_parser("work", help="doen wat in de wachtrij staat (productie)")
    work.set_defaults(run=run_work)
    migrate = commands.add_parser("migrate", help="de database bijwerken, als eigenaar")
    migrate.set_defaults(run=run_migrate)

    db = commands.add_parser("db", help="de eigen database starten, stoppen, bekijken")
    db.add_argument("action", choices=("start", "stop", "status"))
    db.set_defaults(run=run_db)

    kit = commands.add_parser("kit", help="een kit controleren, laden, of een lege maken")
    kit.add_argument("action", choices=("check", "load", "template", "generate"))
    kit.add_argument("path", type=Path, metavar="PAD", help="een map of een .xlsx")
    kit.add_argument(
        "--cases", type=int, default=10_000, help="bij generate: hoeveel mensen (10000)"
    )
    kit.set_defaults(run=run_kit)

    mail = commands.add_parser("mail", help="de klaarstaande e-mail bekijken of versturen")
    mail.add_argument("action", choices=("send", "status"))
    mail.set_defaults(run=run_mail)

    _region(commands.add_parser("region", help="een regio deelt minder, of krijgt beheerders"))
    return top


def _region(top: argparse.ArgumentParser) -> None:
    deeds = top.add_subparsers(dest="action", required=True, metavar="WAT")
    narrow = deeds.add_parser("narrow", help="een soort stoel minder laten zien")
    for name, words in REGION_WORDS.items():
        narrow.add_argument(f"--{name}", required=True, help=words)
    narrow.set_defaults(run=run_region)
    chosen = deeds.add_parser("coordination", help="of een corporatie mag coördineren")
    chosen.add_argument("--region", required=True, help=ADMIN_WORDS["region"])
    chosen.add_argument("--operator", required=True, help=ADMIN_WORDS["operator"])
    chosen.add_argument("--corporation", required=True, choices=("yes", "no"))
    chosen.set_defaults(run=run_coordination)
    admins = deeds.add_parser("admins", help="de eerste twee regiobeheerders benoemen")
    for name, words in ADMIN_WORDS.items():
        if name != "admin":
            admins.add_argument(f"--{name}", required=True, help=words)
    deed = admins.add_mutually_exclusive_group(required=True)
    deed.add_argument("--admin", action="append", help=ADMIN_WORDS["admin"])
    deed.add_argument("--withdraw", action="append", metavar="ADRES", help=UNINVITE)
    admins.set_defaults(run=run_admins)


ADMIN_WORDS = {
    "region": "code van de regio",
    "operator": "uw eigen naam: die komt in het logboek",
    "admin": "wie, als 'Naam <adres>'; mag twee keer",
}
UNINVITE = "trek de uitnodiging aan dit adres in, zolang niemand antwoordde"
REGION_WORDS = {
    "region": "code van de regio",
    "seat": "soort stoel, zoals corporation",
    "topic": "onderwerp, zoals suitable_home",
    "level": "hoogste niveau: none, status, read of write",
    "reason": "waarom, voor later",
}


def run_demo(chosen: argparse.Namespace) -> int:
    from huiswaarts.doors.console import demo

    return demo.run(kit=chosen.kit, port=chosen.port)


def run_serve(_: argparse.Namespace) -> int:
    from huiswaarts.doors.console import serve

    serve.replace_process()
    return 0


def run_work(_: argparse.Namespace) -> int:
    setup()
    from huiswaarts.foundation.common.queue import work

    work()
    return 0


def run_migrate(_: argparse.Namespace) -> int:
    os.environ["HUISWAARTS_ROLE"] = "owner"
    return django(["migrate", "--no-input"])


def run_db(chosen: argparse.Namespace) -> int:
    from huiswaarts.doors.console import cluster

    here = cluster.here()
    if chosen.action == "start":
        state = cluster.start(here)
        print("gestart" if state == cluster.STARTED else "draaide al", f"op poort {here.port}")
    elif chosen.action == "stop":
        print("gestopt" if cluster.stop(here) else "draaide niet")
    else:
        pid = cluster.running_pid(here)
        print(f"draait op poort {here.port} (proces {pid})" if pid else "draait niet")
        return 0 if pid else 3
    return 0


def run_kit(chosen: argparse.Namespace) -> int:
    """The loader writes for a whole region at once, so it works as owner."""
    os.environ["HUISWAARTS_ROLE"] = "owner"
    setup()
    from huiswaarts.doors.console import kits, prepare

    if chosen.action == "generate":
        return kits.generate_path(chosen.path, chosen.cases)
    act: Callable[[Path], int] = getattr(kits, f"{chosen.action}_path")
    if chosen.action != "load":
        return act(chosen.path)
    with prepare.running():
        prepare.tables()
        return act(chosen.path)


def run_region(chosen: argparse.Namespace) -> int:
    """Over all cases of the region at once, so as owner."""
    os.environ["HUISWAARTS_ROLE"] = "owner"
    setup()
    from huiswaarts.doors.console import prepare, region

    with prepare.running():
        return region.narrow(**{name: getattr(chosen, name) for name in REGION_WORDS})


def run_admins(chosen: argparse.Namespace) -> int:
    os.environ["HUISWAARTS_ROLE"] = "owner"
    setup()
    from huiswaarts.doors.console import prepare, region_admins

    with prepare.running():
        if chosen.withdraw:
            return region_admins.take_back(
                region=chosen.region, operator=chosen.operator, addresses=chosen.withdraw
            )
        return region_admins.appoint(**{name: getattr(chosen, name) for name in ADMIN_WORDS})


def run_coordination(chosen: argparse.Namespace) -> int:
    os.environ["HUISWAARTS_ROLE"] = "owner"
    setup()
    from huiswaarts.doors.console import prepare, region

    with prepare.running():
        return region.coordination(
            region=chosen.region, corporation=chosen.corporation, operator=chosen.operator
        )


def run_mail(chosen: argparse.Namespace) -> int:
    """The worker sends by itself; this is for whoever wants to see or do it now."""
    setup()
    from huiswaarts.doors.console import mail, prepare

    with prepare.running():
        return mail.send() if chosen.action == "send" else mail.status()


def django(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    if environment.demo_mode() and words[:1] == ["runserver"]:
        fault("In de demo start alleen `huiswaarts demo` de webserver: die blijft op dit apparaat.")
        return 1
    execute_from_command_line(["huiswaarts", *words])
    return 0


def setup() -> None:
    import django as framework

    framework.setup()

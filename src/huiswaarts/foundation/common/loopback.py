"""Demo mode signs anyone in as anyone, so it may be reached from this machine alone."""

import ipaddress
import os
import socket
import stat
from collections.abc import Iterable
from pathlib import Path

REFUSAL = (
    "De demo weigert te starten op {place}: in de demo kan iedereen zonder wachtwoord inloggen. "
    "Alleen dit apparaat zelf mag erbij (127.0.0.1)."
)


class NotLoopbackError(Exception):
    """The text is Dutch and meant for the operator."""


def refuse_outside(places: Iterable[object]) -> None:
    """Every place (host, host:port, a socket's name) must be on this machine."""
    for place in places:
        if not is_loopback(place):
            raise NotLoopbackError(REFUSAL.format(place=readable(place)))


def is_loopback(place: object) -> bool:
    if isinstance(place, tuple | list):
        return bool(place) and is_loopback_host(str(place[0]))
    text = str(place)
    if text.startswith(("unix:", "/")):
        return True
    return is_loopback_host(text) or is_loopback_host(text.rpartition(":")[0])


def is_loopback_host(host: str) -> bool:
    """Numbers only, but for the one name that never leaves the machine."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def readable(place: object) -> str:
    return ":".join(map(str, place[:2])) if isinstance(place, tuple | list) else str(place)


def listening() -> list[object]:
    """What this process listens on already, whichever server it runs under (Linux)."""
    found: list[object] = []
    for entry in Path("/proc/self/fd").glob("*") if Path("/proc/self/fd").exists() else ():
        try:
            descriptor = os.dup(int(entry.name))
        except OSError:
            continue
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            continue
        with socket.socket(fileno=descriptor) as opened:
            accepts = opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if accepts and opened.family in {socket.AF_INET, socket.AF_INET6}:
                found.append(opened.getsockname())
    return found

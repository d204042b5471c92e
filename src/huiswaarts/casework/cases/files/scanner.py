"""ClamAV, when there is one: the bytes go through its socket and its verdict comes back."""

import socket
import struct
from enum import StrEnum

CHUNK = 64 * 1024
PATIENCE = 10.0  # seconds, for each part of the talk
LONGEST = 4096


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"  # the scanner is not there, or could not say


def scan(data: bytes, *, place: str) -> Verdict:
    """`place` is a path ("/run/clamav/clamd.ctl") or "host:port"; nothing means: no scanner."""
    if not place:
        return Verdict.CLEAN
    try:
        with _connected(place) as link:
            link.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                piece = data[start : start + CHUNK]
                link.sendall(struct.pack("!I", len(piece)) + piece)
            link.sendall(struct.pack("!I", 0))
            return _verdict(_answer(link))
    except (OSError, ValueError):
        return Verdict.UNKNOWN


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(PATIENCE)
        try:
            link.connect(place)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _answer(link: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST:
        piece = link.recv(LONGEST)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n")


def _verdict(said: bytes) -> Verdict:
    if said == b"stream: OK":
        return Verdict.CLEAN
    return Verdict.INFECTED if said.endswith(b" FOUND") else Verdict.UNKNOWN

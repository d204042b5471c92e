"""A port for a server that starts a little later."""

import secrets
import socket

# below those that the kernel gives to whoever makes a call, which would take it in between
FIRST, MANY = 20_000, 12_000


def free_port():
    while True:
        # of the system: what hypothesis draws is the same in every process
        port = FIRST + secrets.randbelow(MANY)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port

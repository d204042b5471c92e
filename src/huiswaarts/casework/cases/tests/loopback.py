"""A scanner of our own on a loopback socket, which knows one virus and can misbehave."""

import socketserver
import struct
import threading
from contextlib import contextmanager

from .hostile import EICAR


class _Talk(socketserver.BaseRequestHandler):
    def handle(self):
        data = b""
        if self._read(10) != b"zINSTREAM\0":
            return
        while length := struct.unpack("!I", self._read(4))[0]:
            data += self._read(length)
        self.server.scanned.append(data)
        said = b"stream: Eicar-Test FOUND\0" if EICAR in data else b"stream: OK\0"
        self.request.sendall(self.server.says or said)

    def _read(self, length):
        found = b""
        while len(found) < length:
            piece = self.request.recv(length - len(found))
            if not piece:
                raise ConnectionError
            found += piece
        return found


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


class _TcpServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True


@contextmanager
def clamd(path=None, *, says=b""):
    """Gives the place of the scanner, and what it was asked. `says` instead of a verdict."""
    server = _Server(str(path), _Talk) if path else _TcpServer(("127.0.0.1", 0), _Talk)
    server.scanned, server.says = [], says
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    host = server.server_address
    try:
        yield (str(path) if path else f"{host[0]}:{host[1]}"), server.scanned
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

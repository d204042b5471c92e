"""An application that reads what it is sent, as Django does; for trying the web server alone."""

import time


def application(environ, start_response):
    path = environ["PATH_INFO"]
    size = len(environ["wsgi.input"].read())
    if path == "/slow":
        time.sleep(1.5)
    said = {"/slow": b"done", "/about": repr(sorted(about(environ).items())).encode()}.get(
        path, str(size).encode()
    )
    if path == "/large":
        said = b"x" * 6_000_000
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(said)))])
    return [said]


def about(environ):
    names = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "CONTENT_LENGTH")
    return {name: environ.get(name) for name in names}

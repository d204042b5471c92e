"""What a worker of the real server holds in memory after it served these pages."""

import http.client
import os
import re
import time
from pathlib import Path
from urllib.parse import urlencode

from huiswaarts.doors.console import serve

PORT = 8971
ROUNDS = 40


def worker_mb(persona, paths):
    """Resident memory of the largest worker, in MB, after `ROUNDS` times every page."""
    told = {
        "HUISWAARTS_DEMO": "1",
        "HUISWAARTS_BIND": f"127.0.0.1:{PORT}",
        "HUISWAARTS_WORKERS": "1",
        "HUISWAARTS_TESTING": "",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    child = serve.start_child(serve.COMMAND)
    try:
        serve.wait_for_answer(child, "127.0.0.1", PORT, "/gezond/")
        visit(persona, paths)
        return max(rss(pid) for pid in children(child.pid))
    finally:
        serve.stop_child(child)
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def visit(persona, paths):
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    cookies = {}

    def ask(method, path, body=None):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{PORT}/demo/"
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                cookies[key] = rest.partition(";")[0]
        return answer.status, text

    _, page = ask("GET", "/inloggen/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"persona": persona, "csrfmiddlewaretoken": token.group(1) if token else ""}
    status, _ = ask("POST", "/demo/", urlencode(form))
    assert status == 302, status
    for _ in range(ROUNDS):
        for path in paths:
            status, _ = ask("GET", path)
            assert status == 200, (path, status)
    line.close()


def children(pid):
    time.sleep(0.2)
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in listed] or [pid]


def rss(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

"""Who visits, and what comes back: each request leaves the town as it was."""

import copy
import logging
import re
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from huiswaarts.config import middleware
from huiswaarts.foundation.access import session
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.common.logs import DiscreetFormatter
from tests.people import sign_in

from .canaries import found_in, texts_of

NOBODY = "nobody"
# What differs between two answers to the same question, and says nothing.
NOISE = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(r'"X-CSRFToken": ?"[^"]+"'),
    re.compile(r'value="[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"'),
    re.compile(r"(csrftoken|sessionid|messages)=[^;]*;"),
    # what is packed differs in length with the second it was packed in; bodies are compared
    re.compile(r"Content-Length: \d+"),
    re.compile(r"Expires: [^\n]+"),
    re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*<"),
    re.compile(r"expires=[^;]*;", re.IGNORECASE),
    re.compile(r"zoek=[^&\"\s]+"),  # sealed: each time otherwise
)


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: str
    mails: str
    seen: frozenset
    logs: str = ""
    noted: frozenset = frozenset()  # the cases in the access record of this request

    @property
    def same(self):
        """What must be equal when nothing visible differs."""
        whole = f"{self.status}\n{self.headers}\n{self.body}"
        for noise in NOISE:
            whole = noise.sub("~", whole)
        return whole


class Overheard(logging.Handler):
    """Everything that is logged, from INFO, as the console would show it."""

    def __init__(self):
        super().__init__(logging.INFO)
        shown = settings.LOGGING["formatters"]["discreet"]
        self.setFormatter(DiscreetFormatter(shown["format"]))
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))

    @contextmanager
    def listen(self):
        self.lines.clear()
        root = logging.getLogger()
        level = root.level
        root.addHandler(self)
        root.setLevel(logging.INFO)
        try:
            yield
        finally:
            root.removeHandler(self)
            root.setLevel(level)


@contextmanager
def noting():
    """The access records that a request writes, without asking the database again."""
    records, real = [], middleware.record_access

    def note(*, looked, **more):
        real(looked=looked, **more)
        records.append(looked)

    middleware.record_access = note
    try:
        yield records
    finally:
        middleware.record_access = real


def cases_in(records):
    items = [item.partition(":") for looked in records for item in looked.items]
    listed = {int(pk) for kind, _, pk in items if kind == "cases.case"}
    return frozenset(listed | {one.case_id for one in records if one.case_id is not None})


class Visitors:
    """One client a person, signed in once."""

    def __init__(self, town, tokens=None):
        self.town = town
        self.tokens = tokens or set(town.tokens)
        self.clients = {}
        self.log = Overheard()

    def client(self, who, **more):
        key = (who, *more)
        if key not in self.clients:
            client = Client(raise_request_exception=False, **more)
            if who != NOBODY:
                sign_in(client, self.town.people.by_name[who])
            self.clients[key] = client
        return self.clients[key]

    def ask(self, who, path, *, method="get", data=None, csrf=False, during=None, **more):
        client = self.client(who, **({"enforce_csrf_checks": True} if csrf else {}))
        cookies = copy.deepcopy(client.cookies)
        with transaction.atomic(), self.log.listen():
            session.leave()
            with noting() as records, nullcontext() if during is None else during:
                response = getattr(client, method)(path, data, **more)
            answer = self._read(response, noted=cases_in(records), mails=method != "get")
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer

    def send(self, who, path, said, bird):
        """A search, through to the page that it leads to."""
        data = {key: value.format(bird=bird) for key, value in said.items()}
        return self.ask(who, path, method="post", data=data, follow=True)

    def _read(self, response, *, noted, mails):
        *bodies, headers, cookies = texts_of(response)
        body, head = "\n".join(bodies), f"{headers}\n{cookies}"
        return Answer(
            status=response.status_code,
            body=body,
            headers=head,
            mails=self._mails() if mails else "",
            seen=frozenset(found_in(f"{body}\n{head}", self.tokens)),
            logs="\n".join(self.log.lines),
            noted=noted,
        )

    def _mails(self):
        """What this request put in the outbox, as it would leave."""
        mail.outbox.clear()
        send_waiting(at=timezone.now())
        return "\n".join(
            f"{m.subject}\n{m.body}\n{m.to}\n{m.extra_headers}\n{m.message().as_string()}"
            for m in mail.outbox
        )

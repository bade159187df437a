"""An installation in which people sit at their seats and applications wait, and browsers that go to it over HTTP.

A browser here sends real requests to a server with processes of its own: what is shown is parsed, a form is filled in as it
stands and sent as it was, so that tokens, heads and keys are those that the page gave.
"""

import http.cookiejar
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import lxml.html

from tests.web.project.installation import Installation

__all__ = ["Answer", "Browser", "man"]

MANNED = """
import json
from datetime import timedelta
from django.utils import timezone
from mingbai_web.accounts import queries
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.orgs.models import Body
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details

now = timezone.now()
today = timezone.localdate(now)
body = Body.objects.get(name="清河区人民政府").subject
(seat,) = queries.seats(role=Role.REGISTRAR, body=body)
registrar = queries.viewer_of("chuangkou", seat.id, today)
party = parties.take(details=Details("赵𠮷一", phone="0000-0000001"), kind="natural_person", by=registrar, now=now)
asked = [
    services.Request(
        party=party, applicant="natural_person", matter=f"清河区第{n}号改造名单", channel="in-person",
        arrived_at=now - timedelta(days=2),
    )
    for n in range(6)
]
cases = services.register(body=body, requests=asked, by=registrar, now=now)
items = [
    services.log_item(
        body=body, carrier="mail", arrived_at=now, by=registrar, now=now, about=f"第{n}封来信", party=party
    )
    for n in range(2)
]
print(json.dumps({"cases": [str(each.id) for each in cases], "items": [str(each.id) for each in items],
                  "body": str(body)}))
"""


def man(office: Installation) -> dict[str, Any]:
    """Make the fictional district in *office*, with applications and items that wait; return their ids."""
    office.run("demo", "--cases", "1", "--no-serve")
    made: dict[str, Any] = json.loads(office.python(MANNED))
    return made


@dataclass(frozen=True)
class Answer:
    """What a server answered: the page after all redirects."""

    status: int
    address: str
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def tree(self) -> Any:
        return lxml.html.document_fromstring(self.text, base_url=self.address)

    def says(self) -> str:
        """Return what a reader sees of the page's own part, in one line."""
        main = self.tree.xpath("//main") or [self.tree]
        return " ".join(main[0].text_content().split())

    def fields(self, form: str = "") -> tuple[str, dict[str, str]]:
        """Return where a form is sent and what stands in it: the one whose action ends with *form*, else that of the page."""
        found = [
            each for each in self.tree.xpath("//main//form") if (each.get("method") or "").lower() == "post"
        ]
        if form:
            found = [each for each in found if (each.get("action") or "").endswith(form)]
        if not found:
            raise AssertionError(f"{self.address} ({self.status}) has no form: {self.says()[:400]}")
        chosen = found[-1]
        return urljoin(self.address, chosen.get("action") or ""), dict(chosen.form_values())


@dataclass
class Browser:
    """A browser of its own, with its own cookies."""

    port: int
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def signed_in(self, username: str, password: str = "Qinghe-2026") -> "Browser":
        """Sign in by the pages that there are for it."""
        answer = self.send(self.get("/office/sign-in/"), username=username, password=password)
        if "/sign-in/" in answer.address or answer.status != 200:
            raise AssertionError(f"{username} was not signed in: {answer.says()[:400]}")
        return self

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._asked(urllib.request.Request(urljoin(f"http://127.0.0.1:{self.port}/", path)))

    def send(
        self, page: Answer, *, form: str = "", files: dict[str, tuple[str, bytes]] | None = None, **typed: str
    ) -> Answer:
        """Fill *typed* into the form of *page*, leave the rest as it stands, and send it."""
        action, filled = page.fields(form)
        return self.post(action, {**filled, **typed}, files=files)

    def post(
        self, path: str, data: dict[str, str], *, files: dict[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send *data*, and *files* by name of field with their own names."""
        address = urljoin(f"http://127.0.0.1:{self.port}/", path)
        if files is None:
            return self._asked(urllib.request.Request(address, urllib.parse.urlencode(data).encode()))
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in data.items()
        ]
        for name, (called, content) in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
            parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._asked(urllib.request.Request(address, body, kind))

    def _asked(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.geturl(), answer.headers, answer.read())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.geturl(), answer.headers, answer.read())

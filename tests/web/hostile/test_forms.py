"""Every form of the platform, filled with what no honest person types: refused or inert, never a fault of ours.

The forms are found on the pages of every address. Each is filled as a browser would fill it, with one hostile text in
its fields, sent, and confirmed where it asks; what comes back is parsed, and nothing of the text may have become markup.
"""

from collections.abc import Callable, Iterator
from typing import Any

import lxml.html
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingbai_web.accounts.roles import Role
from tests.web.hostile.walking import NAMES, Field, Form, candidates, forms
from tests.web.hostile.world import MARKUP, World, browser

ROLES = (
    Role.CASE_OFFICER,
    Role.REGISTRAR,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.COMPILER,
    Role.WORKING_BODY_HEAD,
    Role.LEADER,
    Role.AUDIT_ADMIN,
    Role.SUPERVISOR,
)
OPEN = ("accounts:sign_in",)  # shown to who is not signed in
FRAME = {
    "/look/language/": "portal:home",
    "/look/theme/": "applications:work_list",
    "/office/search/": "applications:search",
    "/office/sign-out/": "portal:home",  # would end the walk
}
"""Where the forms that are on every page are sent, and on which page that is tried."""
QUERY = "' OR 1=1; DROP TABLE ledger_entry; -- \" NEAR(a b) * ^a AND NOT col:x %_\\"
CONTROL = "\x00\x01\x07\x1b[31m\x7f\u0085\u202e\u2066\ufeff\ufffe\U000e0041𠮷"
LONG = "长" * 1_000_000
POLYGLOT = b"%PDF-1.4\n<script class=mb-hostile>alert(1)</script>PK\x03\x04GIF89a"
PATHS = "../../../etc/passwd\x00<img class=mb-hostile src=x onerror=alert(1)>.png"
WITHOUT = frozenset(
    (
        "accounts:hand_overs",
        "accounts:jobs",
        "accounts:ledger",
        "accounts:permissions",
        "accounts:person",
        "accounts:persons",
        "accounts:reads",
        "accounts:seals",
        "accounts:seat_hand_over",
        "accounts:seat_page",
        "accounts:seats",
        "accounts:second",
        "accounts:sign_ins",
        "accounts:sign_out",
        "annual_report:cases",
        "annual_report:faults",
        "annual_report:table",
        "annual_report:table_file",
        "annual_report:undo",
        "applications:answer",
        "applications:case",
        "applications:cases",
        "applications:item",
        "applications:items",
        "applications:print",
        "applications:search",
        "approvals:chains",
        "approvals:chains_of",
        "approvals:one_series",
        "approvals:series",
        "duties:mailboxes",
        "intake:clear",
        "intake:privacy",
        "intake:receipt",
        "intake:sent",
        "look:language",
        "look:theme",
        "orgs:bodies",
        "orgs:body",
        "papers:enclosure",
        "papers:letter",
        "papers:paper",
        "papers:papers",
        "papers:posted",
        "papers:receipt",
        "papers:slip",
        "portal:accessibility",
        "portal:calculators",
        "portal:fees",
        "portal:guide",
        "portal:guides",
        "portal:remedies",
        "portal:reply",
        "portal:robots",
        "portal:sitemap",
        "rules:calendars",
        "rules:index",
        "rules:questions",
        "rules:take_back",
        "rules:withdraw",
        "tracking:enclosure",
        "tracking:leave",
        "tracking:letter",
    )
)
"""Addresses on whose pages nothing is sent: they show, print or give out, take what another page sends, or ask for a state
that the district is not in (a rule to be taken back, a password half shown)."""
VALID = {"date": "2026-03-02", "time": "09:00", "number": "1", "email": "a@example.cn", "tel": "000-0000001"}
TEXTS = ("text", "textarea", "search", "tel", "email", "url")

Filling = Callable[[Field, int], Any]


def markup(field: Field, nth: int) -> Any:
    """Put markup into every text; leave the rest right, so that the act gets as far as it can."""
    return MARKUP if field.kind in ("text", "textarea", "search") else _right(field)


def everywhere(field: Field, nth: int) -> Any:
    """Put markup into everything, also into what a browser would not let one type in."""
    return SimpleUploadedFile(PATHS, POLYGLOT) if field.kind == "file" else MARKUP


def control(field: Field, nth: int) -> Any:
    """Put control characters and marks of direction into every text."""
    return CONTROL if field.kind in TEXTS else _right(field)


def query(field: Field, nth: int) -> Any:
    """Put the languages of databases into everything but the two hidden fields."""
    return _right(field) if field.kind in ("hidden", "submit", "button") else QUERY


def long(field: Field, nth: int) -> Any:
    """Put a million characters into the first field."""
    return LONG if nth == 0 else _right(field)


def _right(field: Field) -> Any:
    if field.kind == "file":
        return SimpleUploadedFile("证.png", POLYGLOT)
    if field.kind == "checkbox":
        return field.value or "on"
    return field.value or VALID.get(field.kind, "1" if field.kind in TEXTS else "")


def of_the_office(name: str) -> bool:
    return NAMES[name].startswith("office/") and name not in OPEN


def untouched(name: str, world: World) -> Iterator[tuple[Client, Form]]:
    """Yield what `found` does, as the district is before anything is sent: of the office looked for once for all tests."""
    if not of_the_office(name):
        yield from found(name, world)
        return
    if name not in world.found:
        world.found[name] = [(session_of(client), form) for client, form in found(name, world)]
    for session, form in world.found[name]:
        client = browser()
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        yield client, form


def session_of(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def found(name: str, world: World) -> Iterator[tuple[Client, Form]]:
    """Yield the forms on the pages of *name* and who is shown them, each sort of form once."""
    seen: set[tuple[object, ...]] = set()
    office = of_the_office(name)
    clients = [world.client(role) for role in ROLES] if office else [_public(name, world)]
    for group in candidates(name, world):
        for page in group:
            shown = _shown(page, clients)
            if shown is None:
                continue
            client, html = shown
            new = [
                form
                for form in forms(page, html)
                if form.same not in seen and FRAME.get(form.action, name) == name
            ]
            seen |= {form.same for form in new}
            yield from ((client, form) for form in new)
            if any(form.method == "post" for form in new):
                break


def _public(name: str, world: World) -> Client:
    if name in ("intake:files", "intake:review", "intake:start"):
        return world.drafting()
    return (
        world.following()
        if name in ("tracking:enclosure", "tracking:letter", "tracking:progress")
        else browser()
    )


def _shown(page: str, clients: list[Client]) -> tuple[Client, bytes] | None:
    """Return who is shown the page, and asked first the next time, and the page."""
    for client in clients:
        answer = client.get(page)
        held(answer, page)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            clients.sort(key=lambda each: each is not client)
            return client, answer.content
    return None


def sent(client: Client, form: Form, filling: Filling) -> None:
    """Send the form filled, say yes where it asks, and look at each answer and at the page that it leads to."""
    typed = [each for each in form.fields if each.kind not in ("hidden", "submit", "button")]
    data: dict[str, Any] = {each.name: each.value for each in form.fields if each.kind == "hidden"}
    data |= {each.name: filling(each, nth) for nth, each in enumerate(typed)}
    data |= {
        each.name: filling(each, 1) for each in form.fields if each.kind == "hidden" and filling is everywhere
    }
    send = client.get if form.method == "get" else client.post
    answer = send(form.action, data)
    held(answer, form.action)
    if form.method == "post" and answer.status_code == 200 and b"confirm" in answer.content:
        answer = client.post(form.action, {**data, "confirm": "1", "step": "do"})
        held(answer, form.action)
    if answer.status_code in (302, 303):
        held(client.get(answer.headers["Location"]), form.action)


def held(answer: Any, where: str) -> None:
    """Hold an answer to what every answer must be: no fault of ours, the headers, and nothing typed that became markup."""
    assert answer.status_code < 500, (where, answer.status_code)
    assert answer.headers["X-Content-Type-Options"] == "nosniff", where
    assert answer.headers["X-Frame-Options"] == "DENY", where
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), where
    policy = answer.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy, where
    assert "default-src 'self'" in policy or "default-src 'none'" in policy, where
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        tree = lxml.html.document_fromstring(body or b"<p></p>")
        assert tree.xpath("//*[contains(@class, 'mb-hostile')] | //@onerror | //script[not(@src)]") == [], (
            where
        )
        assert tree.xpath("//@href[starts-with(normalize-space(.), 'javascript:')]") == [], where


@pytest.mark.parametrize("name", NAMES)
def test_markup_typed_anywhere_stays_text(name: str, world: World) -> None:
    there = 0
    for client, form in found(name, world):
        sent(client, form, markup)
        there += form.method == "post"
    assert there or name in WITHOUT, "a page without a form: is it meant to have none?"


@pytest.mark.parametrize("action", FRAME)
def test_a_form_of_every_page_is_sent_from_one(action: str, world: World) -> None:
    there = {form.action for _, form in found(FRAME[action], world)}
    assert (action in there) == (action != "/office/sign-out/")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_markup_in_what_no_page_lets_one_type_stays_text(name: str, world: World) -> None:
    for client, form in found(name, world):
        sent(client, form, everywhere)


@pytest.mark.slow
@pytest.mark.parametrize("filling", [control, query, long], ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_control_characters_queries_and_a_million_characters_are_refused_or_inert(
    name: str, filling: Filling, world: World
) -> None:
    for client, form in untouched(name, world):
        sent(client, form, filling)

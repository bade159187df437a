"""A served site, its processes killed at any instant while people apply and officers work: each thing told of is there once.

The processes are real: the server, those that answer, the worker of jobs. So are the people: each has a browser that sends
real requests, and does after an error what a person does: look again, and send the same form again. Twenty kills in
`make test-deep` and in `make test-postgres`; MINGBAI_REAL_KILLS asks for more, as `make faults` does.
"""

import json
import os
import random
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.web.intake.test_pages import PAGES
from tests.web.project.installation import COMMAND, Installation, Server, free_port
from tests.web.project.manned import Answer, Browser

KILLS = int(os.environ.get("MINGBAI_REAL_KILLS", "20"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system shows no processes"),
]

COUNTED = """
import json
from collections import Counter
from mingbai_web.intake.models import Submission
from mingbai_web.ledger.models import Entry
notes = Counter(each.read()["note"] for each in Entry.objects.filter(kind="noted"))
print(json.dumps([list(Submission.objects.values_list("number", flat=True)), notes]))
"""


LIMITS = "submit=1000000,draft=1000000,submit-all=1000000,draft-all=1000000"


def alive(pid: int) -> bool:
    """Return whether there is a process that has not ended; one that nobody has waited for has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Site:
    """A site that is begun again when it was killed as a whole."""

    def __init__(self, office: Installation) -> None:
        self.office, self.port = office, free_port()
        self.began()

    def began(self) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port), "--workers", "2", "--home", str(self.office.home)],
            env=self.office.environment(MINGBAI_LIMITS=LIMITS),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        Server(self.process, self.port).wait()

    def children(self) -> list[int]:
        """Return the processes that the server began."""
        pid = self.process.pid
        return [
            int(each)
            for task in Path(f"/proc/{pid}/task").glob("*/children")
            for each in task.read_text().split()
        ]

    def kill_a_child(self, chance: random.Random) -> None:
        until = time.monotonic() + 30
        while not (there := self.children()):
            assert self.process.poll() is None, "the server itself has ended"
            assert time.monotonic() < until, "nothing is begun again"
            time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.kill(chance.choice(there), signal.SIGKILL)

    def kill(self) -> None:
        """Kill the server itself and nothing else; what it had begun ends without it."""
        there = self.children()
        self.process.kill()
        self.process.wait()
        until = time.monotonic() + 40
        while left := [each for each in there if alive(each)]:
            assert time.monotonic() < until, f"{left} go on without their server"
            time.sleep(0.05)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(60)


class Person(threading.Thread):
    """Somebody who does one thing after another until it is enough; `told` is what was acknowledged."""

    def __init__(self, site: Site, name: str, deed: "Callable[[Person, Browser], None]") -> None:
        super().__init__(name=name)
        self.site, self.deed = site, deed
        self.browser = Browser(site.port)
        self.told: list[str] = []
        self.tried: list[str] = []
        self.enough = threading.Event()
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                self.deed(self, self.browser)
        except BaseException as fault:
            self.fault = fault

    def persist(self, does: Callable[[], Answer]) -> Answer:
        """Do it, and again while nobody answers or the answer is that it cannot be saved now."""
        until = time.monotonic() + 600
        while True:
            with suppress(OSError, HTTPException):
                answer = does()
                if answer.status not in (500, 502, 503):
                    return answer
            if time.monotonic() > until:
                raise AssertionError(f"{self.name}: nobody answers")
            time.sleep(0.1)


def goes_on(person: Person) -> None:
    """Wait until *person* is told something more."""
    was, until = len(person.told), time.monotonic() + 120
    while len(person.told) == was:
        assert person.fault is None, person.fault
        assert time.monotonic() < until, f"{person.name} comes no further"
        time.sleep(0.1)


def apply(person: Person, browser: Browser) -> None:
    """Apply, from the first page to the acknowledgement."""
    for page, typed in {"body": {}, **PAGES}.items():
        shown = person.persist(lambda page=page: browser.get(f"/apply/{page}/"))  # type: ignore[misc]
        action, filled = shown.fields()
        data = {**filled, **typed, **({"body": person.site.body} if page == "body" else {})}  # type: ignore[attr-defined]
        person.persist(lambda action=action, data=data: browser.post(action, data))  # type: ignore[misc]
    review = person.persist(lambda: browser.get("/apply/review/"))
    if "/apply/review/" not in review.address:
        return
    action, filled = (
        review.fields("/apply/review/") if 'action="/apply/review/"' in review.text else review.fields()
    )
    sent = person.persist(lambda: browser.post(action, filled))
    found = re.search(r"\d{8}-\d{8}", sent.says())
    if "/apply/sent/" in sent.address and found:
        person.told.append(found[0])
        browser.jar.clear()


def note(person: Person, browser: Browser) -> None:
    """Open a case, note something, send it until it is taken."""
    text = f"{person.name}-{len(person.tried)}"
    person.tried.append(text)
    case = person.site.cases[len(person.tried) % len(person.site.cases)]  # type: ignore[attr-defined]
    page = person.persist(lambda: browser.get(f"/office/cases/{case}/note/"))
    if "/sign-in/" in page.address:
        raise AssertionError("a session was lost")
    while True:
        action, filled = page.fields()
        data = {**filled, "text": text}
        page = person.persist(lambda action=action, data=data: browser.post(action, data))  # type: ignore[misc]
        if page.status == 200:
            person.told.append(text)
            return
        assert page.status == 422, page.says()


def test_whatever_process_of_a_served_site_is_killed_what_people_were_told_is_there_once(
    manned: tuple[Installation, dict[str, Any]],
) -> None:
    office, there = manned
    site = Site(office)
    site.body, site.cases = there["body"], there["cases"]  # type: ignore[attr-defined]
    people = [Person(site, f"申请人{n}", apply) for n in range(2)]
    people += [Person(site, name, note) for name in ("jingban", "jingban2")]
    for person in people[2:]:
        person.browser.signed_in(person.name)
    chance = random.Random(7)
    try:
        for person in people:
            person.start()
        for kill in range(KILLS):
            time.sleep(chance.uniform(0.05, 1.2))
            if kill % 10 == 9:
                site.kill()
                site.began()
            else:
                site.kill_a_child(chance)
            if kill % 5 == 4:
                goes_on(people[kill // 5 % len(people)])
        for person in people:
            goes_on(person)
    finally:
        for person in people:
            person.enough.set()
        for person in people:
            person.join(120)
        site.end()
    assert [person.fault for person in people if person.fault] == []
    told = [word for person in people for word in person.told]
    numbers, notes = office.python(COUNTED), Counter(told)
    kept, noted = json.loads(numbers)
    assert set(notes.values()) == {1}
    assert set(people[0].told + people[1].told) <= set(kept)
    assert len(kept) == len(set(kept))
    mine = {text for person in people[2:] for text in person.told}
    assert {text: noted.get(text, 0) for text in mine} == dict.fromkeys(mine, 1)
    assert max(noted.values()) == 1
    assert "全部相符" in office.run("verify").stderr
    print(f"{KILLS} kills, {len(kept)} submissions, {len(mine)} notes")

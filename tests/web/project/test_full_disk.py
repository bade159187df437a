"""A disk that is full while people work: a clear page or line, nothing done by halves; with room again, all goes on.

Once the system refuses every file that grows, as a quota does; once the folder of the installation stands on a small file
system of its own that is filled to the last byte, where one may be mounted.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.web.intake.applying import PICTURE
from tests.web.intake.test_pages import PAGES
from tests.web.project.installation import Installation, Server
from tests.web.project.manned import Answer, Browser

Full = Callable[[Server], AbstractContextManager[None]]

COUNTED = """
from pathlib import Path
from django.conf import settings
from mingbai_web.files.models import File
from mingbai_web.intake.models import Submission
from mingbai_web.ledger.models import Entry
vault = [each for each in (Path(settings.HOME) / "vault").rglob("*") if each.is_file() and each.stat().st_size]
print(Entry.objects.count(), Submission.objects.count(), File.objects.count(), len(vault))
"""


def processes(server: Server) -> list[int]:
    """Return the server and all that it began."""
    found = [server.process.pid]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


@contextmanager
def no_file_grows(server: Server) -> Iterator[None]:
    """Let the system refuse every byte that the processes of the server write to a file."""
    import resource

    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes(server)}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        for pid, was in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, was)


@pytest.fixture(params=["quota", "disk"])
def place(
    request: pytest.FixtureRequest, _manned: tuple[Installation, dict[str, Any]], tmp_path: Path
) -> Iterator[tuple[Installation, dict[str, Any], Full]]:
    """An installation with people at work, and how to leave its server no room."""
    made, there = _manned
    if not Path("/proc/self/task").exists():
        pytest.skip("this system shows no processes")
    if request.param == "quota":
        with made.copied(tmp_path / "office") as office:
            yield office, there, no_file_grows
        return
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        with made.copied(disk / "office") as office:

            @contextmanager
            def filled(server: Server) -> Iterator[None]:
                balloon = disk / "balloon"
                if (log := office.home / "mingbai.sqlite3-wal").exists():
                    import sqlite3

                    with sqlite3.connect(office.home / "mingbai.sqlite3") as opened:
                        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    opened.close()
                    assert log.stat().st_size == 0
                with balloon.open("wb", buffering=0) as file:
                    for size in (1 << 16, 1 << 12, 1):
                        try:
                            while True:
                                file.write(b"\0" * size)
                        except OSError:
                            continue
                try:
                    yield
                finally:
                    balloon.unlink()

            yield office, there, filled
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def refused(answer: Answer) -> None:
    """Hold an answer to what a full disk must look like."""
    assert answer.status == 503, answer.says()
    assert "没有保存" in answer.says()
    assert answer.headers["Retry-After"]
    assert "Traceback" not in answer.text


def test_with_no_room_nothing_is_done_by_halves_and_with_room_all_goes_on(
    place: tuple[Installation, dict[str, Any], Full],
) -> None:
    office, there, full = place
    sqlite = not office.address
    case = there["cases"][0]
    with office.serving("--workers", "1", "--no-worker") as server:
        officer, citizen = Browser(server.port).signed_in("jingban"), Browser(server.port)
        for page, typed in {"body": {"body": there["body"]}, **PAGES}.items():
            citizen.send(citizen.get(f"/apply/{page}/"), **typed)
        review = citizen.get("/apply/review/")
        note = officer.get(f"/office/cases/{case}/note/")
        scan = officer.get(f"/office/cases/{case}/files/")
        before = office.python(COUNTED)
        with full(server):
            refused(attach_to(officer, scan))
            if sqlite:
                refused(officer.send(note, text="没有地方写的一段话"))
                refused(citizen.send(review))
                assert officer.get(f"/office/cases/{case}/").status in (200, 503)
        assert office.python(COUNTED) == before
        assert officer.send(note, text="有地方写的一段话").status == 200
        assert attach_to(officer, scan).status == 200
        sent = citizen.send(review)
        assert re.search(r"\d{8}-\d{8}", sent.says()), sent.says()
    entries, submissions, files, vault = map(int, office.python(COUNTED).split())
    were = list(map(int, before.split()))
    assert (submissions, files, vault) == (were[1] + 1, were[2] + 1, were[3] + 1)
    assert entries > were[0]
    assert "全部相符" in office.run("verify").stderr
    assert str(office.home) not in server.said.replace(f"http://127.0.0.1:{server.port}/", "")


def attach_to(browser: Browser, page: Answer) -> Answer:
    """Attach a scan by the form of *page*."""
    found = page.tree.xpath(
        "//main//select[@name='purpose']/option/@value | //main//input[@name='purpose']/@value"
    )
    return browser.send(
        page, files={"file": ("扫描.png", PICTURE)}, purpose=next(each for each in found if each)
    )


def test_jobs_wait_for_room_and_are_then_done_once(place: tuple[Installation, dict[str, Any], Full]) -> None:
    office, _, full = place
    office.python("from mingbai_web.jobs.models import Job; Job.objects.all().delete()")
    with office.serving("--workers", "1", "--no-worker") as server, full(server):
        if office.home.parent.name != "disk":
            limited = (
                "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
                "from mingbai.cli import main; sys.exit(main())"
            )
            ran = subprocess.run(
                [sys.executable, "-c", limited, "worker", "--once", "--home", str(office.home)],
                env=office.environment(), capture_output=True, text=True, check=False, timeout=120,
            )  # fmt: skip
        else:
            ran = office.run("worker", "--once", code=None)
        assert "Traceback" not in ran.stderr, ran.stderr
        assert not list((office.home / "seals").glob("*.txt"))
    later = "from datetime import timedelta; from django.utils import timezone; from mingbai_web.jobs.models import Job\n"
    office.python(later + "Job.objects.update(due_at=timezone.now())")
    office.run("worker", "--once")
    assert len(list((office.home / "seals").glob("*.txt"))) == 1
    assert "全部相符" in office.run("verify").stderr

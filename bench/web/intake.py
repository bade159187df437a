"""The way in under load: a real server, eight clients, the form's post to its answer; beside it the plain view, by turns.

An answer is given when the submission is on disk. Each client keeps its connection and sends one post after another; every post
is from an address of its own, so that no limit of one visitor is met, and the limit on all of them is wide.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.utils import timezone

from bench.folders import _family, _resident
from bench.web.plain.models import Row
from mingbai_web.intake import drafts
from mingbai_web.intake.models import Draft, Submission
from mingbai_web.intake.views import COOKIE

__all__ = ["load"]

CLIENTS = 8
ROOT = Path(__file__).parents[2]
TYPED: dict[str, dict[str, str]] = {
    "sought": {"name": "清河区2025年老旧小区改造计划", "number": "", "features": "全区各街道，按项目列出"},
    "way": {"way": "electronic/online", "otherwise": "on"},
    "applicant": {
        "kind": "natural_person",
        "name": "张𠮷",
        "identity": "resident",
        "identity_number": "11010119900307803X",
        "phone": "13900000000",
        "email": "",
        "address": "清河区某路1号",
    },
}
SYNCS = "fsync,fdatasync,sync_file_range,msync"


@dataclass
class Round:
    """What the clients saw: how long each post took, how many were not answered as they should be, how long all took."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    whole: float = 0.0


def load(body: UUID, home: Path, rounds: int, count: int) -> dict[str, Any]:
    """Return the throughput of both views by turns, *count* posts a round, and what the processes hold in memory afterwards."""
    with connection.schema_editor() as editor:
        if Row._meta.db_table not in connection.introspection.table_names():
            editor.create_model(Row)
    before = Submission.objects.count()
    connection.close()
    ways = {"intake": lambda n: list(_applications(body, n)), "plain": lambda n: [_plain(body)] * n}
    rates: dict[str, list[float]] = {name: [] for name in ways}
    waited: dict[str, list[float]] = {name: [] for name in ways}
    syncs: dict[str, float | None] = {}
    errors = sent = 0
    with _serving(home) as (server, port):
        for make in ways.values():
            errors += _round(port, make(CLIENTS * 8)).errors
        sent += CLIENTS * 8
        for _ in range(rounds):
            for name, make in ways.items():
                found = _round(port, make(count))
                rates[name].append(count / found.whole)
                waited[name] += found.seconds
                errors += found.errors
            sent += count
        for name, make in ways.items():
            posts = make(count)
            with _counting(server) as counted:
                found = _round(port, posts)
            syncs[name] = counted[0] / count if counted else None
            errors += found.errors
        sent += count
        memory = _memory(server)
    there = Submission.objects.count() - before
    if there != sent:
        raise SystemExit(f"{sent} were acknowledged, {there} are there")
    ratios = [mine / plain for mine, plain in zip(rates["intake"], rates["plain"], strict=True)]
    return {
        "clients": CLIENTS,
        "posts": sent,
        "errors": errors,
        "ratio": median(ratios),
        "rate": {name: median(each) for name, each in rates.items()},
        "p95": {name: sorted(each)[int(len(each) * 0.95)] for name, each in waited.items()},
        "syncs": syncs,
        "memory": memory,
    }


def _applications(body: UUID, count: int) -> Iterator[bytes]:
    """Yield posts that send an application each: its draft is filled in, as by going through the pages."""
    now = timezone.now()
    rows = []
    for _ in range(count):
        draft = drafts.Draft(secrets.token_urlsafe(32), {"body": {"body": str(body)}, **TYPED})
        rows.append(
            Draft(
                id=draft.id,
                content=drafts._close(draft.token, drafts._json(draft.pages, draft.files)),
                changed_at=now,
            )
        )
        yield _post("/apply/review/", {}, {COOKIE: draft.token})
    Draft.objects.bulk_create(rows)
    connection.close()


def _plain(body: UUID) -> bytes:
    typed = {"body": {"body": str(body)}, **TYPED}
    given = {f"{page}.{name}": said for page, fields in typed.items() for name, said in fields.items()}
    return _post("/plain/", given, {})


def _post(path: str, given: dict[str, str], cookies: dict[str, str]) -> bytes:
    mark = secrets.token_hex(16)  # a form carries the mark of its page, and so does a cookie
    content = urlencode({**given, "csrfmiddlewaretoken": mark}).encode()
    told = "; ".join(f"{name}={value}" for name, value in {"csrftoken": mark, **cookies}.items())
    address = f"2001:db8:{secrets.randbelow(1 << 16):x}:{secrets.randbelow(1 << 16):x}::1"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {told}\r\nX-Forwarded-For: {address}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _round(port: int, posts: Sequence[bytes]) -> Round:
    """Send *posts* with all clients at once, each taking its share."""
    found = Round()
    ready = threading.Barrier(CLIENTS + 1)

    def client(mine: Sequence[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port)) as line, line.makefile("rb") as answers:
            ready.wait()
            for post in mine:
                at = time.perf_counter()
                line.sendall(post)
                right = _answer(answers)
                found.seconds.append(time.perf_counter() - at)
                found.errors += not right

    threads = [threading.Thread(target=client, args=(posts[n::CLIENTS],)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    found.whole = time.perf_counter() - begun
    found.errors += len(posts) - len(found.seconds)
    return found


def _answer(answers: Any) -> bool:
    """Read one answer; return whether it leads to the acknowledgement."""
    status = answers.readline()
    length, onward = 0, b""
    while line := answers.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif name.lower() == b"location":
            onward = value.strip()
    answers.read(length)
    return b" 302 " in status and onward == b"/apply/sent/"


@contextmanager
def _serving(home: Path) -> Iterator[tuple[int, int]]:
    """Yield process and port of `mingbai serve` with two workers and the worker of jobs, as it is run by default."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", "import sys; from mingbai.cli import main; sys.exit(main())"]
    process = subprocess.Popen(
        [*command, "serve", "--quiet", "--home", str(home), "--port", str(port), "--workers", "2"],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
            "MINGBAI_PROXIES": "1",
            "MINGBAI_LIMITS": "submit-all=20000",
        },
    )
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(2)
        yield process.pid, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@contextmanager
def _counting(server: int) -> Iterator[list[int]]:
    """Count the syncs of the server's processes and of the database's while the block runs; nothing without strace."""
    counted: list[int] = []
    if shutil.which("strace") is None:
        yield counted
        return
    ids = [*_family(server), *_database()]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "syncs"
        tracer = subprocess.Popen(
            ["strace", "-f", "-qq", "-e", f"trace={SYNCS}", "-o", str(log), *(f"-p{each}" for each in ids)],
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1)
        traced = tracer.poll() is None
        yield counted
        time.sleep(0.5)
        tracer.send_signal(signal.SIGINT)
        tracer.wait(20)
        if traced:
            counted.append(sum(1 for line in log.read_text().splitlines() if "resumed" not in line))


def _database() -> list[int]:
    """Return the processes of the database's server, where it is one of this machine."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    connection.close()
    try:
        return _family(int((Path(folder) / "postmaster.pid").read_text().split()[0]))
    except OSError:
        return []


def _memory(server: int) -> dict[str, float]:
    """Return the resident memory, in MB, of the server's parent, of its largest process, and of the worker of jobs."""
    held = {process: _resident(process) for process in _family(server)}
    jobs = [process for process in held if b"worker" in _command(process).split(b"\0")]
    serving = [size for process, size in held.items() if process not in jobs]
    return {
        "parent": held[server],
        "largest": max(serving),
        "together": sum(held.values()),
        "jobs": max((held[process] for process in jobs), default=0.0),
    }


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""

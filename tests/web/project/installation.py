"""Installations of their own for tests: a folder, a database that is theirs alone, and the real command run on them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from tests.house.tree import ROOT
from tests.web.project import forked

__all__ = ["COMMAND", "Installation", "Server", "database", "free_port", "has_postgres"]

COMMAND = [sys.executable, "-c", "import sys; from mingbai.cli import main; sys.exit(main())"]
GIVEN = os.environ.get("MINGBAI_DATABASE", "")


def has_postgres() -> bool:
    """Tell whether these tests were given a PostgreSQL."""
    return GIVEN.startswith("postgres")


@contextmanager
def database(*, kind: str | None = None, folder: Path | None = None, like: str = "") -> Iterator[str]:
    """Yield the address of a new database on SQLite or on the PostgreSQL given; empty, or a copy of the one *like*."""
    if (kind or ("postgresql" if has_postgres() else "sqlite")) == "sqlite":
        yield "" if folder is None else f"sqlite:///{folder / f'{uuid4().hex}.sqlite3'}"
        return
    import psycopg

    name = f"try_{uuid4().hex[:12]}"
    with psycopg.connect(GIVEN, autocommit=True) as server:
        template = f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
        server.execute(f"CREATE DATABASE {name}{template}")
    parts = urlsplit(GIVEN)
    try:
        yield urlunsplit((*parts[:2], f"/{name}", *parts[3:])).replace("postgresql:/", "postgresql://", 0)
    finally:
        with psycopg.connect(GIVEN, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    """Return a port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Installation:
    """A folder and, where it is not the SQLite in it, the address of its database."""

    home: Path
    address: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment in which its commands run; nothing of the tests' own but the path."""
        kept = {
            name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ
        }
        given = {"MINGBAI_DATABASE": self.address} if self.address else {}
        return {
            **kept,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            **given,
            **self.settings,
            **more,
        }

    @contextmanager
    def copied(self, home: Path) -> "Iterator[Installation]":
        """Yield a copy of it: its folder in *home*, and a database that is a copy of its own."""
        shutil.copytree(self.home, home)
        with database(like=self.address) as address:
            yield Installation(home, address, dict(self.settings))

    def run(
        self, *arguments: object, code: int | None = 0, cold: bool = False, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command on it to its end; *code* is what it must end with. *cold* begins with an interpreter of its own."""
        ran = _ran(
            COMMAND[-1],
            *map(str, arguments),
            "--home",
            str(self.home),
            environment=self.environment(**more),
            cold=cold,
        )
        if code is not None and ran.returncode != code:
            raise AssertionError(f"{arguments} ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
        return ran

    def python(self, code: str, *, cold: bool = False, **more: str) -> str:
        """Run Python with the installation's settings and return what it prints; *cold* as in `run`."""
        begin = "import django; django.setup()\n"
        settings = {"MINGBAI_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "mingbai_web.project.settings"}
        ran = _ran(begin + code, environment=self.environment(**settings, **more), cold=cold)
        if ran.returncode:
            raise AssertionError(ran.stderr)
        return ran.stdout

    @contextmanager
    def serving(self, *arguments: str, **more: str) -> "Iterator[Server]":
        """Serve it while the block runs, and stop it gracefully."""
        port = free_port()
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), "--home", str(self.home), *arguments],
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        server = Server(process, port)
        try:
            server.wait()
            yield server
        finally:
            process.terminate()
            server.said = process.communicate(timeout=40)[0]


def _ran(
    code: str, *arguments: str, environment: dict[str, str], cold: bool
) -> subprocess.CompletedProcess[str]:
    if not cold and hasattr(os, "fork") and hasattr(socket, "send_fds"):
        return forked.run(code, *arguments, environment=environment, timeout=120)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@dataclass
class Server:
    """A server that runs."""

    process: "subprocess.Popen[str]"
    port: int
    said: str = ""

    def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        """Ask for a page; return the status and the text."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(300):
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.process.communicate()[0]}")
            try:
                self.get()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

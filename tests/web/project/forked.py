"""Processes for the commands of tests, forked from one that has loaded what all of them begin with.

Loading Django and its companions takes a command longer than what it is tested for. Of the platform itself nothing is loaded
beforehand, and no settings: each process reads its own environment and its own installation, as one from a cold start does.
"""

import atexit
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from types import ModuleType

from tests.house.tree import ROOT

__all__ = ["run"]

LOADED = (
    "argon2", "asyncio", "cryptography.hazmat.primitives.asymmetric.x25519", "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.hkdf", "csp.constants", "django.contrib.auth.hashers",
    "django.contrib.auth.password_validation", "django.contrib.staticfiles.finders", "django.core.mail",
    "django.core.management.commands.migrate", "django.core.serializers.json", "django.db.backends.sqlite3.base",
    "django.db.migrations.executor", "django.db.models.functions", "django.forms", "django.http", "django.middleware.csrf",
    "django.template.backends.django", "django.templatetags.i18n", "django.utils.log", "django.views.debug", "environs",
    "importlib.metadata", "mingbai.batch", "mingbai.cli", "mingbai.lifecycle", "multiprocessing.pool", "sqlite3", "sqlparse",
    "statistics", "whitenoise", "zoneinfo",
)  # fmt: skip


def run(
    code: str, *arguments: str, environment: dict[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run Python with *code* and *arguments*, as `python -c` does, and return how it ended and what it said."""
    asked = {"code": code, "arguments": arguments, "environment": environment, "folder": os.getcwd()}
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, ours, theirs:
        socket.send_fds(_begun(), [b"."], [theirs.fileno(), out.fileno(), err.fileno()])
        theirs.close()
        ours.sendall(json.dumps(asked).encode() + b"\n")
        ours.settimeout(timeout)
        answer = b""
        try:
            while part := ours.recv(64):
                answer += part
        except TimeoutError:
            os.kill(int(answer.split()[0]), signal.SIGKILL)
            raise
        _, status = map(int, answer.split())
        for file in (out, err):
            file.seek(0)
        said = [file.read().decode() for file in (out, err)]
    return subprocess.CompletedProcess(["-c", code, *arguments], os.waitstatus_to_exitcode(status), *said)


@cache
def _begun() -> socket.socket:
    """Begin the process that the others are forked from; it ends when the tests do."""
    ours, theirs = socket.socketpair()
    kept = {name: os.environ[name] for name in ("PATH", "TEMP", "TMP") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import live; live({theirs.fileno()})"],
        env={**kept, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def live(listening: int) -> None:
    """Be the process that forks; in each child, be that child to its end."""
    for each in LOADED:
        importlib.import_module(each)
    with socket.socket(fileno=listening) as control:
        while True:
            _, (*given,), *_ = socket.recv_fds(control, 1, 3)
            if not given:
                return
            if os.fork() == 0:
                break
            for fd in given:
                os.close(fd)
            _reap()
    talk, out, err = given
    with socket.socket(fileno=talk) as telling, telling.makefile("rb") as told:
        asked = json.loads(told.readline())
        if child := os.fork():
            telling.sendall(b"%d " % child)
            _, status = os.waitpid(child, 0)
            telling.sendall(b"%d" % status)
            os._exit(0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.closerange(3, max(talk, out, err) + 1)
    os.chdir(asked["folder"])
    for name in {*os.environ} - {"LC_CTYPE"}:  # which Python itself sets where no language is named
        del os.environ[name]
    os.environ.update(asked["environment"])
    sys.argv = ["-c", *asked["arguments"]]
    sys.modules["__main__"] = main = ModuleType("__main__")
    exec(compile(asked["code"], "<string>", "exec"), main.__dict__)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass

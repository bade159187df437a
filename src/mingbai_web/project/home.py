"""The folder of an installation: what lies where in it, its secret, and the settings noted in its `mingbai.env`."""

import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mingbai.errors import MingbaiError
from mingbai_web.jobs.durable import write_whole

__all__ = ["TEST_SECRET", "InUse", "database", "held", "is_made", "make", "note", "noted", "secret", "unmake"]

TEST_SECRET = "only-for-tests-and-demonstrations"
_SECRET = "secret"
_SETTINGS = "mingbai.env"
_LOCK = "running.lock"


class InUse(MingbaiError):
    """The installation is being served or worked on, or is being moved."""


def make(home: Path) -> bool:
    """Make the folder and its secret, readable by its owner alone; return whether there was no secret before."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (home / _SECRET).exists():
        return False
    write_whole(home / _SECRET, secrets.token_urlsafe(48) + "\n", mode=0o600)
    return True


def unmake(home: Path, *, before: Collection[str], down_to: Path) -> None:
    """Take secret and settings back out of a folder that held *before*, and the empty folders above it up to *down_to*.

    Where more was made meanwhile all stays: it was made by them. Settings that somebody had noted stay.
    """
    if _SETTINGS in before or any(path.name not in (_SECRET, _SETTINGS, *before) for path in home.iterdir()):
        return
    for name in (_SECRET, _SETTINGS):
        (home / name).unlink(missing_ok=True)
    for folder in (home, *home.parents):
        if folder == down_to:
            return
        try:
            folder.rmdir()
        except OSError:  # somebody has put something there
            return


def secret(home: Path) -> str:
    """Return the secret in the folder; where there is none, the one for tests and demonstrations."""
    try:
        return (home / _SECRET).read_text("utf-8").strip() or TEST_SECRET
    except FileNotFoundError:
        return TEST_SECRET


def noted(home: Path) -> dict[str, str]:
    """Return the settings noted in the folder, a ``NAME=value`` a line; a line that begins with ``#`` says nothing."""
    try:
        lines = (home / _SETTINGS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def is_made(home: Path) -> bool:
    """Return whether there is an installation in the folder, or the beginning of one."""
    return (home / _SECRET).exists()


def database(home: Path) -> str:
    """Return the address of the database that the folder says it is on, empty where none was set up yet."""
    embedded = home / "mingbai.sqlite3"
    return noted(home).get("MINGBAI_DATABASE") or (f"sqlite:///{embedded}" if embedded.exists() else "")


def note(home: Path, settings: Mapping[str, str]) -> None:
    """Note *settings* in the folder, beside those that are there; readable by its owner alone."""
    kept = {**noted(home), **settings}
    write_whole(home / _SETTINGS, "".join(f"{name}={value}\n" for name, value in kept.items()), mode=0o600)


@contextmanager
def held(home: Path, *, alone: bool) -> Iterator[None]:
    """Hold the installation while it is used: servers and workers together, who moves or restores it *alone*."""
    try:
        import fcntl
    except ImportError:  # there is no such lock on Windows
        yield
        return
    with (home / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _in_use(alone) from None
        yield


def _in_use(alone: bool) -> InUse:
    if alone:
        return InUse(
            "网站或后台任务正在运行：先停下 mingbai serve 和 mingbai worker",
            "this installation is being served or worked on: stop mingbai serve and mingbai worker first",
        )
    return InUse(
        "这个安装正在恢复或搬迁：等它结束", "this installation is being restored or moved: wait until it ends"
    )

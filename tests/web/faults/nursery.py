"""Children forked from a parent that has everything loaded, each killed at a failpoint in the middle of its work."""

import json
import os
import signal
import traceback
from collections.abc import Callable

from django.db import connection

from mingbai_web.ledger import failpoints

__all__ = ["NotKilled", "killed"]


class NotKilled(AssertionError):
    """A child ended by itself: its point was not reached, or its work failed."""


def killed(
    point: str, deed: Callable[[int], object], *, begin: int, after: int, most: int = 6
) -> tuple[dict[int, str], list[int]]:
    """Fork a child that does deeds from number *begin* on and dies when it reaches *point* the *after*-th time.

    Return what each deed that it acknowledged was answered, and the numbers it may have begun. Raises `NotKilled`.
    """
    connection.close()  # a child must not share its parent's
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(point, deed, begin, after, most, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
        raise NotKilled(f"{point} ({after}): status {status}\n{said}")
    acknowledged = {int(number): told for number, told in map(json.loads, said.splitlines())}
    return acknowledged, list(range(begin, begin + len(acknowledged) + 1))


def _live(point: str, deed: Callable[[int], object], begin: int, after: int, most: int, writing: int) -> None:
    """Be the child; never return."""
    try:
        failpoints.arm(point, after=after)
        for number in range(begin, begin + most):
            told = str(deed(number))
            failpoints.reach("told")  # done and committed, and nobody has heard of it
            os.write(writing, f"{json.dumps([number, told])}\n".encode())
    except BaseException:
        os.write(writing, traceback.format_exc().encode())
    os._exit(7)

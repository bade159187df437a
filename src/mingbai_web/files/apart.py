"""Asks a child process for the text of a document, and outlives whatever the document does to the child.

A child is kept warm, and replaced after some documents, after long work, and whenever it fails or does not answer in time.
It is given neither the settings nor the secrets of this process.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from queue import Empty, SimpleQueue

from mingbai_web.files.types import BadFile, Type

__all__ = ["MOST_SECONDS", "PRESS", "READERS", "texts"]

MOST_SECONDS = 20.0
_MOST_DOCUMENTS = 40
_MOST_WORK = 60.0
_IDLE = 45.0
"""Seconds after which a child that nobody asked is not asked again; it ends by itself soon after (`child.IDLE`)."""


def texts(
    kind: Type | str, data: bytes, *, seconds: float = MOST_SECONDS, by: "_Places | None" = None
) -> list[str]:
    """Return the text of each part of *data*, within *seconds*. Raises `BadFile` where it cannot be read.

    *kind* may name a function of ours, as `package.module:function`, that the child is to ask for the texts, *by* the
    children that do such work.
    """
    places = by or READERS
    with places.at_once:
        child = places.take()
        try:
            answer = child.ask(kind if isinstance(kind, str) else kind.key, data, seconds)
        except (OSError, ValueError):
            child.end()
            raise BadFile(
                "文件太复杂或者已损坏，读不出来：请打印成新的 PDF 再上传",
                "the file is too complex or damaged and cannot be read: print it to a new PDF",
            ) from None
        places.give_back(child)
    if "texts" not in answer:
        raise BadFile(str(answer["zh"]), str(answer["en"]))
    found = answer["texts"]
    return [str(text) for text in found] if isinstance(found, list) else []


class _Child:
    """One child process: its pipes, how many documents it has read."""

    def __init__(self, megabytes: int) -> None:
        self.documents, self.work, self.asked = 0, 0.0, time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mingbai_web.files.child", str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )

    def ask(self, kind: str, data: bytes, seconds: float) -> dict[str, object]:
        """Return what the child answers. Raises `OSError` or `ValueError` when it died, was killed, or answers nonsense."""
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise OSError
        late = threading.Timer(seconds, self._process.kill)
        late.start()
        try:
            into.write(f"{kind} {len(data)}\n".encode())
            into.write(data)
            into.flush()
            answer = json.loads(out.readline())
        finally:
            late.cancel()
        if not isinstance(answer, dict):
            raise ValueError
        self.documents, self.asked = self.documents + 1, time.monotonic()
        self.work = float(answer.get("seconds", 0))
        return answer

    def is_worn(self) -> bool:
        """Return whether another should take its place."""
        idle = time.monotonic() - self.asked > _IDLE
        return (
            idle
            or self.documents >= _MOST_DOCUMENTS
            or self.work > _MOST_WORK
            or self._process.poll() is not None
        )

    def end(self) -> None:
        """Kill it and let go of its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has nobody to read it
                    continue


class _Places:
    """The children of this process for one sort of work, each under *megabytes*, so many *at_once*.

    After a fork there are none, for the pipes belong to the parent.
    """

    def __init__(self, *, megabytes: int, at_once: int) -> None:
        self._megabytes, self._at_once = megabytes, at_once
        self.forget()
        atexit.register(self.end)
        os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """Begin without children, leaving those that there are to whose they are."""
        self._free: SimpleQueue[_Child] = SimpleQueue()
        self.at_once = threading.BoundedSemaphore(self._at_once)

    def take(self) -> _Child:
        """Return a child that is free, a new one when there is none."""
        while True:
            try:
                child = self._free.get_nowait()
            except Empty:
                return _Child(self._megabytes)
            if not child.is_worn():
                return child
            child.end()

    def give_back(self, child: _Child) -> None:
        """Keep the child for the next, unless it is worn."""
        if child.is_worn():
            child.end()
        else:
            self._free.put(child)

    def end(self) -> None:
        """End all that are free."""
        while True:
            try:
                self._free.get_nowait().end()
            except Empty:
                return


READERS = _Places(megabytes=1024, at_once=2)
PRESS = _Places(megabytes=4096, at_once=1)
"""Who makes PDFs: the type of a Chinese page takes more memory than any document does that is read."""

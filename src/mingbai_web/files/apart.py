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
from queue import Empty, SimpleQueue

from mingbai_web.files.types import BadFile, Type

__all__ = ["MOST_SECONDS", "texts"]

MOST_SECONDS = 20.0
_MOST_DOCUMENTS = 40
_MOST_WORK = 60.0
_AT_ONCE = 2


def texts(kind: Type, data: bytes, *, seconds: float = MOST_SECONDS) -> list[str]:
    """Return the text of each part of *data*, within *seconds*. Raises `BadFile` where it cannot be read."""
    with _PLACES.at_once:
        child = _PLACES.take()
        try:
            answer = child.ask(kind.key, data, seconds)
        except (OSError, ValueError):
            child.end()
            raise BadFile(
                "文件太复杂或者已损坏，读不出来：请打印成新的 PDF 再上传",
                "the file is too complex or damaged and cannot be read: print it to a new PDF",
            ) from None
        _PLACES.give_back(child)
    if "texts" not in answer:
        raise BadFile(str(answer["zh"]), str(answer["en"]))
    found = answer["texts"]
    return [str(text) for text in found] if isinstance(found, list) else []


class _Child:
    """One child process: its pipes, how many documents it has read."""

    def __init__(self) -> None:
        self.documents, self.work = 0, 0.0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mingbai_web.files.child"],
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
        self.documents += 1
        self.work = float(answer.get("seconds", 0))
        return answer

    def is_worn(self) -> bool:
        """Return whether another should take its place."""
        return self.documents >= _MOST_DOCUMENTS or self.work > _MOST_WORK or self._process.poll() is not None

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
    """The children of this process; after a fork there are none, for the pipes belong to the parent."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin without children, leaving those that there are to whose they are."""
        self._free: SimpleQueue[_Child] = SimpleQueue()
        self.at_once = threading.BoundedSemaphore(_AT_ONCE)

    def take(self) -> _Child:
        """Return a child that is free, a new one when there is none."""
        while True:
            try:
                child = self._free.get_nowait()
            except Empty:
                return _Child()
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


_PLACES = _Places()
atexit.register(_PLACES.end)
os.register_at_fork(after_in_child=_PLACES.forget)

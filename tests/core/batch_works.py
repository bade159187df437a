"""Works for the tests of the batch; in a module of its own, so that another process can import them."""

import os
import signal
import time
from dataclasses import dataclass

from mingbai.errors import NotAReport


@dataclass(frozen=True)
class Misbehaving:
    """Does what the first word of a file says, and otherwise gives the file back."""

    nap: float = 60.0
    """How long a file that hangs does so, in seconds."""

    def prepare(self) -> None:
        """Nothing to prepare."""

    def __call__(self, data: bytes, name: str, *, named: bool) -> str:
        """Return the text of the file, or break in the way that it asks for."""
        match data.split()[:1]:
            case [b"killed"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case [b"gone"]:
                os._exit(3)
            case [b"hangs"]:
                time.sleep(self.nap)
            case [b"greedy"]:
                return str(len(bytearray(1 << 40)))
            case [b"deep"]:
                return self(data, name, named=named)
            case [b"defect"]:
                raise KeyError("what")
            case [b"novel"]:
                raise NotAReport("不是年报", "no report")
        return data.decode()

"""Named points at which a test may end the process, to prove that what was acknowledged before is kept and nothing is half done.

Not armed, which is always outside tests, reaching one compares two references. A point is armed by `arm` in the process,
or by MINGBAI_FAILPOINT=name or name:times in the environment of one that a test starts.
"""

import os
import signal

__all__ = ["arm", "reach"]

_armed: str | None = None
_left = 0


def arm(name: str | None, *, after: int = 1) -> None:
    """Let this process be killed the *after*-th time that it reaches *name*; None disarms."""
    global _armed, _left
    _armed, _left = name, after


def reach(name: str) -> None:
    """Say that the process is at the point *name*: nothing happens, unless it is armed."""
    global _left
    if _armed is None or _armed != name:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


if _asked := os.environ.get("MINGBAI_FAILPOINT"):
    _name, _, _times = _asked.partition(":")
    arm(_name, after=int(_times or 1))

"""Text messages: what a gateway of an installation has to be, and when none is sent.

No gateway comes with Mingbai. One is a class with a `send` like that of `Messenger`, given to `connect` in the `ready()` of
an app of the installation's own. It is called by a job, outside any transaction; whatever it raises is tried again. A
message holds numbers of duties and no title: it may be read on a locked screen.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils.timezone import localtime

__all__ = ["QUIET", "Messenger", "QuietHours", "connect", "messenger"]


class Messenger(Protocol):
    """A gateway for text messages."""

    def send(self, phone: str, text: str, *, reference: str) -> None:
        """Hand *text* for *phone* to the gateway; the same *reference* again is the same message, not another one."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When nobody is sent a message: from an hour of the evening to one of the morning, by the installation's clock."""

    begin: time
    end: time

    def wait(self, now: datetime) -> timedelta:
        """Return how long to wait from *now* until a message may be sent; nothing outside the quiet hours."""
        here = localtime(now)
        if self.end <= here.time() < self.begin:
            return timedelta()
        morning = here.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return (morning if here.time() < self.end else morning + timedelta(days=1)) - here


QUIET = QuietHours(time(20, 0), time(8, 0))
_connected: list[Messenger] = []


def connect(made: Messenger) -> None:
    """Connect the gateway of this installation, in place of the one before."""
    _connected[:] = [made]


def messenger() -> Messenger | None:
    """Return the gateway, None where none is connected."""
    return _connected[0] if _connected else None

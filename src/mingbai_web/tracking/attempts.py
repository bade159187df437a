"""How often codes may be tried. What is limited is who tries, never the number: nobody can lock out an applicant.

A code has 49 bits and is proved with a key, so a number needs no lock of its own. A visitor has thirty failures an hour; on
one number the fifth failure makes the visitor wait a minute, each further one twice as long, an hour at most. While one waits,
the answer is the same for a right code. Who proves a code pays nothing.
"""

from datetime import datetime, timedelta

from mingbai.errors import MingbaiError
from mingbai_web.intake import limits

__all__ = ["TooManyTries", "admit", "failed"]

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_AN_HOUR, _FREE, _LONGEST = 30, 4, 60


class TooManyTries(MingbaiError):
    """A visitor tried too many codes; `wait` says how long until the next try."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(
            f"试的次数太多：请{minutes}分钟后再试", f"too many tries: try again in {minutes} minutes"
        )
        self.wait = wait


def admit(number: str, who: str, now: datetime) -> None:
    """Raise `TooManyTries` where *who* has to wait before a code of *number* is looked at."""
    lately = limits.since(_of(who), now - _HOUR)
    if len(lately) >= _AN_HOUR:
        raise TooManyTries(lately[_AN_HOUR - 1] + _HOUR - now)
    here = limits.since(_of(who, number), now - _DAY)
    if len(here) > _FREE:
        minutes = min(2 ** min(len(here) - _FREE - 1, 10), _LONGEST)
        until = here[0] + timedelta(minutes=minutes)
        if now < until:
            raise TooManyTries(until - now)


def failed(number: str, who: str, now: datetime) -> None:
    """Note that *who* gave a code that is not that of *number*."""
    limits.mark(now, _of(who), _of(who, number))


def _of(who: str, number: str = "") -> str:
    return f"follow:{who}:{number}" if number else f"follow:{who}"

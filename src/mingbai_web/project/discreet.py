"""Lines of a log without what people wrote: of an error its kind and place, and its own words only where they are ours."""

import logging
import traceback
from types import TracebackType

from mingbai_web.jobs.reasons import reason

__all__ = ["Discreet"]

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Formats a record; a database's message can quote a row, a parser's the text it read, so errors are named only."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: _Raised) -> str:
        """Return the places through which the error went, and its kind."""
        kind, error, places = ei
        if kind is None or error is None:
            return ""
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(places)]
        return "\n".join([*lines, reason(error)])

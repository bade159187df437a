"""Checks that prove a report wrong, or ask about it: by table, between prose and table, between years, between bodies.

`mingbai.audit` is this package and, as the library promises, the function `mingbai.audit(report)` as well: importing any
of its modules binds the package to the name, so the package itself is callable.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingbai.audit.findings import Audit
    from mingbai.report.values import Report


class _Callable(ModuleType):
    def __call__(self, report: "Report", *, previous: "Report | None" = None) -> "Audit":
        """Return every check's outcome on *report*; *previous* is last year's, for what must carry over."""
        from mingbai.audit.run import audit

        return audit(report, previous=previous)


sys.modules[__name__].__class__ = _Callable

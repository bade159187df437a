"""Who may see the files of a subject: the app whose subject it is declares it, and without a declaration nobody may.

This app stands below applications and papers and cannot know to whom a case was assigned.
"""

from collections.abc import Callable
from uuid import UUID

from mingbai_web.accounts.viewer import Viewer

__all__ = ["Guard", "declare", "lets"]

Guard = Callable[[UUID, Viewer], bool]
_DECLARED: dict[str, Guard] = {}


def declare(of_kind: str, guard: Guard) -> None:
    """Let *guard* say who sees the files of subjects of the kind; called in `AppConfig.ready()`."""
    _DECLARED[of_kind] = guard


def lets(of_kind: str, of: UUID, viewer: Viewer) -> bool:
    """Return whether *viewer* may see the files of the subject."""
    guard = _DECLARED.get(of_kind)
    return guard is not None and guard(of, viewer)

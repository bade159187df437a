"""What can be found in the office: a kind, what it is called, its page, and who sees which of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer

__all__ = ["Kind", "declare", "kinds"]


@dataclass(frozen=True, slots=True)
class Kind:
    """`sees` returns the condition on `OfficeDocument` under which a viewer sees one, None where the seat sees none."""

    key: str
    words: Words
    sees: Callable[[Viewer], Q | None]


_DECLARED: dict[str, Kind] = {}


def declare(*made: Kind) -> None:
    """Declare kinds; in `AppConfig.ready()`."""
    _DECLARED.update({each.key: each for each in made})


def kinds() -> tuple[Kind, ...]:
    """Return the kinds declared."""
    return tuple(_DECLARED.values())

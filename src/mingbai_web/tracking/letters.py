"""Letters that may be fetched by who proved the code: their bytes, where the inner side has handed them over."""

from uuid import UUID

from mingbai.errors import MingbaiError

__all__ = ["NotHere", "content"]


class NotHere(MingbaiError):
    """The letter is not on this side."""


def content(file: UUID) -> tuple[bytes, str]:
    """Return the bytes and the type of the letter *file*. Raises `NotHere`."""
    raise NotHere(
        "这份文书现在不能在网上下载：请向机关索取",
        "this letter cannot be fetched here now: ask the body for it",
    )

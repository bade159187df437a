"""What a decoder saw of a document, before it has a name and a digest."""

from typing import NamedTuple

from mingbai.text.page import Grid, Hidden, Link

__all__ = ["Seen"]


class Seen(NamedTuple):
    """The parts of a `Page` that depend on the format."""

    text: str
    grids: tuple[Grid, ...] = ()
    links: tuple[Link, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    title: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    breaks: tuple[int, ...] = ()
    losses: tuple[str, ...] = ()
    charset: str | None = None

"""Commands that other packages add: each is an entry point of the group `mingbai.commands`, looked for only when needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mingbai.cli.phrases import Command
from mingbai.text.words import Words

__all__ = ["GROUP", "Added", "Option", "added"]

GROUP = "mingbai.commands"


@dataclass(frozen=True, slots=True)
class Option:
    """One argument or option: how it is typed, what the help says of it, and what argparse is told besides."""

    typed: str
    words: Words
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """A command as another package declares it; declaring imports nothing that the command needs to run."""

    words: Command
    options: tuple[Option, ...]
    run: str
    """``package.module:function``, called with the options; its number is the exit code."""
    place: int = 99
    """Where it stands in the list of commands, after those of the core."""


@cache
def added() -> dict[str, Added]:
    """Return the commands that the packages installed here add, by name, in the order in which they declare themselves."""
    from importlib.metadata import entry_points

    found: dict[str, Added] = {point.name: point.load() for point in entry_points(group=GROUP)}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].place, pair[0])))

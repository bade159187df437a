"""What a new installation is given by the apps: the store of keys, the three administrators, the first body."""

import argparse
from collections.abc import Iterator

from mingbai.text.words import Words

__all__ = ["found"]


def found(options: argparse.Namespace) -> Iterator[Words]:
    """Give the installation what it lacks; yield a line on each, with first passwords where any were made."""
    yield from ()

"""What files are taken for which purpose, and how large; from `purposes.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mingbai.statutes import packaged
from mingbai.text.words import Words

__all__ = ["Purpose", "purposes"]


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose: the types allowed, the most bytes, whether reading one is reading personal data, whether it leaves the office."""

    key: str
    words: Words
    types: tuple[str, ...]
    most: int
    personal: bool
    given_out: bool = False


@cache
def purposes() -> Mapping[str, Purpose]:
    """Return every purpose by its key."""
    return {
        key: Purpose(
            key,
            Words(row["zh"], row["en"]),
            tuple(row["types"]),
            row["megabytes"] * 1024 * 1024,
            row.get("personal", False),
            row.get("given_out", False),
        )
        for key, row in packaged("mingbai_web.files", "purposes.toml").items()
    }

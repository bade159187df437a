"""A sentence for people in the two languages that Mingbai speaks, as one value (docs/decisions/0003)."""

from typing import NamedTuple

__all__ = ["Words"]


class Words(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """Return the sentence in *language* (``zh`` or ``en``)."""
        return self.en if language == "en" else self.zh

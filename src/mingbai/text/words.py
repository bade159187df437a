"""A sentence for people in the two languages that Mingbai speaks, as one value (docs/decisions/0003)."""

from typing import NamedTuple

__all__ = ["Words", "one_line"]


class Words(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """Return the sentence in *language* (``zh`` or ``en``)."""
        return self.en if language == "en" else self.zh


def one_line(text: str) -> str:
    """Return *text*, which may hold words of a file or of a command line, as one line that a terminal only shows."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))

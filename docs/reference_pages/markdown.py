"""The few pieces of Markdown that the pages are made of."""

from collections.abc import Iterable, Iterator, Sequence

__all__ = ["block", "cell", "code", "table"]


def code(text: str) -> str:
    """Return *text* as a code span."""
    return f"`{text}`"


def cell(text: str) -> str:
    """Return *text* as it may stand in a cell of a table."""
    return " ".join(text.split()).replace("|", r"\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, and an empty one."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(cell(text) for text in row)} |"
    yield ""


def block(text: str, language: str = "") -> Iterator[str]:
    """Yield *text* as a block of code, and an empty line."""
    yield f"```{language}"
    yield text.rstrip("\n")
    yield "```"
    yield ""

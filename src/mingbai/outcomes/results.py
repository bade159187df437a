"""How a reconsideration or a suit may end, and the cell of the report's third table that it is counted in.

依据待核: the form has no filling notes; the cells follow its headings and the articles on each result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from mingbai.errors import Refused
from mingbai.statutes import UNCONFIRMED, Ground, packaged, shipped
from mingbai.text.words import Words

__all__ = ["Result", "block_of", "results"]


@dataclass(frozen=True, slots=True)
class Result:
    """One result: `stage` is ``reconsideration`` or ``litigation``, `cell` the cell it is counted in."""

    key: str
    words: Words
    stage: str
    cell: str
    ground: Ground


@cache
def results() -> Mapping[str, Result]:
    """Return every result by its key, reconsideration first."""
    law = shipped()
    return MappingProxyType(
        {
            each["key"]: Result(
                each["key"],
                Words(each["zh"], each["en"]),
                each["stage"],
                each["cell"],
                law.ground(each["instrument"], each["article"], UNCONFIRMED),
            )
            for each in packaged("mingbai.outcomes", "results.toml")["result"]
        }
    )


def block_of(result: str, *, after_reconsideration: bool) -> tuple[str, str]:
    """Return the block and the cell of the third table in which *result* is counted.

    A suit counts apart by whether it follows a reconsideration, whatever that one's outcome. A reconsideration and the
    suit after it are two entries. Raises `Refused` for an unknown result.
    """
    found = results().get(result)
    if found is None:
        raise Refused(
            f"没有 {result} 这种复议或诉讼结果", f"there is no result {result} of a reconsideration or suit"
        )
    if found.stage == "reconsideration":
        return "reconsideration", found.cell
    return ("litigation_after_reconsideration" if after_reconsideration else "litigation"), found.cell

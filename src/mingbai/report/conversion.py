"""What carries over from one edition of the form to another: data in ``conversions/``, one file a step."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from mingbai.errors import BadForm
from mingbai.report import form as forms
from mingbai.text.words import Words

__all__ = ["Conversion", "between"]

Place = tuple[str, str, str]
"""Table, row and column."""


ELSEWHERE = Words("另一份报告所用的格式没有这一格", "the form of the other report has no such cell")


@dataclass(frozen=True, slots=True)
class Conversion:
    """From one edition to another: `rupture` when nothing carries over, else what does only nearly or not at all."""

    source: str
    target: str
    rupture: Words | None
    nearly: Mapping[Place, Words]
    lost: Mapping[Place, Words]

    def why_lost(self, place: Place) -> Words:
        """Return why the cell at *place*, which one of the forms lacks, does not carry over."""
        return self.lost.get(place, ELSEWHERE)


def between(one: str, other: str) -> Conversion:
    """Return what carries over between two editions, whichever is the older; everything within one edition."""
    order = [form.edition for form in forms.editions()]
    older, newer = sorted((one, other), key=order.index)
    path = order[order.index(older) : order.index(newer) + 1]
    steps = [_step(a, b) for a, b in pairwise(path)]
    nearly: dict[Place, Words] = {}
    lost: dict[Place, Words] = {}
    for step in steps:
        nearly |= step.nearly
        lost |= step.lost
    rupture = next((step.rupture for step in steps if step.rupture), None)
    return Conversion(older, newer, rupture, nearly, lost)


@cache
def _step(older: str, newer: str) -> Conversion:
    """Return the step from an edition to the next; `BadForm` where its file is missing or names what is not there."""
    name = f"{older}-{newer}.toml"
    file = resources.files(__package__).joinpath("conversions", name)
    if not file.is_file():
        raise BadForm(f"conversions/{name}：缺少这个文件", f"conversions/{name}: the file is missing")
    data = tomllib.loads(file.read_text("utf-8"))
    known = {
        (table.key, row, column)
        for edition in (older, newer)
        for table in forms.of(edition).tables
        for row, column in table.cells()
    }
    parts: dict[str, dict[Place, Words]] = {"nearly": {}, "lost": {}}
    for kind, found in parts.items():
        for item in data.get(kind, ()):
            for place in _places(item, known):
                if place not in known:
                    where = "/".join(place)
                    raise BadForm(
                        f"conversions/{name}：没有这一格 {where}",
                        f"conversions/{name}: there is no cell {where}",
                    )
                found[place] = Words(item["zh"], item["en"])
    rupture = Words(**data["break"]) if "break" in data else None
    return Conversion(older, newer, rupture, parts["nearly"], parts["lost"])


def _places(item: Mapping[str, Any], known: set[Place]) -> Iterator[Place]:
    """Yield the cells that an entry names: each by row and column, or whole rows."""
    for cell in item.get("cells", ()):
        row, _, column = cell.partition(".")
        yield item["table"], row, column
    for row in item.get("rows", ()):
        found = [place for place in known if place[:2] == (item["table"], row)]
        yield from sorted(found) or [(item["table"], row, "")]

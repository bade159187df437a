"""Forms: papers that are tables of labelled cells, some with lines for several papers and a slip that comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from mingbai.errors import Refused
from mingbai.statutes import packaged, shipped
from mingbai_web.papers.letters import Letter, told

__all__ = ["Cell", "Sheet", "posting_list", "sheet", "sheets", "view_slip"]

_WIDE = 6
"""How many characters of a label stand on one line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and what stands beside it; `lines` is the height kept free for a hand."""

    label: str
    value: str = ""
    lines: int = 1

    @property
    def pieces(self) -> tuple[str, ...]:
        """Return the parts of the label that stay whole where it is set on two lines."""
        length, at = len(self.label), self.label.find("（")
        if length <= _WIDE:
            return (self.label,)
        if 0 < at <= _WIDE and length - at <= _WIDE:
            return self.label[:at], self.label[at:]
        lines = -(-length // _WIDE)
        whole = -(-length // lines)
        found = [self.label[start : start + whole] for start in range(0, length, whole)]
        for number in range(1, len(found)):
            if found[number][0] in "，、）。：":  # none of these begins a line
                found[number - 1], found[number] = found[number - 1] + found[number][0], found[number][1:]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it will be printed: rows of one or two cells, a table of lines, closing rows, notes, the return slip.

    `qr` is an inline drawing and `qr_says` the words under it.
    """

    kind: str
    title: str
    body: str
    rows: tuple[tuple[Cell, ...], ...]
    number: str = ""
    columns: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    closing: tuple[tuple[Cell, ...], ...] = ()
    articles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    slip: "Sheet | None" = None
    qr: str = ""
    qr_says: str = ""


def sheets() -> tuple[str, ...]:
    """Return the keys of all forms."""
    return tuple(_sheets())


def sheet(
    kind: str,
    facts: Mapping[str, str | date],
    *,
    body: str,
    number: str = "",
    lines: Sequence[Mapping[str, str]] = (),
) -> Sheet:
    """Return the form *kind* filled from *facts*; what is not given is left free for a hand. Raises `Refused` for no such form."""
    data = _sheets().get(kind)
    if data is None:
        raise Refused(f"没有 {kind} 这种表格（可选：{'、'.join(_sheets())}）", f"there is no form {kind}")
    columns = [column.split("|") for column in data.get("columns", ())]
    law = shipped()
    return Sheet(
        kind,
        data["title"],
        body,
        _rows(data["rows"], facts),
        number,
        tuple(label for _, label in columns),
        tuple(tuple(line.get(key, "") for key, _ in columns) for line in lines),
        _rows(data.get("closing", ()), facts),
        tuple(
            f"《{law.instruments[key].title.zh}》{article}".replace(
                "》", f"》（{law.instruments[key].number}）" if not article else "》"
            )
            for key, article in data["cites"]
        ),
        tuple(data["notes"]),
        sheet(data["slip"], facts, body=body, number=number) if data.get("slip") else None,
    )


def view_slip(letter: Letter, kind: str = "view") -> Sheet:
    """Return the slip on which a party consulted by *letter* gives its view."""
    facts = {
        "number": letter.number,
        "asked_by": letter.sender.body,
        "matter": letter.facts.get("matter", ""),
    }
    return sheet(kind, facts, body=letter.sender.body)


def posting_list(lines: Sequence[Mapping[str, str]], *, body: str, posted: date) -> Sheet:
    """Return the list with which letters are handed in at the post office, a line each."""
    made = sheet("posting_list", {"body": body, "posted": posted, "count": str(len(lines))}, body=body)
    columns = [column.split("|")[0] for column in _sheets()["posting_list"]["columns"]]
    return replace(made, lines=tuple(tuple(line.get(key, "") for key in columns) for line in lines))


@cache
def _sheets() -> dict[str, dict[str, Any]]:
    listed = packaged("mingbai_web.papers.wording", "sheets.toml")["sheet"]
    return {each["key"]: each for each in listed}


def _rows(listed: Sequence[Sequence[str]], facts: Mapping[str, str | date]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(cell, facts) for cell in row) for row in listed)


def _cell(said: str, facts: Mapping[str, str | date]) -> Cell:
    key, label, lines, unfilled = (*said.split("|"), "", "")[:4]
    value = facts.get(key, "") or unfilled
    return Cell(label, told(value) if isinstance(value, date) else value, int(lines or 1))

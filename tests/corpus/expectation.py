"""The sheet beside each checked-in page: what must be read there, cell by cell, and what must be found."""

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingbai.report import form as forms
from mingbai.report.values import Cell, Report, Status

__all__ = ["PAGES", "Expectation", "differences", "expectations", "load"]

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one page must give.

    A cell is a figure; ``""`` for a printed blank; ``"?"`` for one that must be reported unreadable; ``"absent"`` for a
    row that is not printed; ``"~12"`` for 12 or unreadable (``"~"`` alone: a blank or unreadable). `claims` are figures
    of the prose by what they are about, `no_claims` figures that count nothing, `unread` the paths given up with a reason.
    """

    path: Path
    name: str
    body: str | None
    year: int | None
    edition: str
    cells: dict[str, str]
    errors: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    claims: dict[str, str] = field(default_factory=dict)
    no_claims: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)


def expectations() -> list[Path]:
    """Return the sheets, by name."""
    return sorted(PAGES.glob("*.toml"))


def load(sheet: Path) -> Expectation:
    """Return the expectation in the sheet; the page is the file of the same name beside it."""
    data = tomllib.loads(sheet.read_text("utf-8"))
    (page,) = [p for p in sheet.parent.glob(f"{sheet.stem}.*") if p.suffix != ".toml"]
    cells: dict[str, str] = {}
    for table in forms.TABLES:
        cells |= _cells(table, dict(data.get(table, {})))
    return Expectation(
        page, data["name"], data.get("body"), data.get("year"), data["edition"], cells, tuple(data.get("errors", ())),
        tuple(data.get("questions", ())), {about: str(value) for about, value in data.get("claims", {}).items()},
        tuple(map(str, data.get("no_claims", ()))), tuple(data.get("unread", ())), data.get("metadata", {}),
    )  # fmt: skip


def _cells(table: str, given: dict[str, Any]) -> dict[str, str]:
    if not given:
        return {}
    form = forms.of(given.pop("edition")).table(table)
    found = {}
    for row, values in given.items():
        columns = form.columns(row)
        values = values if isinstance(values, list) else [values]
        assert len(values) == len(columns), f"{table}.{row} has {len(columns)} cells"
        for column, value in zip(columns, values, strict=True):
            found[f"{table}/{row}" + ("" if table == "indicators" else f"/{column.key}")] = str(value)
    return found


def differences(report: Report, expected: Expectation) -> list[str]:
    """Return a line for each way in which the reading departs from the sheet."""
    found = []
    name = report.body.name if report.body else None
    if expected.body and expected.body not in (name or ""):
        found.append(f"body: wanted {expected.body}, read {name}")
    if expected.year and report.year != expected.year:
        found.append(f"year: wanted {expected.year}, read {report.year}")
    if report.edition != expected.edition:
        found.append(f"edition: wanted {expected.edition}, read {report.edition}")
    for key, value in expected.metadata.items():
        datum = report.metadata.get(key)
        if datum is None or datum.value != value:
            found.append(f"metadata {key}: wanted {value}, read {datum and datum.value}")
    stated = {(claim.about, str(claim.value)) for claim in report.claims}
    found += [f"claim {a}: wanted {v}" for a, v in expected.claims.items() if (a, v) not in stated]
    found += [f"{v} was taken for a count" for v in expected.no_claims if v in {value for _, value in stated}]
    found += [
        f"{at}: wanted it given up, with a reason"
        for at in expected.unread
        if at not in {u.at for u in report.unread}
    ]
    for table in forms.TABLES:
        if getattr(report, table) is not None and not any(
            at.startswith(f"{table}/") for at in expected.cells
        ):
            found.append(f"{table}: there is no such table on the page, and one was read")
    for at, wanted in expected.cells.items():
        if said := _differs(report, at, report.cell(at), wanted):
            found.append(f"{at}: wanted {wanted or 'blank'}, {said}")
    return found


def _differs(report: Report, at: str, cell: Cell, wanted: str) -> str | None:
    lenient, plain = wanted.startswith("~"), wanted.removeprefix("~")
    read = f"read {cell.value if cell.status is Status.READ else cell.status}"
    if cell.status is Status.UNREADABLE:
        return None if lenient or wanted == "?" else read
    if wanted == "?":
        return read
    if plain in ("", "absent"):
        allowed = {"": Status.BLANK, "absent": Status.ABSENT}[plain]
        flagged = any(at == u.at or at.startswith(u.at.rstrip("/") + "/") for u in report.unread)
        same = cell.status is allowed or (lenient and cell.status is Status.ABSENT and flagged)
    else:
        same = cell.status is Status.READ and Decimal(str(cell.value)) == Decimal(plain)
        if lenient and cell.status is Status.ABSENT:
            same = any(at == u.at or at.startswith(u.at.rstrip("/") + "/") for u in report.unread)
    return None if same else read

"""The cells of a drawn table: each figure as printed, marked where a finding speaks of it, and the notes below."""

from collections.abc import Sequence

from markupsafe import Markup

from mingbai.audit.output.markup import Numbered, both, ref, safe
from mingbai.report.form import Line, TableForm
from mingbai.report.values import Cell, Status, Table
from mingbai.text.words import Words

__all__ = ["Cells"]

_EMPTY = {
    Status.BLANK: ("b", "", Words("空白", "blank")),
    Status.UNREADABLE: ("u", "?", Words("没有读出", "not read")),
    Status.ABSENT: ("a", "–", Words("原文未印", "not printed")),
}


class Cells:
    """Draws the cells of one table, and remembers the anchor of each cell that a finding is about."""

    def __init__(self, table: Table, shape: TableForm, findings: Sequence[Numbered], prefix: str) -> None:
        self.table = table
        self.shape = shape
        self.prefix = f"{prefix}{shape.key[0]}"
        self.page = prefix
        self.anchors: dict[int, str] = {}
        self.at = self._places(findings)
        self.whole = [one for one in findings if one.finding.at == shape.key]
        self.seen: set[Status] = set()

    def _places(self, findings: Sequence[Numbered]) -> dict[tuple[str, str], list[tuple[Numbered, bool]]]:
        """Return the findings by cell; True where the cell is the finding's own, False where it is spoken of."""
        spans = {cell.span: place for place, cell in self.table.cells.items() if cell.span is not None}
        places: dict[tuple[str, str], list[tuple[Numbered, bool]]] = {}
        for one in findings:
            key, _, rest = (one.finding.at or "").partition("/")
            row, _, column = rest.partition("/")
            own = (row, column or "value")
            if key == self.shape.key and own in self.table.cells:
                places.setdefault(own, []).append((one, True))
            for span in one.finding.also:
                place = spans.get(span)
                if place is not None and place != own:
                    places.setdefault(place, []).append((one, False))
        return places

    # -- cells --------------------------------------------------------------------------------------------------

    def head(self, column: Line, span: Markup, block: str = "") -> Markup:
        return Markup('<th{} scope="col" id="{}h{}-{}">{}</th>').format(
            span, self.prefix, block, column.key, both(Words(column.label, column.en))
        )

    def cell(self, row: str, column: str, headers: Sequence[str], span: int = 1) -> Markup:
        cell = self.table[row, column]
        here = self.at.get((row, column), [])
        if not here and span == 1 and type(cell.value) is int and cell.raw == str(cell.value):
            # Most cells: the form's own keys and digits, nothing to escape.
            zero = "" if cell.value else ' class="o"'
            return Markup(f'<td{zero} headers="{" ".join(headers)}">{cell.value}</td>')
        classes, shown = self._shown(cell)
        marks = Markup("").join(ref(one, self.page) for one, _ in here)
        own = [one for one, mine in here if mine]
        if own:
            classes.append(own[0].letter)
        elif here:
            classes.append("also")
        name = f"{self.prefix}c-{row}-{column}"
        for one in own:
            self.anchors.setdefault(one.number, name)
        return Markup('<td{}{}{} headers="{}">{}{}</td>').format(
            Markup(' id="{}"').format(name) if own else Markup(""),
            Markup(' class="{}"').format(" ".join(classes)) if classes else Markup(""),
            Markup(' colspan="{}"').format(span) if span > 1 else Markup(""),
            " ".join(headers),
            marks,
            shown,
        )

    def _shown(self, cell: Cell) -> tuple[list[str], Markup]:
        if cell.status is Status.READ:
            figure = safe(str(cell.value))
            if (
                cell.raw is not None
                and cell.raw.strip()
                and not cell.raw.strip().isdigit()
                and cell.raw != str(cell.value)
            ):
                return [], Markup('<span title="{}">{}</span>').format(safe(cell.raw.strip()), figure)
            return (["o"] if cell.value == 0 else []), figure
        self.seen.add(cell.status)
        letter, sign, words = _EMPTY[cell.status]
        return [letter], Markup('{}<span class="sr">{}</span>').format(sign, both(words))

    def legend(self) -> Markup:
        if Status.UNREADABLE not in self.seen and Status.ABSENT not in self.seen:
            return Markup("")
        items = Markup("").join(
            Markup("<span><b>{}</b> {}</span>").format(sign, both(words))
            for status, (_, sign, words) in _EMPTY.items()
            if status in self.seen and sign
        )
        return Markup('<p class="legend">{}</p>').format(items)

    def notes(self) -> Markup:
        told = {one.number: one for cells in self.at.values() for one, mine in cells if mine}
        told |= {one.number: one for one in self.whole}
        if not told:
            return Markup("")
        items = Markup("").join(
            Markup('<li class="{}">{} {}</li>').format(
                one.letter, ref(one, self.page), both(one.finding.says)
            )
            for _, one in sorted(told.items())
        )
        return Markup('<ul class="notes">{}</ul>').format(items)

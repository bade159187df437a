"""The statutory tables as HTML in their statutory layout, failing cells marked and explained below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from mingbai.audit.output.cells import Cells
from mingbai.audit.output.markup import Numbered, both, ref
from mingbai.report.form import Block, TableForm
from mingbai.report.values import Table
from mingbai.text.words import Words

__all__ = ["Drawn", "draw", "labels"]

_NOTE = Words(
    "第一项加第二项之和，等于第三项加第四项之和",
    "Item I plus item II equals item III plus item IV, in every column",
)


@dataclass(slots=True)
class Drawn:
    """A table as HTML, and the findings whose cells it shows, each with the anchor of its cell."""

    html: Markup
    anchors: dict[int, str] = field(default_factory=dict)


def draw(table: Table, shape: TableForm, findings: Sequence[Numbered], prefix: str) -> Drawn:
    """Return *table* in the layout of *shape*; ids begin with *prefix*, so that many tables stand on one page."""
    return _Drawing(table, shape, findings, prefix).drawn()


def labels(shape: TableForm) -> str:
    """Return the style rules that put a column's name before each value where a table becomes rows (on a phone)."""
    rules = []
    for place, words in _column_names(shape):
        for scope, text in (("", words.zh), ("[data-lang=en] ", words.en)):
            rules.append(f'{scope}.t-{shape.key}-{shape.edition} {place}::before{{content:"{_css(text)}"}}')
    return "\n".join(rules)


def _column_names(shape: TableForm) -> Iterator[tuple[str, Words]]:
    for number, block in enumerate(shape.blocks, start=1):
        if shape.layout == "across":
            pairs = [(row, column) for row in block.rows for column in block.columns]
            for at, (row, column) in enumerate(pairs, start=1):
                yield (
                    f"td:nth-of-type({at})",
                    Words(f"{row.label} · {column.label}", f"{row.en} · {column.en}"),
                )
            continue
        for at, column in enumerate(block.columns, start=1):
            scope = f"tbody:nth-of-type({number}) " if shape.layout == "blocks" else ""
            yield f"{scope}td:nth-of-type({at})", Words(column.label, column.en)


def _css(text: str) -> str:
    return "".join(c if c.isalnum() or c in " ·（）：，" else f"\\{ord(c):x} " for c in text)


class _Drawing(Cells):
    def drawn(self) -> Drawn:
        layouts = {"rows": self._rows, "across": self._across, "blocks": self._blocks, "list": self._list}
        inside = layouts[self.shape.layout]()
        caption = both(Words(self.shape.title, self.shape.en)) + Markup("").join(
            ref(one, self.page) for one in self.whole
        )
        html = Markup(
            '<figure class="statutory"><table class="t t-{} t-{}-{}" id="{}"><caption>{}</caption>{}</table>'
            "{}{}</figure>"
        ).format(
            self.shape.layout,
            self.shape.key,
            self.shape.edition,
            self.prefix,
            caption,
            inside,
            self.legend(),
            self.notes(),
        )
        return Drawn(html, self.anchors)

    # -- layouts ------------------------------------------------------------------------------------------------

    def _rows(self) -> Markup:
        block = self.shape.blocks[0]
        depth = 3 if any(group.within for group in self.shape.groups) else 2
        grouped = any(column.group for column in block.columns)
        high = 3 if grouped else 2
        corner = both(_NOTE) if self.shape.note else Markup("")
        top = Markup('<th colspan="{}" rowspan="{}" class="corner">{}</th>').format(depth, high, corner)
        top += Markup('<th colspan="{}" scope="colgroup">{}</th>').format(
            len(block.columns), both(Words(block.label, "Applicants"))
        )
        second, third = Markup(""), Markup("")
        last: str | None = None
        for column in block.columns:
            if column.group is None:
                span = Markup(' rowspan="2"') if grouped else Markup("")
                second += self.head(column, span)
            else:
                if column.group != last:
                    wide = sum(c.group == column.group for c in block.columns)
                    second += Markup('<th colspan="{}" scope="colgroup" id="{}g">{}</th>').format(
                        wide, self.prefix, both(Words(column.group, "Legal persons and other organisations"))
                    )
                third += self.head(column, Markup(""))
            last = column.group
        rows = [top, second, third] if grouped else [top, second]
        head = Markup("").join(Markup("<tr>{}</tr>").format(row) for row in rows)
        body = Markup("").join(self._body_rows(block, depth))
        return Markup("<thead>{}</thead><tbody>{}</tbody>").format(head, body)

    def _body_rows(self, block: Block, depth: int) -> Iterator[Markup]:
        opened: set[str] = set()
        for row in block.rows:
            chain = self.shape.groups_of(row)
            heads = Markup("")
            for level, group in enumerate(chain):
                if group not in opened:
                    opened.add(group)
                    shape = self.shape.group(group)
                    high = sum(group in self.shape.groups_of(other) for other in block.rows)
                    heads += Markup(
                        '<th rowspan="{}" scope="rowgroup" class="g{}" id="{}r-{}">{}</th>'
                    ).format(high, level, self.prefix, group, both(Words(shape.label, shape.en)))
            wide = depth - len(chain)
            span = Markup(' colspan="{}"').format(wide) if wide > 1 else Markup("")
            heads += Markup('<th{} scope="row" id="{}r-{}">{}</th>').format(
                span, self.prefix, f"_{row.key}", both(Words(row.label, row.en))
            )
            above = [f"{self.prefix}r-{group}" for group in chain] + [f"{self.prefix}r-_{row.key}"]
            cells = Markup("")
            for column in block.columns:
                over = [f"{self.prefix}g"] if column.group else []
                cells += self.cell(row.key, column.key, [*above, *over, f"{self.prefix}h-{column.key}"])
            values = [self.table[row.key, column.key].value for column in block.columns]
            zero = all(value == 0 for value in values) and not any(
                (row.key, c.key) in self.at for c in block.columns
            )
            yield Markup("<tr{}>{}{}</tr>").format(Markup(' class="z"') if zero else Markup(""), heads, cells)

    def _across(self) -> Markup:
        block = self.shape.blocks[0]
        wide = len(block.columns)
        first, second, third, cells = Markup(""), Markup(""), Markup(""), Markup("")
        last: str | None = None
        for row in block.rows:
            name = both(Words(row.label, row.en))
            head = f"{self.prefix}b-{row.key}"
            if row.group is None:
                first += Markup('<th colspan="{}" rowspan="2" scope="colgroup" id="{}">{}</th>').format(
                    wide, head, name
                )
            else:
                if row.group != last:
                    group = self.shape.group(row.group)
                    number = sum(other.group == row.group for other in block.rows)
                    first += Markup('<th colspan="{}" scope="colgroup" id="{}s-{}">{}</th>').format(
                        wide * number, self.prefix, row.group, both(Words(group.label, group.en))
                    )
                second += Markup('<th colspan="{}" scope="colgroup" id="{}">{}</th>').format(wide, head, name)
            last = row.group
            above = ([f"{self.prefix}s-{row.group}"] if row.group else []) + [head]
            for column in block.columns:
                own = f"{head}-{column.key}"
                third += Markup('<th scope="col" id="{}">{}</th>').format(
                    own, both(Words(column.label, column.en))
                )
                cells += self.cell(row.key, column.key, [*above, own])
        rows = Markup("").join(Markup("<tr>{}</tr>").format(row) for row in (first, second, third))
        return Markup("<thead>{}</thead><tbody><tr>{}</tr></tbody>").format(rows, cells)

    def _blocks(self) -> Markup:
        most = max(len(block.columns) for block in self.shape.blocks)
        bodies = Markup("")
        for number, block in enumerate(self.shape.blocks):
            scope = f"{self.prefix}k{number}"
            rows = Markup('<tr><th colspan="{}" scope="rowgroup" class="block" id="{}">{}</th></tr>').format(
                most + 1, scope, both(Words(block.label, _article(block.label)))
            )
            rest = most - len(block.columns) + 1
            heads = Markup("")
            for column in block.columns:
                span = (
                    Markup(' colspan="{}"').format(rest)
                    if column is block.columns[-1] and rest > 1
                    else Markup("")
                )
                heads += self.head(column, span, str(number))
            rows += Markup('<tr class="heads"><th scope="col">{}</th>{}</tr>').format(
                both(Words(block.head, "Item")), heads
            )
            for row in block.rows:
                own = f"{self.prefix}r-_{row.key}"
                cells = Markup('<th scope="row" id="{}">{}</th>').format(own, both(Words(row.label, row.en)))
                for column in block.columns:
                    wide = rest if column is block.columns[-1] else 1
                    head = f"{self.prefix}h{number}-{column.key}"
                    cells += self.cell(row.key, column.key, [scope, own, head], wide)
                rows += Markup("<tr>{}</tr>").format(cells)
            bodies += Markup("<tbody>{}</tbody>").format(rows)
        return bodies

    def _list(self) -> Markup:
        bodies = Markup("")
        for block in self.shape.blocks:
            heads = Markup("").join(self.head(column, Markup("")) for column in block.columns)
            rows = Markup('<tr class="heads"><th scope="col">{}</th><th scope="col">{}</th>{}</tr>').format(
                both(Words(block.head, "Indicator")), both(Words("单位", "Unit")), heads
            )
            last: str | None = None
            for row in block.rows:
                if row.group and row.group != last:
                    group = self.shape.group(row.group)
                    rows += Markup('<tr><th colspan="{}" scope="rowgroup" class="block">{}</th></tr>').format(
                        len(block.columns) + 2, both(Words(group.label, group.en))
                    )
                last = row.group
                own = f"{self.prefix}r-_{row.key}"
                cells = Markup("").join(
                    self.cell(row.key, column.key, [own, f"{self.prefix}h-{column.key}"])
                    for column in block.columns
                )
                rows += Markup('<tr><th scope="row" id="{}">{}</th><th class="unit">{}</th>{}</tr>').format(
                    own, both(Words(row.label, row.en)), row.unit or block.unit, cells
                )
            bodies += Markup("<tbody>{}</tbody>").format(rows)
        return bodies


def _article(label: str) -> str:
    """Return “第二十条第（一）项” in English."""
    numbers = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
    inside = label.partition("（")[2].partition("）")[0]
    return f"Article 20, item ({numbers[inside]})" if inside in numbers else label

"""A fictional report laid out: headings, paragraphs and tables of boxes, before any file format."""

from dataclasses import dataclass, field, replace
from random import Random

from mingbai.report import form as forms
from mingbai.report.form import Group, TableForm
from mingbai.report.values import Cell, Status, Table
from tests.corpus.reports import Fiction

__all__ = ["Block", "Box", "Sheet", "expected", "layout_of", "sheet"]

NUMERALS = "一二三四五六七八九十"


@dataclass(slots=True)
class Box:
    """One printed cell of a table; `path` is the cell of the report that it prints, None for a label."""

    text: str
    path: str | None = None
    columns: int = 1
    rows: int = 1
    lane: int = 0  # the printed column it starts in
    key: str = ""  # row, column or group that a label stands for

    @property
    def figure(self) -> bool:
        """Return whether the box prints a figure of the report (or the blank in place of one)."""
        return self.path is not None


@dataclass(slots=True)
class Block:
    """A heading, a paragraph or a table, in the order of the page."""

    kind: str  # title, head, para, table, note
    text: str = ""
    table: str = ""
    rows: list[list[Box]] = field(default_factory=list)
    width: int = 0


@dataclass(slots=True)
class Sheet:
    """The whole page as it would be typed, with the site around it."""

    fiction: Fiction
    blocks: list[Block]
    header: list[tuple[str, str]]
    before: list[str]
    after: list[str]

    def tables(self, key: str | None = None) -> list[Block]:
        """Return the printed tables, or those that print the table *key*."""
        return [b for b in self.blocks if b.kind == "table" and key in (None, b.table)]

    def boxes(self) -> list[Box]:
        """Return every printed cell of every table."""
        return [box for block in self.tables() for row in block.rows for box in row]


def expected(fiction: Fiction) -> dict[str, Cell]:
    """Return what each cell of the report prints, by path."""
    report = fiction.report
    found = {}
    for name in forms.TABLES:
        table: Table | None = getattr(report, name)
        for (row, column), cell in (table.cells if table else {}).items():
            found[f"{name}/{row}" + ("" if name == "indicators" else f"/{column}")] = cell
    return found


def sheet(fiction: Fiction, rng: Random) -> Sheet:
    """Return the report laid out by the form of its edition."""
    report, year, who = fiction.report, fiction.year, fiction.body
    title = rng.choice(
        (f"{who.title}{year}年政府信息公开工作年度报告", f"{year}年{who.title}政府信息公开工作年度报告",
         f"{who.title}{year}年度政府信息公开工作年度报告")
    )  # fmt: skip
    blocks = [Block("title", title)]
    blocks += [Block("para", text) for text in fiction.prose["opening"]]
    form = forms.of("2014" if report.indicators else report.editions.proactive or "2021")
    for chapter in form.chapters:
        blocks.append(Block("head", f"{chapter.number}、{chapter.label}", chapter.key))
        blocks += [Block("para", text) for text in fiction.prose.get(chapter.key, ())]
        if chapter.key in ("proactive", "applications", "remedies") and not report.indicators:
            if chapter.key == "applications" and rng.random() < 0.3:
                blocks.append(Block("para", "申请办理数据见下表。"))
            blocks.append(layout_of(getattr(report, chapter.key)))
        elif report.indicators and chapter.key not in fiction.prose:
            blocks.append(Block("para", "本章数据见文后所附统计表。"))
    if report.indicators:
        blocks.append(Block("note", "附件：政府信息公开情况统计表"))
        blocks.append(layout_of(report.indicators))
    blocks.append(Block("sign", who.signs))
    blocks.append(Block("sign", f"{year + 1}年{rng.randint(1, 3)}月{rng.randint(1, 28)}日"))
    before = [
        f"{who.core}门户网站",
        "首页 > 政务公开 > 政府信息公开年报",
        "今天是2026年3月2日 星期一 多云 6℃~15℃",
    ]
    after = [
        "打印 关闭窗口",
        "主办单位：" + who.office,
        f"网站标识码：{rng.randint(10**9, 10**10 - 1)}",
        "扫一扫在手机打开当前页",
    ]
    return Sheet(fiction, blocks, list(fiction.metadata), before, after)


def printed(cell: Cell) -> str:
    """Return what stands in the cell on paper."""
    return cell.raw if cell.raw is not None else ""


def layout_of(table: Table) -> Block:
    """Return the table as its edition prints it."""
    for name in forms.TABLES:
        form = getattr(forms.of(table.edition), name)
        if form is not None and tuple(table.cells) == tuple(form.cells()):
            break
    draw = {"blocks": _blocks, "rows": _rows, "across": _across, "list": _list}[form.layout]
    rows, width = draw(form, table)
    return Block("table", table=form.key, rows=rows, width=width)


def _path(form: TableForm, row: str, column: str) -> str:
    return f"{form.key}/{row}" + ("" if form.layout == "list" else f"/{column}")


def _figures(form: TableForm, table: Table, row: str, lane: int, width: int) -> list[Box]:
    found = []
    for column in form.columns(row):
        box = Box(printed(table[row, column.key]), _path(form, row, column.key), lane=lane)
        found.append(box)
        lane += 1
    found[-1].columns = width - found[-1].lane
    return found


def _blocks(form: TableForm, table: Table) -> tuple[list[list[Box]], int]:
    width, rows = 4, []
    for block in form.blocks:
        rows.append([Box(block.label, columns=width, key="block")])
        heads = [Box(block.head, key="head")] + [
            Box(c.label, lane=1 + i, key=f"column:{c.key}") for i, c in enumerate(block.columns)
        ]
        heads[-1].columns = width - heads[-1].lane
        rows.append(heads)
        for row in block.rows:
            rows.append([Box(row.label, key=f"row:{row.key}"), *_figures(form, table, row.key, 1, width)])
    return rows, width


def _rows(form: TableForm, table: Table) -> tuple[list[list[Box]], int]:
    (block,) = form.blocks
    width, groups = 3 + len(block.columns), {g.key: g for g in form.groups}
    own = [c for c in block.columns if c.group]
    rows = [
        [Box(form.note, columns=3, rows=3, key="note"), Box(block.label, columns=7, lane=3, key="head")],
        [
            Box(block.columns[0].label, lane=3, rows=2, key=f"column:{block.columns[0].key}"),
            Box(own[0].group or "", lane=4, columns=len(own), key="legal"),
            Box(block.columns[-1].label, lane=9, rows=2, key=f"column:{block.columns[-1].key}"),
        ],
        [Box(c.label, lane=4 + i, key=f"column:{c.key}") for i, c in enumerate(own)],
    ]
    started: dict[str, Box] = {}
    for row in block.rows:
        line = []
        for depth, group in enumerate(_ancestors(groups, row.group)):
            if group.key in started:
                started[group.key].rows += 1
            else:
                started[group.key] = Box(group.label, lane=depth, key=f"group:{group.key}")
                line.append(started[group.key])
        depth = len(_ancestors(groups, row.group))
        line.append(Box(row.label, columns=3 - depth, lane=depth, key=f"row:{row.key}"))
        rows.append(line + _figures(form, table, row.key, 3, width))
    return rows, width


def _ancestors(groups: dict[str, Group], key: str | None) -> list[Group]:
    found: list[Group] = []
    while key:
        found.insert(0, groups[key])
        key = groups[key].within
    return found


def _across(form: TableForm, table: Table) -> tuple[list[list[Box]], int]:
    (block,) = form.blocks
    span = len(block.columns)
    first, second, third = block.rows
    rows = [
        [Box(first.label, columns=span, key=f"row:{first.key}"),
         Box(form.groups[0].label, columns=2 * span, lane=span, key="group:suits")],
        [*(Box(c.label, rows=2, lane=i, key=f"column:{c.key}") for i, c in enumerate(block.columns)),
         Box(second.label, columns=span, lane=span, key=f"row:{second.key}"),
         Box(third.label, columns=span, lane=2 * span, key=f"row:{third.key}")],
        [Box(c.label, lane=span + i, key=f"column:{c.key}") for i, c in enumerate(block.columns * 2)],
        [],
    ]  # fmt: skip
    for i, (row, column) in enumerate(form.cells()):
        rows[3].append(Box(printed(table[row, column]), _path(form, row, column), lane=i))
    return rows, 3 * span


def _list(form: TableForm, table: Table) -> tuple[list[list[Box]], int]:
    (block,) = form.blocks
    rows = [
        [
            Box(block.label, key="head"),
            Box("单位", lane=1, key="unit"),
            Box("统计数", lane=2, key="column:value"),
        ]
    ]
    seen: set[str] = set()
    for row in block.rows:
        if row.group and row.group not in seen:
            parents = (
                [row.group]
                if row.group in ("proactive", "applications_group", "organisation", "meetings_group")
                else []
            )
            parents = parents or {"channels": ["channels"], "responses_group": ["responses_group"]}.get(
                row.group, [row.group]
            )
            for key in parents:
                seen.add(key)
                rows.append(
                    [Box(form.group(key).label, key=f"group:{key}"), Box("——", lane=1), Box("——", lane=2)]
                )
        figure = Box(printed(table[row.key, "value"]), _path(form, row.key, "value"), lane=2)
        rows.append([Box(row.label, key=f"row:{row.key}"), Box(form.unit(row.key, "value"), lane=1), figure])
    return rows, 3


def copy(made: Sheet) -> Sheet:
    """Return a copy whose boxes may be changed."""
    blocks = [
        replace(b, rows=[[replace(box) for box in row] for row in b.rows])
        if b.kind == "table"
        else replace(b)
        for b in made.blocks
    ]
    return Sheet(made.fiction, blocks, list(made.header), list(made.before), list(made.after))


def is_blank(cell: Cell) -> bool:
    """Return whether the cell prints nothing that counts."""
    return cell.status is Status.BLANK

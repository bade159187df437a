"""The table as it is shown and given out: each figure with its cases, what each row counts, what must hold, one digest over a recount."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mingbai.outcomes import endings
from mingbai.report.form import TableForm
from mingbai.report.layout import lay_out
from mingbai.report.printed import Printed
from mingbai.report.render import render
from mingbai.report.values import Body, Editions, Report, Source
from mingbai.report.values import Table as Figures
from mingbai.statutes import Ground, shipped, together
from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.figures import Period, counted, table
from mingbai_web.look.parts import Cell, Head, Row, Table
from mingbai_web.rules import queries as rules

__all__ = ["Definition", "Held", "Recount", "definitions", "file_of", "holding", "laid_out", "recount"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a row counts, in words made of the core's own data."""

    row: str
    label: Words
    says: Words
    ground: Words


@dataclass(frozen=True, slots=True)
class Held:
    """One identity of the form: what it says, and in which rows or columns it does not hold (none: it holds everywhere)."""

    says: Words
    broken: tuple[str, ...]
    times: int

    @property
    def holds(self) -> bool:
        """Return whether it holds everywhere."""
        return not self.broken


@dataclass(frozen=True, slots=True)
class Recount:
    """The table of a period with everything that it was counted from, and the digest over both: same acts, same rules, same digest."""

    figures: Figures
    digest: str
    report: Report


def recount(*, bodies: Sequence[UUID], names: Sequence[str], period: Period, viewer: Viewer) -> Recount:
    """Count the table of *bodies*, called *names*, anew. Raises `Forbidden`, `NoTable`."""
    figures = table(bodies=bodies, period=period, viewer=viewer)
    cases = counted(bodies=bodies, period=period, viewer=viewer)
    said = {
        "bodies": sorted(map(str, bodies)),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "known": period.known.isoformat(),
        "rules": rules.rules_digest(),
        "cases": [[str(subject), *rest] for subject, *rest in cases],
        "table": [[row, column, cell.value] for (row, column), cell in figures.cells.items()],
    }
    packed = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    digest = hashlib.sha256(packed).hexdigest()
    return Recount(figures, digest, _report(figures, names, period, digest))


def file_of(found: Recount, to: str) -> bytes:
    """Return the table as a file in the statutory layout: ``xlsx``, ``html``, ``json`` or another format of the core's."""
    return render(found.report, to)


def _report(figures: Figures, names: Sequence[str], period: Period, digest: str) -> Report:
    whole = (period.first.month, period.first.day, period.last.month, period.last.day) == (1, 1, 12, 31)
    days = "" if whole else f"（{_day(period.first)}至{_day(period.last)}）"
    if whole and period.known < period.last:  # a year that is not over: no figure of its report yet
        days = f"（截至{_day(period.known)}）"
    name = "、".join(names) + days
    return Report(
        source=Source(
            f"{period.first}..{period.last} 截至 {period.known} 的记录",
            digest,
            "application/x-mingbai-ledger",
        ),
        body=Body(name, name),
        year=period.last.year,
        edition=period.form.edition,
        editions=Editions(applications=figures.edition),
        applications=figures,
    )


def _day(day: object) -> str:
    return f"{day:%-m月%-d日}"


def laid_out(figures: Figures, form: TableForm, link: Callable[[str, str], str]) -> Table:
    """Return the table as the form prints it; *link* gives where a figure's cases are, empty for no link."""
    layout = lay_out(form, figures)
    named = dict(_HEADS)
    named.update((each.label, each.en) for each in form.groups)
    named.update((each.label, each.en) for each in (*form.rows, *form.columns(form.rows[0].key)))

    def head(each: Printed) -> Head:
        return Head(Words(each.text, named.get(each.text, each.text)), each.columns, each.rows)

    heads = [[head(each) for each in row] for row in layout.rows[: layout.head]]
    columns = form.columns(form.rows[0].key)
    rows = []
    for row in layout.rows[layout.head :]:
        cells = [_cell(each, figures, link) for each in row if each.at is not None]
        if cells:
            total = any(each.at is not None and each.at[0] in _TOTALS for each in row)
            rows.append(
                Row(
                    [head(each) for each in row if each.at is None],
                    cells,
                    total,
                )
            )
    return Table(
        Words(form.title, form.en),
        heads,
        [Words(column.label, column.en) for column in columns],
        rows,
        Words(form.note, named.get(form.note, form.note)),
    )


_HEADS = {
    "申请人情况": "Applicants",
    "法人或其他组织": "Legal persons or other organisations",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": (
        "(In each column the first and the second together equal the third and the fourth)"
    ),
}
"""What the form prints over its columns and gives no English of."""
_TOTALS = {"handled", "carried_out"}


def _cell(printed: Printed, figures: Figures, link: Callable[[str, str], str]) -> Cell:
    row, column = printed.at or ("", "")
    return Cell(printed.text, link(row, column) if figures.value(row, column) else "")


def definitions(form: TableForm) -> tuple[Definition, ...]:
    """Return what each row counts: the endings that fall into it, or what its name says more exactly."""
    into: dict[str, list[str]] = {}
    into_en: dict[str, list[str]] = {}
    grounds: dict[str, list[Ground]] = {}
    for ending in endings().values():
        row = ending.row(form.edition)
        if row is not None:
            into.setdefault(row, []).append(ending.words.zh)
            into_en.setdefault(row, []).append(ending.words.en)
            grounds.setdefault(row, []).extend(ending.cites)
    by = shipped().ground("年报格式", "").words
    found = []
    for line in form.rows:
        label = Words(line.label, line.en)
        if line.key in _NOT_OUTCOMES:
            found.append(Definition(line.key, label, _NOT_OUTCOMES[line.key], by))
        else:
            says = Words("；".join(into.get(line.key, ())), "; ".join(into_en.get(line.key, ())))
            told = grounds.get(line.key)
            found.append(Definition(line.key, label, says, together(told) if told else by))
    return tuple(found)


_NOT_OUTCOMES: Mapping[str, Words] = {
    "new": Words(
        "法定收到之日在统计期间以内的申请；确认以前撤回、转交的和拆分的原件不计",
        "received, as the law counts it, within the period; not what was passed on or withdrawn before, nor what was split",
    ),
    "carried_in": Words(
        "统计期间以前收到、到起日前一日还没有了结的申请",
        "received before the period and not ended on the day before it",
    ),
    "handled": Words(
        "统计期间以内了结的申请，以答复送达（邮寄的以寄出）之日为准；每件只计一种结果",
        "ended within the period, by the day of service (of posting, for post); one outcome each",
    ),
    "carried_out": Words(
        "统计期间最后一日还没有了结的申请，不论期限；停等补正、缴费、征求意见的也在内",
        "not ended on the last day, whatever is due or waited for",
    ),
}


def holding(figures: Figures, form: TableForm) -> tuple[Held, ...]:
    """Return each identity that the form declares and where it does not hold."""
    return tuple(_held(figures, form))


def _held(figures: Figures, form: TableForm) -> Iterator[Held]:
    rows = {line.key: Words(line.label, line.en) for line in form.rows}
    columns = {line.key: Words(line.label, line.en) for line in form.columns(form.rows[0].key)}
    for identity in form.identities:
        by_row = identity.each == "row"
        along, names = (rows, columns) if by_row else (columns, rows)
        broken = []
        for each, label in along.items():

            def total(keys: Sequence[str], each: str = each, by_row: bool = by_row) -> int:
                return sum(int(figures.value(*((each, key) if by_row else (key, each))) or 0) for key in keys)

            if total(identity.left) != total(identity.right):
                broken.append(label.zh)
        left, right = _sum(identity.left, names), _sum(identity.right, names)
        zh, en = ("每一行", "in each row") if by_row else ("每一栏", "in each column")
        says = Words(f"{zh}：{left.zh}＝{right.zh}", f"{en}: {left.en} = {right.en}")
        yield Held(says, tuple(broken), len(along))


def _sum(keys: Sequence[str], names: Mapping[str, Words]) -> Words:
    """Return a sum in words; the long one, of all outcomes, by that name."""
    if len(keys) > 7:
        return Words("各项办理结果之和", "all the outcomes together")
    return Words("＋".join(names[key].zh for key in keys), " + ".join(names[key].en for key in keys))

"""Where a wrong figure of the prose seems to come from: another cell, a sum short of an item, last year."""

from mingbai.audit.culprits import transposed
from mingbai.audit.prose.readings import Sum
from mingbai.audit.sums import Place, label, table_form
from mingbai.report.form import TableForm
from mingbai.report.values import Amount, Report
from mingbai.text.words import Words

__all__ = ["origin"]

_FEW = 3
"""Up to here, figures are alike by chance."""


def origin(
    found: Amount, expected: Amount, sum_: Sum, report: Report, previous: Report | None
) -> Words | None:
    """Return where *found* seems to come from when the amount of *sum_* was due; None when nothing fits."""
    table = sum_.of(report)
    shape = table_form(table, sum_.table) if table is not None else None
    if table is None or shape is None:
        return None
    words = (
        _copied(found, expected, sum_, report, shape) if found and (found > _FEW or expected > _FEW) else None
    )
    if words is None and found:
        words = _short(found, expected, sum_, report, shape) or _last_year(found, sum_, previous)
    if words is None and transposed(expected, found):
        words = Words(
            f"{found}与{expected}只有相邻两位数字对调",
            f"{found} is {expected} with two neighbouring digits changed round",
        )
    return words


def _copied(found: Amount, expected: Amount, sum_: Sum, report: Report, shape: TableForm) -> Words | None:
    """Name the one cell in the row or the column of the right figure that has the wrong one."""
    table = sum_.of(report)
    if table is None:
        return None
    near: list[Place] = []
    rows = {row for row, _ in sum_.plus}
    columns = {column for _, column in sum_.plus}
    for place, cell in table.cells.items():
        if cell.value == found and place not in sum_.plus and place[0] in rows:
            near.append(place)
    if near:
        return _is(found, near[0], expected, sum_, shape, row=False)
    near = [
        p for p, cell in table.cells.items() if cell.value == found and p not in sum_.plus and p[1] in columns
    ]
    if len(near) == 1 or (near and found > 9):
        return _is(found, near[0], expected, sum_, shape, row=True)
    return None


def _is(found: Amount, place: Place, expected: Amount, sum_: Sum, shape: TableForm, *, row: bool) -> Words:
    key = place[0] if row else place[1]
    zh, en = label(shape, key, row=row), label(shape, key, row=row, language="en")
    if len({row for row, _ in sum_.plus}) > 1 and not row:
        zh = f"{label(shape, place[0], row=True)}·{zh}"
        en = f"{label(shape, place[0], row=True, language='en')}, {en}"
    kind, kind_en = ("行", "row") if row else ("栏", "column")
    totals = all(column == "total" for _, column in sum_.plus)
    due, due_en = ("总计为", "the total is") if totals else ("此处应为", "due here is")
    return Words(
        f"{found}是“{zh}”一{kind}，{due}{expected}",
        f"{found} is the {kind_en} “{en}”; {due_en} {expected}",
    )


def _short(found: Amount, expected: Amount, sum_: Sum, report: Report, shape: TableForm) -> Words | None:
    """Name the one item without which the sum comes to the wrong figure."""
    table = sum_.of(report)
    if table is None or not 0 < found < expected:
        return None
    parts = list(sum_.plus)
    if len(parts) == 1:
        row, column = parts[0]
        others = [p for p in table.cells if p[0] == row and p[1] != column]
        if sum(table.value(*p) or 0 for p in others) != expected:
            return None
        parts = others
    missing = [p for p in parts if table.value(*p) == expected - found]
    if len(missing) != 1 or len(parts) < 2:
        return None
    place = missing[0]
    by_row = len({row for row, _ in parts}) > 1
    zh = label(shape, place[0] if by_row else place[1], row=by_row)
    en = label(shape, place[0] if by_row else place[1], row=by_row, language="en")
    gap = expected - found
    return Words(f"少的{gap}恰是“{zh}”一项", f"the missing {gap} is “{en}”")


def _last_year(found: Amount, sum_: Sum, previous: Report | None) -> Words | None:
    if previous is None or sum_.amount(previous) != found:
        return None
    return Words(f"{found}是上年报告的数", f"{found} is the figure of last year's report")

"""Turns the sums of one check into steps: one finding for one fault, whatever else follows from it."""

from collections.abc import Iterator

from mingbai.audit.check import unable
from mingbai.audit.culprits import Culprit, culprits, explain
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.sums import Place, State, Sum, label, path, place_name, sums, table_form
from mingbai.report.form import TableForm
from mingbai.report.values import Amount, Report, Table
from mingbai.text.page import Span
from mingbai.text.words import Words

__all__ = ["TITLES", "footing", "missing"]

TITLES = {
    "proactive": Words("主动公开情况表", "the table of proactive disclosure"),
    "applications": Words("申请情况表", "the table of applications"),
    "remedies": Words("复议诉讼情况表", "the table of remedies"),
    "indicators": Words("统计表", "the table of statistics"),
}


def missing(report: Report, key: str) -> Step:
    """Return why nothing of the table *key* can be compared: it is not in the document, or could not be read."""
    title = TITLES[key]
    for gap in report.unread:
        if gap.at == key or gap.at.startswith(f"{key}/"):
            return unable(
                f"{title.zh}没有读出：{gap.why}", f"{title.en} was not read: {gap.why_en or gap.why}"
            )
    return unable(f"文中没有{title.zh}", f"{title.en} is not in the document")


def footing(report: Report, key: str, check: str, previous: Table | None = None) -> Iterator[Step]:
    """Yield the steps of *check*, whose identities the form declares for the table *key*."""
    table: Table | None = getattr(report, key)
    shape = table_form(table, key) if table is not None else None
    if table is None or shape is None:
        yield missing(report, key)
        return
    own = list(sums(table, shape, check))
    judged = sum(s.state in (State.HOLDS, State.BROKEN, State.OPEN) for s in own)
    if judged:
        yield Compared(judged)
    for s in own:
        if s.state is State.UNREAD:
            named = "、".join(place_name(shape, place) for place in s.unread[:2])
            named_en = ", ".join(place_name(shape, place, "en") for place in s.unread[:2])
            yield unable(f"{named}无法辨认", f"{named_en} cannot be read")
        elif s.state is State.GAP:
            rows = "、".join(f"“{label(shape, row, row=True)}”" for row, _ in s.absent[:2])
            rows_en = ", ".join(f"“{label(shape, row, row=True, language='en')}”" for row, _ in s.absent[:2])
            yield unable(f"表中没有印出{rows}", f"the table does not print {rows_en}")
    failing = [s for s in own if s.fails]
    if failing:
        suspects = culprits(sums(table, shape))
        for group in _faults(failing, shape):
            yield _finding(group, suspects, previous)


def _faults(failing: list[Sum], shape: TableForm) -> list[list[Sum]]:
    """Group what one fault explains: a total that is off by what its parts are off, and two columns that swapped."""
    summary = {"total", "handled"}
    first = [s for s in failing if s.index not in summary]
    last = [s for s in failing if s.index in summary]
    groups: list[list[Sum]] = []
    for s in first:
        partner = next(
            (
                g
                for g in groups
                if len(g) == 1 and g[0].identity is s.identity and g[0].residual == -s.residual
            ),
            None,
        )
        if partner is not None:
            partner.append(s)
        else:
            groups.append([s])
    for s in last:
        if first and sum(f.residual for f in first if f.identity is s.identity) == s.residual:
            groups[0].append(s)
        else:
            groups.append([s])
    return groups


def _finding(group: list[Sum], suspects: tuple[Culprit, ...], previous: Table | None) -> Finding:
    """Return the one finding that *group* amounts to."""
    s = group[0]
    open_ = any(one.state is State.OPEN for one in group)
    says = _says(s)
    if len(group) > 1:
        others = "、".join(_index(one) for one in group[1:])
        others_en = ", ".join(_index(one, "en") for one in group[1:])
        swapped = group[1].residual == -s.residual
        says = Words(
            f"{says.zh}；{others}{'差额相反，可能串了栏' if swapped else '同样不符'}",
            f"{says.en}; {others_en} {'is off the other way, perhaps a swap' if swapped else 'is off as well'}",
        )
    if open_:
        empty = "、".join(place_name(s.form, place) for place in s.blank[:2])
        empty_en = ", ".join(place_name(s.form, place, "en") for place in s.blank[:2])
        says = Words(f"{says.zh}（{empty}为空白，按0计）", f"{says.en} ({empty_en} blank, taken as 0)")
    return Finding(
        severity=Severity.WARNING if open_ else Severity.ERROR,
        says=says,
        at=path(s.form, s.target()),
        expected=_expected(s),
        found=_found(s),
        quote=_equation(s),
        span=s.span(),
        explains=explain(s, suspects, previous),
        also=tuple(_spans(group, suspects)),
    )


def _index(s: Sum, language: str = "zh") -> str:
    """Return how a sentence names the row (or column) that the sum is about."""
    by_row = s.identity.each == "row"
    name = label(s.form, s.index, row=by_row, language=language)
    return f"“{name}”" if language == "en" else f"“{name}”{'一行' if by_row else '一栏'}"


def _only(s: Sum) -> bool:
    """Whether the table has a single column, so that naming it says nothing."""
    return s.form.key == "indicators"


_RELATION = {"<=": ("不应超过", "should not exceed"), ">=": ("不应少于", "should not be below")}
_BOUND = {"=": "", "<=": ">= ", ">=": "<= "}
"""How the total stands to the parts, which are on the left of the identity."""


def _says(s: Sum) -> Words:
    """Say the failing sum in one sentence."""
    gap = abs(s.residual)
    if s.form.key == "applications" and len(s.right) > 1:
        return Words(
            f"{_index(s)}新收加上年结转为{s.came}，办理总计加结转下年度为{s.went}，相差{gap}",
            f"{_index(s, 'en')}: new plus carried in make {s.came}, "
            f"handled plus carried out {s.went}; they differ by {gap}",
        )
    target = s.target()[1] if s.identity.each == "row" else s.target()[0]
    by_row = s.identity.each == "row"
    total, total_en = (label(s.form, target, row=not by_row, language=language) for language in ("zh", "en"))
    where, where_en = ("", "") if _only(s) else (_index(s), f"{_index(s, 'en')}: ")
    if s.identity.relation != "=":
        zh, en = _RELATION[s.identity.relation]
        return Words(
            f"{where}分项之和{s.came}，{zh}“{total}”{s.went}",
            f"{where_en}the parts make {s.came}, which {en} “{total_en}” {s.went}",
        )
    return Words(
        f"{where}各分项之和为{s.came}，“{total}”印的是{s.went}，相差{gap}",
        f"{where_en}the parts add up to {s.came}, “{total_en}” prints {s.went}; they differ by {gap}",
    )


def _expected(s: Sum) -> str | None:
    """Return what the target should be: the sum of the parts, or what the balance leaves; None when less than nothing."""
    if len(s.right) == 1:
        return f"{_BOUND[s.identity.relation]}{s.came}"
    due = (s.table.value(*s.target()) or 0) + s.residual
    return str(due) if due >= 0 else None


def _found(s: Sum) -> str | None:
    """Return what the target prints; None for an empty cell."""
    value = s.table.value(*s.target())
    return None if value is None else str(value)


def _equation(s: Sum) -> str:
    """Return both sides with their figures, zeros left out."""

    def side(places: tuple[Place, ...], amount: Amount) -> str:
        figures = [str(v) for v in (s.table.value(*p) for p in places) if v]
        return f"{'+'.join(figures)}={amount}" if len(figures) > 1 else str(amount)

    return f"{side(s.left, s.came)}；{side(s.right, s.went)}"


def _spans(group: list[Sum], suspects: tuple[Culprit, ...]) -> Iterator[Span]:
    """Yield the other places that the finding speaks of: the merged sums' totals and the suspected cell."""
    table, own = group[0].table, group[0].span()
    places = [one.target() for one in group[1:]]
    places += [c.place for c in suspects if any(one in c.heals for one in group)]
    seen = {own}
    for place in places:
        span = table[place].span
        if span is not None and span not in seen:
            seen.add(span)
            yield span

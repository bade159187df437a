"""forms.md: each edition of the form with its tables, rows, columns, variants, sums and identities."""

from collections.abc import Iterator

from mingbai.report import form as forms
from mingbai.report.form import Block, Form, Identity, Line, TableForm
from reference_pages.markdown import code, table

__all__ = ["page"]


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Forms 格式"
    yield ""
    yield "The statutory forms as [the data](../decisions/0001-one-form-many-uses.md) that drives reading, rendering and checking. A cell's"
    yield "path is table, row and column: `applications/new/total`. The form follows the year reported on, not the year of publication."
    yield ""
    newest_first = tuple(reversed(forms.editions()))
    yield from table(
        ("edition", "reports on", "title", "ground", "tables"),
        (
            (
                f"[{form.edition}](#{form.edition})",
                f"{form.since} to {form.until}" if form.until else f"{form.since} on",
                f"{form.en} {form.title}",
                form.ground,
                ", ".join(f"{code(one.key)} ({sum(1 for _ in one.cells())} cells)" for one in form.tables),
            )
            for form in newest_first
        ),
    )
    for form in newest_first:
        yield from _form(form)


def _form(form: Form) -> Iterator[str]:
    yield f"## {form.edition}"
    yield ""
    yield "Chapters:"
    yield ""
    yield from table(
        ("", "key", "title", "also printed"),
        ((c.number, code(c.key), c.label, "、".join(c.variants)) for c in form.chapters),
    )
    for one in form.tables:
        yield from _table(one)


def _table(form: TableForm) -> Iterator[str]:
    yield f"### {form.edition} {form.key}: {form.en}"
    yield ""
    yield f"{form.title}{f'。表内注：{form.note}' if form.note else ''}"
    yield ""
    if form.groups:
        yield "Headings without figures of their own:"
        yield ""
        yield from table(
            ("key", "label", "English", "within"),
            ((code(g.key), g.label, g.en, code(g.within) if g.within else "") for g in form.groups),
        )
    last: tuple[Line, ...] = ()
    for block in form.blocks:
        if block.columns != last:
            last = block.columns
            yield from _columns(block)
        yield from _rows(form, block)
    if form.identities:
        yield "Sums and identities; a cell that stands alone on the right is the sum of those on the left:"
        yield ""
        yield from table(
            ("check", "in each", "holds"), ((code(i.check), i.each, _sum(form, i)) for i in form.identities)
        )


def _columns(block: Block) -> Iterator[str]:
    lead = " ".join(part for part in (block.label, block.head) if part)
    yield f"Columns{f' ({lead})' if lead else ''}, {block.unit}:" if block.unit else f"Columns ({lead}):"
    yield ""
    yield from table(
        ("column", "label", "English", "also printed"),
        ((code(c.key), c.label, c.en, "、".join(c.variants)) for c in block.columns),
    )


def _rows(form: TableForm, block: Block) -> Iterator[str]:
    sums = form.sums()
    yield f"Rows{f' ({block.label})' if block.label else ''}:"
    yield ""
    yield from table(
        ("row", "label", "English", "under", "unit", "also printed"),
        (
            (
                code(row.key) + (" (sum)" if all((row.key, c.key) in sums for c in block.columns) else ""),
                row.label,
                row.en,
                code(row.group) if row.group else "",
                row.unit or block.unit,
                "、".join(row.variants),
            )
            for row in block.rows
        ),
    )


def _sum(form: TableForm, identity: Identity) -> str:
    relation = {"=": "=", "<=": "≤", ">=": "≥"}[identity.relation]
    return f"{_side(form, identity, identity.left)} {relation} {_side(form, identity, identity.right)}"


def _side(form: TableForm, identity: Identity, keys: tuple[str, ...]) -> str:
    """Return one side, a long run of rows or columns of the form as its first and last."""
    order = [row.key for row in form.rows]
    if identity.each == "row":
        order = [c.key for block in form.blocks for c in block.columns]
    if len(keys) > 4 and keys[0] in order:
        begun = order.index(keys[0])
        if tuple(order[begun : begun + len(keys)]) == keys:
            return f"{code(keys[0])} + … + {code(keys[-1])} ({len(keys)} in a row)"
    return " + ".join(code(key) for key in keys)

"""`mingbai report forms` and `mingbai checks`: what the forms hold, what the checks look for."""

import argparse
from collections.abc import Iterator
from typing import Any

from mingbai.audit.check import Target
from mingbai.audit.checks import every
from mingbai.audit.findings import Finding
from mingbai.audit.output.words import LABEL, MARK
from mingbai.cli.arguments import PLAIN_FORMATS
from mingbai.cli.batches import format_of
from mingbai.cli.terminal import Wrong, hung, results
from mingbai.report import form as forms_of
from mingbai.report.form import Form, Identity, Line, TableForm
from mingbai.report.jsonform import dumps

__all__ = ["checks", "forms"]


def checks(options: argparse.Namespace) -> int:
    """List the checks, or explain the one that *options* name; return the exit code."""
    wanted = [check for check in every() if options.id in (None, check.id, check.family)]
    if not wanted:
        raise Wrong(
            f"没有这个检查：{options.id}（mingbai checks 列出全部）",
            f"no such check: {options.id} (`mingbai checks` lists them all)",
        )
    explained = options.id is not None
    if format_of(options, PLAIN_FORMATS) == "json":
        text = dumps([_check_json(check, explained) for check in wanted]) + "\n"
    else:
        lines = _explained if explained else _listed
        text = "\n".join(line for check in wanted for line in lines(check, options.lang)) + "\n"
    with results(options.output) as sink:
        sink.write(text)
    return 0


def _listed(check: Target, language: str) -> Iterator[str]:
    yield f"{check.id:<32}{check.says.in_(language)}"
    ground = check.ground.in_(language)
    yield f"{'':32}{ground}  ·  {check.severity.in_(language)}"


def _explained(check: Target, language: str) -> Iterator[str]:
    from mingbai.cli.examples import example

    english = language == "en"
    labels = ("Says", "Ground", "Severity") if english else ("内容", "依据", "程度")
    yield check.id
    for label, words in zip(labels, (check.says, check.ground, check.severity), strict=True):
        yield from hung(f"  {label}  ", words.in_(language))
    shown = example(check.id)
    if shown is None:
        return
    yield ""
    yield "  Fails, for example (a fictional report):" if english else "  不通过的例子（虚构）："
    for line in shown.shown:
        yield from hung("    ", line)
    for finding in shown.findings[:2]:
        yield from hung(f"    → {MARK[finding.severity]} ", finding.says.in_(language))
        if finding.expected is not None and finding.found is not None:
            expected, found = (LABEL[key].in_(language) for key in ("expected", "found"))
            yield from hung("      ", f"{expected} {finding.expected}  ·  {found} {finding.found}")
        if finding.explains is not None:
            yield from hung("      ", f"{LABEL['explains'].in_(language)} {finding.explains.in_(language)}")
    yield ""


def _check_json(check: Target, explained: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"id": check.id}
    for key in ("says", "ground", "severity"):
        words = getattr(check, key)
        data |= {key: words.zh, f"{key}_en": words.en}
    if explained:
        from mingbai.cli.examples import example

        shown = example(check.id)
        if shown is not None:
            findings = [_finding_json(finding) for finding in shown.findings]
            data["example"] = {"report": list(shown.shown), "findings": findings}
    return data


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "says": finding.says.zh,
        "says_en": finding.says.en,
        "at": finding.at,
        "expected": finding.expected,
        "found": finding.found,
    }


def forms(options: argparse.Namespace) -> int:
    """List the editions of the form, or print the one that *options* name; return the exit code."""
    known = forms_of.editions()
    wanted = [form for form in known if options.edition in (None, form.edition)]
    if not wanted:
        names = " ".join(form.edition for form in known)
        raise Wrong(
            f"没有 {options.edition} 这个格式；有：{names}",
            f"there is no edition {options.edition}; there are: {names}",
        )
    whole = options.edition is not None
    if format_of(options, PLAIN_FORMATS) == "json":
        text = dumps([_form_json(form, whole) for form in wanted]) + "\n"
    else:
        text = "\n".join(line for form in wanted for line in _form_text(form, whole, options.lang)) + "\n"
    with results(options.output) as sink:
        sink.write(text)
    return 0


def _form_text(form: Form, whole: bool, language: str) -> Iterator[str]:
    english = language == "en"
    years = f"{form.since}–{form.until or ''}"
    yield f"{form.edition}  {form.en if english else form.title}  ({years})  {form.ground}"
    for table in form.tables:
        rows, cells = len(table.rows), sum(1 for _ in table.cells())
        size = f"{rows} rows, {cells} cells" if english else f"{rows}行，{cells}格"
        yield f"  {table.key}  {table.en if english else table.title}  {size}"
        if whole:
            yield from _table_text(table, english)
    if whole and form.chapters:
        yield "  chapters" if english else "  章"
        yield from (f"    {chapter.number}、{chapter.label}" for chapter in form.chapters)


def _table_text(table: TableForm, english: bool) -> Iterator[str]:
    def named(line: Line) -> str:
        return f"{line.key}  {line.en if english else line.label}"

    last: tuple[str, ...] = ()
    for block in table.blocks:
        heads = tuple(column.key for column in block.columns)
        if heads != last:
            last = heads
            yield f"    columns ({block.unit})" if english else f"    列（{block.unit}）"
            yield from (f"      {named(column)}" for column in block.columns)
            yield "    rows" if english else "    行"
        yield from (f"      {named(row)}" for row in block.rows)
    if table.identities:
        yield "    sums" if english else "    合计关系"
    for identity in table.identities:
        each = {"row": ("每行", "in each row"), "column": ("每列", "in each column")}[identity.each][english]
        yield from hung("      ", f"{each}  {_sum(identity)}  [{identity.check}]")


def _sum(identity: Identity) -> str:
    return f"{' + '.join(identity.left)} {identity.relation} {' + '.join(identity.right)}"


def _form_json(form: Form, whole: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "edition": form.edition,
        "title": form.title,
        "title_en": form.en,
        "ground": form.ground,
        "since": form.since,
        "until": form.until,
    }
    if whole:
        data["chapters"] = [
            {"key": chapter.key, "number": chapter.number, "label": chapter.label}
            for chapter in form.chapters
        ]
        data["tables"] = {table.key: _table_json(table) for table in form.tables}
    return data


def _table_json(table: TableForm) -> dict[str, Any]:
    def named(line: Line) -> dict[str, Any]:
        return {"key": line.key, "label": line.label, "label_en": line.en, "group": line.group}

    return {
        "title": table.title,
        "title_en": table.en,
        "groups": [
            {"key": g.key, "label": g.label, "label_en": g.en, "within": g.within} for g in table.groups
        ],
        "blocks": [
            {
                "unit": block.unit,
                "columns": [{"key": c.key, "label": c.label, "label_en": c.en} for c in block.columns],
                "rows": [named(row) for row in block.rows],
            }
            for block in table.blocks
        ],
        "sums": [
            {
                "check": i.check,
                "each": i.each,
                "left": list(i.left),
                "relation": i.relation,
                "right": list(i.right),
            }
            for i in table.identities
        ],
    }

"""outcomes.md: how an application may end, what the reply carries, and which row or cell of the report counts it."""

from collections.abc import Iterator

from mingbai.outcomes import Ending, endings, results
from mingbai.report import form as forms
from mingbai.report.form import TableForm
from mingbai.statutes import CONFIRMED
from reference_pages.cases import Case, cases
from reference_pages.markdown import code, table

__all__ = ["page"]

STAGES = {
    "reconsideration": "Reconsideration 行政复议",
    "litigation": "Suits 行政诉讼",
}


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Outcomes 办理结果"
    yield ""
    yield "An application ends in exactly one way, and is counted in exactly one row of the third chapter's table"
    yield "([applications](forms.md)). `decided` in [the lifecycle](lifecycle.md) takes the key of the ending, `mingbai remedy --outcome` the row"
    yield "of 2021."
    yield ""
    yield "- A reply that gives a part and withholds the rest is counted as 部分公开 and nowhere else, whatever it withholds."
    yield "- A reply that withholds everything on several grounds is counted once. No text says under which (依据待核): the officer names"
    yield "  it, otherwise the first in the order of the report counts."
    yield "- An ending without a reply is an act of its own, entered as such; it is not *decided*."
    yield ""
    held = list(endings().values())
    yield "## Which row counts it"
    yield ""
    yield f"{len(held)} endings, {len({one.rows['2021'] for one in held})} rows. The form of 2014 counted replies, not applications: its indicators answer only approximately"
    yield "(依据待核), and where none does the cell is empty."
    yield ""
    yield from table(
        ("ending", "key", "2021", "2019", "2014", "reply"),
        (
            (
                one.words.zh,
                code(one.key),
                code(one.rows["2021"]),
                "same" if one.rows["2019"] == one.rows["2021"] else code(one.rows["2019"]),
                code(one.rows["2014"]) if "2014" in one.rows else "",
                "" if one.replies else "none",
            )
            for one in held
        ),
    )
    yield "## What the reply cites and carries"
    yield ""
    yield "The first article is the one that the reply rests on. Every reply also says what the applicant may do against it"
    yield "(`mingbai remedy`), names the organ and the day, and bears the seal."
    yield ""
    newest = _newest()
    labels = {row.key: row.label for row in newest.rows}
    within = {row.key: row.group or row.key for row in newest.rows}
    parents = {group.key: group.label for group in newest.groups} | labels
    sections: dict[str, list[Ending]] = {}
    for one in held:
        sections.setdefault(within[one.rows["2021"]], []).append(one)
    for section, ends in sections.items():
        yield f"### {parents[section].partition('（区分')[0]}"
        yield ""
        yield from table(
            ("ending", "key", "cites", "carries"),
            (
                (
                    f"{one.words.zh}<br>{one.words.en}",
                    code(one.key),
                    _cites(one),
                    "<br>".join(f"{means.words.zh} ({means.words.en})" for means in one.carries),
                )
                for one in ends
            ),
        )
    yield from _paragraphs(held)
    yield from _years()
    yield "## How a reconsideration or a suit ends"
    yield ""
    yield "The form has no filling notes for its fourth chapter: the cells follow its headings and the articles on each result, and are"
    yield "依据待核. A suit is counted in one of two blocks, by whether a reconsideration came before it (`litigation_after_reconsideration`)"
    yield "or not (`litigation`). A reconsideration and the suit after it are two entries."
    yield ""
    for stage, heading in STAGES.items():
        yield f"### {heading}"
        yield ""
        yield from table(
            ("result", "key", "cell", "ground"),
            (
                (f"{one.words.zh}<br>{one.words.en}", code(one.key), code(one.cell), one.ground.words.zh)
                for one in results().values()
                if one.stage == stage
            ),
        )
    yield from _every()


def _paragraphs(held: list[Ending]) -> Iterator[str]:
    yield "## The main paragraph of the reply"
    yield ""
    yield "In braces stand the matter, and what the reply carries; a reply that lacks any of it is refused (`Ending.says`)."
    yield ""
    yield from table(("key", "paragraph"), ((code(one.key), one.paragraph) for one in held if one.paragraph))


def _years() -> Iterator[str]:
    yield "## In which years a case is counted"
    yield ""
    yield "New in the year of receipt, carried out of each year at whose end it is open, counted in the year in which the reply was posted"
    yield "or served, or the case closed. What was counted stays counted there: an order to reply again adds no second count (依据待核)."
    yield ""
    rows = []
    for case in cases("years"):
        keys = case.keys
        carried = ", ".join(map(str, keys.get("carried_out_of", ())))
        rows.append(
            (
                case.name,
                str(keys.get("received", "")),
                str(keys.get("ended", "")),
                str(keys.get("new_in", "")),
                carried,
                str(keys.get("counted_in", "")),
                case.example,
            )
        )
    yield from table(("case", "received", "ended", "new in", "carried out of", "counted in", "example"), rows)


def _every() -> Iterator[str]:
    yield "## Every case"
    yield ""
    yield "What a situation is counted as, by the cases that hold the endings to it."
    yield ""
    sections: dict[str, list[Case]] = {}
    for case in cases("outcomes"):
        sections.setdefault(case.section, []).append(case)
    for heading, held in sections.items():
        yield f"### {heading}"
        yield ""
        yield from table(
            ("situation", "row of 2021", "articles", "example"),
            (
                (
                    case.name,
                    code(case.keys["row_2021"]),
                    "、".join(case.keys.get("cites", ())) or "none (依据待核)",
                    case.example,
                )
                for case in held
            ),
        )


def _cites(one: Ending) -> str:
    """Return the articles, the instrument named where it changes; the mark where one is not confirmed."""
    told, before = [], ""
    for ground in one.cites:
        name = ground.instrument.name.zh
        mark = "" if ground.status == CONFIRMED else "（依据待核）"
        told.append(f"{name if name != before else ''}{ground.article}{mark}")
        before = name
    return "、".join(told) or "no article (依据待核)"


def _newest() -> TableForm:
    """Return the table of applications of the newest form."""
    return next(one for one in forms.editions()[-1].tables if one.key == "applications")

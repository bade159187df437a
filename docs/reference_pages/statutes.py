"""statutes.md: every instrument, every rule with its versions, what an installation may choose, what is not confirmed."""

from collections.abc import Iterator

from mingbai.statutes import CONFIRMED, Instrument, Parameter, shipped
from reference_pages.markdown import block, code, table
from reference_pages.rules import article, parameters_by_file, remarks, sections, status, value, versions

__all__ = ["page"]

FILES = {
    "reply": "The reply",
    "receipt": "The day of receipt",
    "counting": "How a period is counted",
    "fees": "Fees",
    "remedies": "Reconsideration and suits",
    "publication": "Publishing, reports, drafts, archives",
}
"""The headings, in the order of a case's life."""

CHOOSING = """
from datetime import date

from mingbai.statutes import shipped

law = shipped().chosen("late_amendment_notice", "resets", since=date(2027, 1, 1), by="本机关2026年第12号决定")
"""


def page() -> str:
    """Return the page; `ValueError` when a file of the data has no heading here."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    files = parameters_by_file()
    if unheard := set(files) - set(FILES):
        raise ValueError(f"docs/reference_pages/statutes.py: no heading for {', '.join(sorted(unheard))}")
    yield "# The law as data 法规数据"
    yield ""
    yield "Every period, amount and reading of the law that Mingbai counts with is a *parameter*: a key, a value and the day since"
    yield "which the value holds, each on its ground. The version in force on the day that starts a period applies to it. A version is"
    yield "never edited: a change of law adds one."
    yield ""
    yield "What is marked **依据待核** was not compared with the issuing office's own text, or is our reading where the text is silent."
    yield "The mark goes with every answer that rests on it; [the last section](#依据待核-what-is-open) collects them."
    yield ""
    yield from _contents(files)
    yield "## Instruments 文件"
    yield ""
    yield from table(
        ("key", "title", "number", "in force", "this line"),
        (
            (
                code(one.key),
                f"{one.title.zh}<br>{one.title.en}",
                one.number or "",
                _force(one),
                status(one.status),
            )
            for one in shipped().instruments.values()
        ),
    )
    said = remarks()
    for name, heading in FILES.items():
        yield f"## {heading}"
        yield ""
        yield f"{sections(name)} (`statutes/data/{name}.toml`)"
        yield ""
        yield from table(("parameter", "since", "value", "ground", "status"), _rows(files[name]))
    yield from _choices(files, said)
    yield from _open(files, said)


def _contents(files: dict[str, list[Parameter]]) -> Iterator[str]:
    held = [one for each in files.values() for one in each]
    count = sum(len(one.versions) for one in held)
    waiting = sum(version.ground.status != CONFIRMED for one in held for version in one.versions)
    instruments = len(shipped().instruments)
    yield f"{instruments} instruments, {len(held)} parameters, {count} versions; {waiting} versions are 依据待核."
    yield ""


def _force(one: Instrument) -> str:
    return f"{one.since} to {one.until}" if one.until else f"{one.since} on"


def _rows(parameters: list[Parameter]) -> Iterator[tuple[str, ...]]:
    """Yield a row a version, the newest first; the name stands at the first only."""
    for one in parameters:
        name = f"{code(one.key)}<br>{one.title.zh}<br>{one.title.en}"
        for version in versions(one):
            yield (
                name,
                str(version.since),
                value(one, version.value),
                article(version.ground),
                status(version.ground.status),
            )
            name = ""


def _choices(files: dict[str, list[Parameter]], said: dict[str, str]) -> Iterator[str]:
    yield "## What an installation may choose"
    yield ""
    yield "Where the text leaves a choice, the parameter lists what may be chosen. A choice is a version like any other: it holds from a"
    yield "day on and moves nothing that was counted before; it names the decision that made it, and is shown as 依据待核."
    yield "[Decide where the law is silent](../how-to/decide-where-the-law-is-silent.md) does it step by step."
    yield ""
    yield from block(CHOOSING.strip("\n"), "python")
    yield "Where nothing else was chosen, the value in bold holds."
    yield ""
    rows = []
    for one in (one for name in FILES for one in files[name] if one.choices is not None):
        now = one.versions[-1].value
        among = [f"**{_short(each)}**" if each == now else _short(each) for each in one.choices or ()]
        rows.append((code(one.key), one.title.zh, ", ".join(among), said.get(one.key, "")))
    yield from table(("parameter", "decides", "choices", "remark"), rows)


def _short(given: object) -> str:
    return code(str(given))


def _open(files: dict[str, list[Parameter]], said: dict[str, str]) -> Iterator[str]:
    yield "## 依据待核: what is open"
    yield ""
    yield "Bring the text, and a line of this list goes: see [the map of changes](../../CONTRIBUTING.md#where-does-my-change-go)."
    yield ""
    yield "### Instruments whose number, title or days were not compared"
    yield ""
    yield from table(
        ("key", "title", "number", "in force"),
        (
            (code(one.key), one.title.zh, one.number or "", _force(one))
            for one in shipped().instruments.values()
            if one.status != CONFIRMED
        ),
    )
    for name, heading in FILES.items():
        rows = [row for one in files[name] for row in _unconfirmed(one, said)]
        if rows:
            yield f"### {heading}"
            yield ""
            yield from table(("parameter", "since", "value", "ground", "what is open"), rows)


def _unconfirmed(one: Parameter, said: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for version in versions(one):
        if version.ground.status == CONFIRMED:
            continue
        earlier = version.ground.instrument.until is not None
        if one.choices is not None:
            why = "the text leaves it open; a reading of ours"
        elif earlier:
            why = "the text of the time was not compared"
        else:
            why = "the article or its wording was not compared"
        remark = said.get(one.key, "") if version is one.versions[-1] else ""
        yield (
            f"{code(one.key)} {one.title.zh}",
            str(version.since),
            value(one, version.value),
            article(version.ground),
            f"{why}. {remark}" if remark else why,
        )

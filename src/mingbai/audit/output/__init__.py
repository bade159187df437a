"""What an audit looks like to a reader: text, JSON, CSV, a workbook, SARIF, one HTML page."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, overload

from mingbai.audit.findings import Across, Audit
from mingbai.audit.output.stream import Failure, Output, Rule, Rules, Tally

__all__ = ["FORMATS", "Failure", "Output", "Rule", "Rules", "Tally", "render", "writer"]

FORMATS = ("text", "json", "csv", "xlsx", "sarif", "html")

TextFormat = Literal["text", "json", "csv", "sarif", "html"]


def writer(
    format: str,
    write: Callable[[Any], object],
    *,
    checks: Iterable[Rule] = (),
    language: str = "zh",
    width: int = 80,
    colour: bool = False,
    version: str | None = None,
) -> Output:
    """Return the `Output` for *format*, to be given `begin`, each `add`, and `end`; its pieces go to *write*.

    Pieces are `str`, or `bytes` where `Output.binary` is set. *checks* are the rules that the outcomes name, in their
    order; *width* and *colour* are for text, *version* for SARIF. Each format is imported only when it is asked for.
    """
    rules = Rules(checks)
    match format:
        case "text":
            from mingbai.audit.output.text import Text

            return Text(write, rules, language, width=width, colour=colour)
        case "json":
            from mingbai.audit.output.json import Json

            return Json(write, rules, language)
        case "csv":
            from mingbai.audit.output.csv import Csv

            return Csv(write, rules, language)
        case "xlsx":
            from mingbai.audit.output.xlsx import Xlsx

            return Xlsx(write, rules, language)
        case "sarif":
            from mingbai.audit.output.sarif import Sarif

            return Sarif(write, rules, language, version=version)
        case "html":
            from mingbai.audit.output.html import Html

            return Html(write, rules, language)
    raise ValueError(f"no format {format!r}; give one of {', '.join(FORMATS)}")


@overload
def render(
    format: TextFormat,
    audits: Iterable[Audit | Failure],
    across: Iterable[Across] = ...,
    *,
    checks: Iterable[Rule] = ...,
    language: str = ...,
    skipped: int = ...,
    width: int = ...,
    colour: bool = ...,
    version: str | None = ...,
) -> str: ...


@overload
def render(
    format: str,
    audits: Iterable[Audit | Failure],
    across: Iterable[Across] = ...,
    *,
    checks: Iterable[Rule] = ...,
    language: str = ...,
    skipped: int = ...,
    width: int = ...,
    colour: bool = ...,
    version: str | None = ...,
) -> str | bytes: ...


def render(
    format: str,
    audits: Iterable[Audit | Failure],
    across: Iterable[Across] = (),
    *,
    checks: Iterable[Rule] = (),
    language: str = "zh",
    skipped: int = 0,
    width: int = 80,
    colour: bool = False,
    version: str | None = None,
) -> str | bytes:
    """Return *audits* and *across* in *format* in one piece; bytes for ``xlsx``, text for the others."""
    pieces: list[Any] = []
    output = writer(
        format, pieces.append, checks=checks, language=language, width=width, colour=colour, version=version
    )
    output.begin()
    for item in audits:
        output.add(item)
    output.end(across, skipped=skipped)
    if output.binary:
        return b"".join(pieces)
    return "".join(pieces)

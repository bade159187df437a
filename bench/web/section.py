"""The platform's part of the page of benchmarks: both databases side by side, what is aimed at, where an act's time goes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

__all__ = ["section"]

LIST, CASE, TABLE, PROOF, INTAKE, MEMORY = 0.1, 0.06, 1.0, 10.0, 0.6, 250
"""What is aimed at: seconds, the share of the plain view's throughput, MB."""


def section(found: Sequence[dict[str, Any]]) -> Iterable[str]:
    """Yield the lines of the part, for what `measure` found on each database."""
    if not found:
        return
    names = [each["database"] for each in found]
    pages, figures, proved = found[0]["pages"], found[0]["figures"], found[0]["proved"]

    def row(what: str, value: Callable[[dict[str, Any]], str], aim: str = "") -> tuple[str, ...]:
        bold = "**" if aim else ""
        return (f"{bold}{what}{bold}", *(f"{bold}{value(each)}{bold}" for each in found), aim)

    yield ""
    yield "## The platform"
    yield ""
    yield f"A fictional district with {pages['cases']:,} applications, {pages['open']:,} of them open, and {found[0]['all proved']['acts']:,} acts over"
    yield "three years; both databases wait for the disk. Pages are asked by Django's test client, one after another: middleware,"
    yield "view, template, database. Time on the clock, the 95th percentile. [Where it goes](../explanation/performance.md#the-platform)"
    yield ""
    yield from _table(
        ("what", *names, "aim"),
        [
            row(
                f"work list over {pages['cases']:,} cases",
                _ms("pages", "work list"),
                f"< {LIST * 1e3:.0f} ms",
            ),
            row(
                "half of the times within",
                lambda each: f"{each['pages']['work list']['median'] * 1e3:.0f} ms",
            ),
            row("statements it asks", lambda each: str(each["pages"]["work list"]["questions"])),
            row(f"case with {pages['case']['acts']} acts", _ms("pages", "case"), f"< {CASE * 1e3:.0f} ms"),
            row("half of the times within", lambda each: f"{each['pages']['case']['median'] * 1e3:.0f} ms"),
            row("statements it asks", lambda each: str(each["pages"]["case"]["questions"])),
            row(
                f"the table of a year over {figures['acts']:,} acts, as of days in the past",
                _ms("figures", "table"),
                f"< {TABLE:.0f} s",
            ),
            row("the cases behind its largest figure", _ms("figures", "behind"), f"< {TABLE:.0f} s"),
            row("statements each asks", lambda each: str(each["figures"]["table"]["questions"])),
            row(
                f"verifying {proved['acts']:,} acts: chains and lists, as `mingbai verify` does",
                lambda each: f"{each['proved']['apart']:.1f} s",
                f"< {PROOF:.0f} s",
            ),
            row("the chains in one process", lambda each: f"{each['proved']['chains']:.1f} s"),
            row("the lists in one process", lambda each: f"{each['proved']['projections']:.1f} s"),
            row("writing all lists anew", lambda each: f"{each['proved']['rebuild']:.1f} s"),
        ],
    )
    yield ""
    yield "### One act"
    yield ""
    few, many = found[0]["act"]["acts before"], found[0]["act on fifty"]["acts before"]
    yield "From the service to the commit; then the parts as shares of the time on the clock."
    yield ""
    yield from _table(
        ("what", *names),
        [
            row(f"on a case with {few} acts, median", lambda each: f"{each['act']['median'] * 1e3:.1f} ms")[
                :-1
            ],
            row(
                f"on a case with {many} acts, median",
                lambda each: f"{each['act on fifty']['median'] * 1e3:.1f} ms",
            )[:-1],
            row("statements it asks, on either", lambda each: str(each["act"]["questions"]))[:-1],
            *(
                row(part, lambda each, part=part: f"{each['act']['shares'][part] * 100:.0f} %")[:-1]  # type: ignore[misc]
                for part in found[0]["act"]["shares"]
            ),
        ],
    )
    yield ""
    yield "### Intake"
    yield ""
    yield f"`mingbai serve` with two workers, {found[0]['intake']['clients']} clients that send one application after another; by turns the same to a view"
    yield "that validates the same form and commits one row. An answer is given when the disk has it; syncs are counted by strace."
    yield ""
    yield from _table(
        ("what", *names, "aim"),
        [
            row(
                "share of the plain view's throughput",
                lambda each: f"{each['intake']['ratio']:.2f}",
                f"≥ {INTAKE}",
            ),
            row("errors", lambda each: f"{each['intake']['errors']} of {each['intake']['posts']:,}", "0"),
            row("acknowledged a second", lambda each: f"{each['intake']['rate']['intake']:.0f}"),
            row("of the plain view", lambda each: f"{each['intake']['rate']['plain']:.0f}"),
            row("95th percentile of the wait", _waited("intake")),
            row("of the plain view", _waited("plain")),
            row("syncs an acknowledgement", _syncs("intake")),
            row("of the plain view", _syncs("plain")),
            row(
                "memory of the server's largest process, afterwards",
                lambda each: f"{each['intake']['memory']['largest']:.0f} MB",
                f"< {MEMORY} MB",
            ),
            row(
                "of the process of jobs",
                lambda each: f"{each['intake']['memory']['jobs']:.0f} MB",
                f"< {MEMORY} MB",
            ),
        ],
    )


def _ms(part: str, what: str) -> Callable[[dict[str, Any]], str]:
    return lambda each: f"{each[part][what]['p95'] * 1e3:.0f} ms"


def _waited(view: str) -> Callable[[dict[str, Any]], str]:
    return lambda each: f"{each['intake']['p95'][view] * 1e3:.0f} ms"


def _syncs(view: str) -> Callable[[dict[str, Any]], str]:
    def told(each: dict[str, Any]) -> str:
        count = each["intake"]["syncs"][view]
        return "one by its settings (not counted)" if count is None else f"{count:.2f}"

    return told


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| {' | '.join(row)} |" for row in rows)

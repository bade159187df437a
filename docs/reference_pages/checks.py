"""checks.md: every check with its ground, how grave it may be, a report that fails it and one that does not."""

from collections.abc import Iterator

from mingbai.audit.check import Target, cap
from mingbai.audit.checks import ACROSS, CHECKS, every
from mingbai.audit.findings import Finding, Outcome, Result
from mingbai.audit.run import audit
from mingbai.cli.examples import Example, base, example
from reference_pages.markdown import code, table

__all__ = ["page"]

CLEAN = "The report behind the examples, before the change: "


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    outcomes = {outcome.check: outcome for outcome in audit(base()).outcomes}
    yield "# Checks 检查"
    yield ""
    yield f"{len(CHECKS)} checks look at one report, {len(ACROSS)} at the files given together. The gravest level is what findings of the"
    yield "check can reach; [how grave a finding is](../explanation/severity.md) says when they do. `mingbai checks ID` shows the same."
    yield ""
    yield from table(
        ("check", "says", "at most"),
        ((f"[{one.id}](#{_anchor(one.id)})", one.says.en, cap(one.id).value) for one in every()),
    )
    family = ""
    for one in every():
        if one.family != family:
            family = one.family
            yield f"## {family}"
            yield ""
        yield from _check(one, example(one.id), outcomes.get(one.id))


def _anchor(identifier: str) -> str:
    return identifier.replace("/", "")


def _check(check: Target, shown: Example | None, clean: Outcome | None) -> Iterator[str]:
    yield f"### {check.id}"
    yield ""
    yield f"{check.says.en}."
    yield ""
    yield f"{check.says.zh}。"
    yield ""
    yield from table(
        ("", "English", "中文"),
        (
            ("ground", check.ground.en, check.ground.zh),
            ("severity", check.severity.en, check.severity.zh),
        ),
    )
    if shown is None:
        yield (
            "No example: it is not assessed until a list of bodies is given."
            if not check.id.startswith(("applications", "prose"))
            else "No example."
        )
        yield ""
        return
    yield "Fails:"
    yield ""
    for line in shown.shown:
        yield f"> {' '.join(line.split())}"
        yield ">"
    yield ""
    for finding in shown.findings[:2]:
        yield f"- {_found(finding)}"
    yield ""
    if clean is not None:
        yield _clean(clean)
        yield ""


def _found(finding: Finding) -> str:
    told = f"**{finding.severity.value}** {finding.says.en} ({finding.says.zh})"
    if finding.expected is not None and finding.found is not None:
        told += f"; expected {code(finding.expected)}, found {code(finding.found)}"
    if finding.explains is not None:
        told += f"; {finding.explains.en}"
    return " ".join(told.split())


def _clean(outcome: Outcome) -> str:
    if outcome.result is Result.PASSED:
        return f"Passes: the same report without the change ({outcome.compared} compared)."
    why = outcome.why_not.en if outcome.why_not else ""
    return f"Not assessed on the same report without the change: {why}."

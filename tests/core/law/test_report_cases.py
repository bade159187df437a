"""The cases of tests/cases/report.toml: what a check says of a report that foots, after a change a lawyer can read."""

from dataclasses import replace

import pytest

import mingbai
from mingbai.audit.findings import Finding
from mingbai.cli.examples import base
from mingbai.report.values import Cell, Report, Status
from tests.core.law.cases import cases

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def changed(case: dict) -> Report:
    page = base().page
    assert page is not None
    text = page.text
    for before, after in case["change"]:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return mingbai.read(text.encode(), name="青塘区2024.txt")


def found(case: dict, report: Report) -> list[Finding]:
    if "carried_in" not in case:
        audit = mingbai.audit(report)
        outcome = next(each for each in audit.outcomes if each.check == case["check"])
        return list(outcome.findings)
    table = report.applications
    assert table is not None
    cells = dict(table.cells)
    for column, figure in zip(COLUMNS, case["carried_in"], strict=True):
        cells["carried_out", column] = Cell.read(figure)
    before = replace(report, year=report.year - 1, applications=replace(table, cells=cells))  # type: ignore[operator]
    outcome = next(
        each for each in mingbai.audit(report, previous=before).outcomes if each.check == case["check"]
    )
    return list(outcome.findings)


@pytest.mark.parametrize("case", [case for case in cases("report") if "read" in case.values[0]])
def test_a_cell_is_read_as_it_is_printed(case: dict) -> None:
    table = changed(case).proactive
    assert table is not None
    for key, value in case["read"].items():
        row, _, column = key.partition(".")
        assert (table[row, column].status, table[row, column].value) == (Status.READ, value)
    for key in case["blank"]:
        row, _, column = key.partition(".")
        assert table[row, column].status is Status.BLANK


@pytest.mark.parametrize("case", [case for case in cases("report") if "check" in case.values[0]])
def test_a_check_says_what_the_rules_say(case: dict) -> None:
    findings = found(case, changed(case))
    assert len(findings) == case["findings"], [finding.says.zh for finding in findings]
    if not findings:
        return
    assert {finding.severity.value for finding in findings} == {case["severity"]}
    assert all(word in findings[0].says.zh for word in case.get("says", ()))
    for key in ("expected", "found"):
        if key in case:
            assert getattr(findings[0], key) == case[key]
    if "explains" in case:
        assert findings[0].explains is not None
        assert case["explains"] in findings[0].explains.zh

"""The checks of the prose, by the cases in tests/cases/prose: proof is an error, doubt at most a question."""

import os
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mingbai.audit.check import Context, assess
from mingbai.audit.findings import Finding, Severity
from mingbai.audit.prose import PROSE
from mingbai.audit.prose.readings import readings
from mingbai.reading.prose import read_prose
from mingbai.reading.prose.subjects import subjects
from mingbai.report.values import BLANK, Amount, Body, Cell, Report, Source, Table
from mingbai.text.fold import fold
from mingbai.text.page import Page
from tests.core.audit.telling import printed, told
from tests.factories import with_cell

FOLDER = Path(__file__).parents[2] / "cases" / "prose"
TABLES = tomllib.loads((FOLDER / "tables.toml").read_text("utf-8"))
CASES = [
    case
    for name in (
        "applications", "remedies", "parts", "others", "context", "paragraphs", "second_reading", "reports/sound", "reports/planted",
    )
    for case in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["case"]
]  # fmt: skip
WHOLE = tomllib.loads((FOLDER / "whole.toml").read_text("utf-8"))["case"]
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
RESULTS = ("upheld", "corrected", "other", "pending")
ROWS = (
    "new", "carried_in", "granted", "partly_granted", "refused_state_secret", "refused_prohibited_by_law",
    "refused_security_and_stability", "refused_third_party", "refused_internal_affairs",
    "refused_process_information", "refused_enforcement_file", "refused_administrative_query",
    "unavailable_not_held", "unavailable_needs_creation", "unavailable_still_unclear", "declined_petition",
    "declined_repeat", "declined_publication", "declined_excessive", "declined_reconfirmation",
)  # fmt: skip
OTHER = {"2019": ("other",), "2021": ("other_not_amended", "other_fee_unpaid", "other_remaining")}

Cells = dict[tuple[str, str], Amount]


def applications(given: dict[str, list[int]], edition: str) -> Cells:
    cells: Cells = {}
    for row in (*ROWS, *OTHER[edition], "handled", "carried_out"):
        natural, business = given.get(row, [0, 0])
        cells |= {(row, column): 0 for column in COLUMNS}
        cells |= {
            (row, "natural_person"): natural,
            (row, "business"): business,
            (row, "total"): natural + business,
        }
    return cells


def remedies(given: dict[str, list[int]]) -> Cells:
    cells: Cells = {}
    for block, results in given.items():
        cells |= {(block, key): value for key, value in zip(RESULTS, results, strict=True)}
        cells[block, "total"] = sum(results)
    return cells


def tables(name: str | None) -> dict[str, Table]:
    given = TABLES.get(name or "", {})
    edition = given.get("edition", "2021")
    cells: dict[str, Cells] = {}
    if "applications" in given:
        cells["applications"] = applications(given["applications"], edition)
    if "remedies" in given:
        cells["remedies"] = remedies(given["remedies"])
    if "proactive" in given:
        cells["proactive"] = {
            (key.partition("/")[0], key.partition("/")[2]): Decimal(value)
            if isinstance(value, str)
            else value
            for key, value in given["proactive"].items()
        }
    if "indicators" in given:
        cells["indicators"] = {(key, "value"): value for key, value in given["indicators"].items()}
    return {
        key: Table(edition, {at: Cell.read(value) for at, value in table.items()})
        for key, table in cells.items()
    }


def report(text: str, *, year: int = 2021, body: str | None = None, **named: Table) -> Report:
    prose = read_prose(text, fold(text), year=year, body=body, outside=())
    return Report(
        Source("made.txt", "0" * 64, "text/plain"),
        Body(body, body) if body else None,
        year,
        page=Page("made.txt", text, "text/plain", "0" * 64),
        claims=prose.claims,
        breakdowns=prose.breakdowns,
        statements=prose.statements,
        **named,
    )


def made(case: dict[str, Any]) -> Report:
    named = tables(case.get("tables"))
    for path in case.get("blank", ()):
        key, row, column = path.split("/")
        named[key] = with_cell(named[key], row, column, BLANK)
    for path, value in case.get("cells", {}).items():
        key, row, column = path.split("/")
        named[key] = with_cell(named[key], row, column, value)
    return report(case["text"], year=case.get("year", 2021), body=case.get("body"), **named)


def findings(judged: Report, context: Context = Context()) -> list[tuple[str, Finding]]:  # noqa: B008
    return [(check.id, finding) for check in PROSE for finding in assess(check, judged, context).findings]


def named(check: str, finding: Finding) -> str:
    subject = (finding.at or "").removeprefix("prose").removeprefix("/")
    return f"{finding.severity} {check} {subject}".strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_case_is_judged_as_a_careful_reader_would(case: dict[str, Any]) -> None:
    judged = made(case)
    found = findings(judged)
    lines = sorted(named(*pair) for pair in found)
    may = tuple(case.get("may", ()))
    grave = [words for words in lines if not words.startswith("notice") and words not in may]
    assert grave == sorted(case.get("findings", []))
    assert not set(case.get("notices", ())) - set(lines)
    if "explains" in case:
        assert any(f.explains is not None and case["explains"] in f.explains.zh for _, f in found)
    if "compared" in case:
        [check] = [check for check in PROSE if check.id == case["compared"]]
        assert assess(check, judged, Context()).compared
    if "outcome" in case:
        [check] = [check for check in PROSE if check.id == case["check"]]
        assert assess(check, judged, Context()).result == case["outcome"]


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case["name"])
def test_a_finding_of_the_prose_says_where_it_stands_what_was_due_and_what_to_do(
    case: dict[str, Any],
) -> None:
    judged = printed(made(case))
    no_fees = ("fees/statement", Severity.NOTICE)
    whole = [
        f"{check} {told(finding, judged)}"
        for check, finding in findings(judged)
        if (check, finding.severity) != no_fees or "收费" in case["name"]
    ]
    assert whole == case["told"]
    assert [f.says.zh for _, f in findings(judged)][: len(case.get("says", ()))] == case.get("says", [])
    if "why" in case:
        [check] = [check for check in PROSE if check.id == case["check"]]
        why = assess(check, judged, Context()).why_not
        assert why is not None
        assert why.zh == case["why"]


def test_most_cases_are_traps_that_must_yield_no_error() -> None:
    assert len(CASES) >= 150
    assert sum(not any(f.startswith("error") for f in case.get("findings", ())) for case in CASES) >= 80


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The reports of all cases."""
    return [made(case) for case in CASES]


@pytest.mark.parametrize("check", PROSE, ids=lambda check: check.id)
def test_every_check_has_a_case_that_fails_it_and_a_case_that_passes_it(
    check: Any, reports: list[Report]
) -> None:
    outcomes = {assess(check, each, Context()).result.value for each in reports}
    assert {"passed", "failed"} <= outcomes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_finding_can_be_printed(case: dict[str, Any]) -> None:
    for _, finding in findings(made(case)):
        assert finding.says.zh
        assert finding.says.en
        if finding.span is not None:
            assert finding.quote
            unproved = finding.against is not None  # two passages against each other
            assert (finding.expected is None) is unproved
            assert finding.against is None or finding.against in finding.also
            assert finding.found is not None
            assert 0 <= finding.span[0] < finding.span[1] <= len(case["text"])


def test_the_subjects_of_the_readings_are_subjects_of_the_prose() -> None:
    derived = {"remedies.reconsideration", "remedies.suits", "applications.not_granted"}
    assert set(readings()) - {subject.key for subject in subjects()} - derived == set()


def test_last_years_figure_is_named() -> None:
    old = report("", year=2020, **tables("city"))
    judged = report("全县共收到政府信息公开申请1865件。", body="云溪县", **tables("district"))
    [finding] = [f for check, f in findings(judged, Context(previous=old)) if check == "prose/table"]
    assert finding.explains is not None
    assert "上年" in finding.explains.zh


def test_growth_is_held_against_last_years_report() -> None:
    old = report("", year=2020, **tables("district"))
    text = "全市共收到政府信息公开申请1865件，同比增长{}%。"
    for rate, wrong in (("2068.6", False), ("1068.6", True)):
        judged = report(text.format(rate), body="临江市", **tables("city"))
        assert any(check == "prose/growth" for check, _ in findings(judged, Context(previous=old))) is wrong


def samples() -> Path:
    return Path(os.environ.get("MINGBAI_SAMPLES") or Path(__file__).parents[4] / "shared" / "samples")


def sample(number: str, year: int, body: str, **given: Table) -> list[str]:
    paths = sorted(samples().glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip(f"the real samples are not at {samples()}; set MINGBAI_SAMPLES")
    judged = report(paths[0].read_text("utf-8"), year=year, body=body, **given)
    return [
        " ".join((named(check, finding), f"{finding.expected} {finding.found}", _because(finding))).strip()
        for check, finding in findings(judged)
        if finding.severity is not Severity.NOTICE
    ]


def _because(finding: Finding) -> str:
    return finding.explains.zh if finding.explains is not None else ""


def of_year(edition: str, cells: Cells) -> Table:
    return Table(edition, {at: Cell.read(value) for at, value in cells.items()})


def test_sample_000_contradicts_its_own_total_and_counts_interpretations_twice() -> None:
    found = sample("000", 2020, "台州市黄岩区")
    assert len(found) == 2
    assert found[0].startswith("error prose/parts published.total 27955 26955")
    assert found[1].startswith("warning prose/repeat interpretations.total None 21")


def test_sample_001_gives_the_natural_persons_and_the_upheld_for_the_totals() -> None:
    asked: Cells = {
        ("new", "natural_person"): 522,
        ("new", "business"): 19,
        ("new", "total"): 541,
        ("carried_in", "natural_person"): 16,
        ("carried_in", "total"): 16,
        ("handled", "natural_person"): 521,
        ("handled", "business"): 19,
        ("handled", "total"): 540,
        ("carried_out", "total"): 17,
    }
    cases = remedies(
        {
            "reconsideration": [26, 1, 1, 1],
            "litigation": [32, 1, 3, 3],
            "litigation_after_reconsideration": [9, 0, 0, 1],
        }
    )
    found = sample(
        "001", 2021, "南通市通州区", applications=of_year("2021", asked), remedies=of_year("2021", cases)
    )
    assert len(found) == 2
    assert found[0].startswith("error prose/table applications.new.total 541 522 522是“自然人”一栏")
    assert found[1].startswith("error prose/table remedies.reconsideration.total 29 26 26是“结果维持”一栏")


def test_sample_002_holds_but_for_a_question_about_the_hotline() -> None:
    asked = {
        ("new", "total"): 139,
        ("carried_in", "total"): 0,
        ("handled", "total"): 136,
        ("carried_out", "total"): 3,
    }
    found = sample("002", 2021, "长沙市芙蓉区", applications=of_year("2021", asked))
    assert found == ["warning prose/percentage rates.on_time 96.96 100"]


def test_sample_003_leaves_two_applications_without_a_channel() -> None:
    assert sample("003", 2018, "杭州市发展和改革委员会") == [
        "warning prose/parts applications.new.total 213 215"
    ]


def test_sample_004_holds_throughout() -> None:
    assert sample("004", 2016, "武威市凉州区") == []

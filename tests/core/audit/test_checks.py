"""The list of checks: complete, permanent, and none graver than it may be."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import mingbai.audit
from mingbai.audit.across import AcrossCheck
from mingbai.audit.check import Check, Context, assess, cap, check, unable
from mingbai.audit.checks import ACROSS, CHECKS, every
from mingbai.audit.findings import Compared, Finding, Result, Severity, Step
from mingbai.audit.run import select
from mingbai.errors import UnknownCheck
from mingbai.report.values import Report
from mingbai.text.words import Words
from tests.factories import report

PERMANENT = [
    "form/edition",
    "form/chapters",
    "form/period",
    "form/deadline",
    "proactive/powers",
    "proactive/stock-flow",
    "proactive/unit",
    "applications/row-total",
    "applications/handled",
    "applications/balance",
    "applications/integer",
    "remedies/total",
    "remedies/cases-but-no-applications",
    "indicators/total",
    "prose/table",
    "prose/parts",
    "prose/repeat",
    "prose/percentage",
    "prose/average",
    "prose/growth",
    "prose/absolute",
    "fees/statement",
    "metadata/document-number",
    "metadata/index-number",
    "metadata/dates",
    "content/injected",
    "content/body-name",
    "content/personal-data",
    "content/wording",
    "content/script",
    "content/stale-year",
    "years/carry-over",
    "years/stock-flow",
    "years/jump",
    "bodies/look-alike",
    "levels/roll-up",
    "bodies/missing",
]


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(mingbai.audit.__path__, "mingbai.audit."):
        yield importlib.import_module(found.name)


def test_no_check_is_left_out_of_the_list() -> None:
    listed = set(map(id, every()))
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, Check | AcrossCheck):
                assert id(value) in listed, f"{getattr(module, '__name__', module)}.{name}"


def test_every_id_of_the_contract_is_there_once() -> None:
    ids = [target.id for target in every()]
    assert ids == list(dict.fromkeys(ids))
    assert set(PERMANENT) <= set(ids)


@pytest.mark.parametrize("target", every(), ids=lambda target: target.id)
def test_every_check_says_what_it_holds_and_on_what_ground_in_both_languages(
    target: Check | AcrossCheck,
) -> None:
    for words in (target.says, target.ground, target.severity):
        assert words.zh
        assert words.en


@pytest.mark.parametrize(
    ("identifier", "most"),
    [
        ("applications/balance", Severity.ERROR), ("remedies/total", Severity.ERROR),
        ("proactive/powers", Severity.ERROR),
        ("prose/table", Severity.ERROR), ("form/edition", Severity.WARNING), ("proactive/stock-flow", Severity.WARNING),
        ("proactive/unit", Severity.WARNING), ("remedies/cases-but-no-applications", Severity.WARNING),
        ("fees/statement", Severity.WARNING), ("years/jump", Severity.WARNING), ("bodies/look-alike", Severity.WARNING),
        ("levels/roll-up", Severity.WARNING), ("content/injected", Severity.WARNING),
        ("content/personal-data", Severity.WARNING), ("content/wording", Severity.NOTICE),
        ("metadata/dates", Severity.NOTICE),
    ],
)  # fmt: skip
def test_no_finding_is_graver_than_the_contract_allows(identifier: str, most: Severity) -> None:
    assert cap(identifier) is most

    @check(identifier, says=Words("a", "a"), ground=Words("a", "a"), severity=Words("a", "a"))
    def grave(_: Report, __: Context) -> Iterator[Step]:
        for severity in Severity:
            yield Finding(severity, Words("a", "a"))

    outcome = assess(grave, report(), Context())
    assert all(finding.severity.rank >= most.rank for finding in outcome.findings)
    assert [f.severity for f in outcome.findings][-1] is Severity.NOTICE


def outcome_of(*steps: Step) -> tuple[Result, int, str | None, int]:
    @check("prose/table", says=Words("a", "a"), ground=Words("a", "a"), severity=Words("a", "a"))
    def given(_: Report, __: Context) -> Iterator[Step]:
        yield from steps

    outcome = assess(given, report(), Context())
    return outcome.result, outcome.compared, outcome.why_not and outcome.why_not.zh, len(outcome.findings)


def test_a_check_that_compared_nothing_has_not_passed() -> None:
    assert outcome_of()[0] is Result.NOT_ASSESSED
    assert outcome_of()[2]


def test_a_check_that_compared_and_found_nothing_has_passed() -> None:
    assert outcome_of(Compared(3)) == (Result.PASSED, 3, None, 0)


def test_an_unreadable_cell_keeps_the_findings_made_before_it() -> None:
    finding = Finding(Severity.ERROR, Words("错", "wrong"))
    assert outcome_of(Compared(), finding, unable("看不清", "illegible")) == (
        Result.NOT_ASSESSED,
        1,
        "看不清",
        1,
    )


def test_many_reasons_are_counted_and_not_all_told() -> None:
    why = outcome_of(*(unable(f"第{n}格", f"cell {n}") for n in range(9)))[2]
    assert why == "第0格；第1格；第2格；另有6处"


def test_checks_are_chosen_by_id_family_and_pattern() -> None:
    assert [c.id for c in select(CHECKS, ["form/period"])] == ["form/period"]
    assert [c.id for c in select(CHECKS, ["remedies"])] == [
        "remedies/total",
        "remedies/cases-but-no-applications",
    ]
    assert len(select(CHECKS, ["content/*"], ["content/script"])) == 5
    assert select(CHECKS) == CHECKS
    assert [c.id for c in select(ACROSS, ["years"], ["years/jump"])] == [
        "years/carry-over",
        "years/stock-flow",
    ]
    assert select(ACROSS, ["form"]) == ()


def test_an_unknown_check_is_refused_by_name() -> None:
    with pytest.raises(UnknownCheck, match="form/perod"):
        select(CHECKS, ["form/perod"])

"""Remedies, the statistics of 2014, and the table of proactive disclosure."""

from decimal import Decimal

import pytest

from mingbai.audit import proactive as checks
from mingbai.audit import tables
from mingbai.audit.check import Check, Context, assess
from mingbai.audit.findings import Outcome, Result, Severity
from mingbai.audit.levels import Level, level, may_make_rules
from mingbai.report.values import Report
from tests.factories import (
    BLANK,
    UNREADABLE,
    applications,
    indicators,
    proactive,
    remedies,
    report,
    with_cell,
)


def judge(check: Check, given: Report, previous: Report | None = None) -> Outcome:
    return assess(check, given, Context(previous=previous))


def test_remedies_that_foot_pass() -> None:
    assert judge(tables.remedies_total, report()).result is Result.PASSED


def test_a_block_of_remedies_that_does_not_foot_is_an_error() -> None:
    broken = report(remedies=with_cell(remedies(), "litigation", "total", 36))
    (finding,) = judge(tables.remedies_total, broken).findings
    assert (finding.severity, finding.at, finding.expected, finding.found) == (
        Severity.ERROR, "remedies/litigation/total", "39", "36",
    )  # fmt: skip


def test_an_unreadable_remedy_is_named() -> None:
    outcome = judge(
        tables.remedies_total, report(remedies=with_cell(remedies(), "litigation", "other", UNREADABLE))
    )
    assert outcome.result is Result.NOT_ASSESSED
    assert outcome.compared == 2


def test_cases_without_any_application_are_a_question() -> None:
    none = applications("2021", {}, {}, {})
    (finding,) = judge(tables.cases_but_no_applications, report(applications=none)).findings
    assert finding.severity is Severity.WARNING
    assert judge(tables.cases_but_no_applications, report()).result is Result.PASSED
    before = judge(tables.cases_but_no_applications, report(applications=none), report(year=2020))
    assert before.findings == ()


def test_statistics_that_do_not_foot_are_a_question() -> None:
    fine = indicators(received=5, received_online=3, received_letter=2, published=7, published_website=9)
    assert judge(tables.indicators_total, report(indicators=fine)).result is Result.PASSED
    broken = report(indicators=with_cell(fine, "received", "value", 6))
    (finding,) = judge(tables.indicators_total, broken).findings
    assert (finding.severity, finding.expected, finding.found) == (Severity.WARNING, "5", "6")
    short = report(indicators=with_cell(fine, "published", "value", 12))
    assert len(judge(tables.indicators_total, short).findings) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("望川县", Level.COUNTY), ("云州市望川区", Level.COUNTY), ("望川县人民政府", Level.COUNTY),
        ("云州市", Level.CITY),
        ("云州市发展和改革委员会", Level.DEPARTMENT), ("望川县财政局", Level.DEPARTMENT),
        ("望川县石桥镇", Level.TOWNSHIP),
        ("望川区南门街道办事处", Level.TOWNSHIP), ("浙江省", Level.PROVINCE), ("西藏自治区", Level.PROVINCE),
        ("云州高新技术产业开发区", None), ("云州市人民政府办公室", None), ("云州经济开发区管理委员会", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_name_proves_a_level_or_leaves_it_open(name: str, expected: Level | None) -> None:
    assert level(name) is expected


@pytest.mark.parametrize(
    ("name", "able"),
    [
        ("望川县", False), ("云州市财政局", False), ("石桥镇", False), ("浙江省", True), ("黔东南苗族侗族自治州", True),
        ("云州市", None), ("浙江省财政厅", None), ("北京市财政局", None), ("北京市海淀区财政局", False),
        ("云州新区", None),
    ],
)  # fmt: skip
def test_who_may_make_rules(name: str, able: bool | None) -> None:
    assert may_make_rules(name) is able


def test_rules_made_by_a_county_are_an_error() -> None:
    table = proactive(regulations__made=2, regulations__in_force=2)
    (finding,) = judge(checks.powers, report(proactive=table)).findings
    assert finding.severity is Severity.ERROR
    assert finding.at == "proactive/regulations/made"
    assert judge(checks.powers, report()).result is Result.PASSED


def test_rules_made_by_a_city_are_not_assessed() -> None:
    table = proactive(regulations__made=2)
    outcome = judge(checks.powers, report("云州市", proactive=table))
    assert outcome.result is Result.NOT_ASSESSED
    assert outcome.findings == ()


def test_fewer_in_force_than_were_made_is_a_question() -> None:
    table = proactive(
        normative_documents__made=9, normative_documents__repealed=0, normative_documents__in_force=6
    )
    (finding,) = judge(checks.stock_flow, report(proactive=table)).findings
    assert (finding.severity, finding.at) == (Severity.WARNING, "proactive/normative_documents/in_force")
    assert judge(checks.stock_flow, report()).result is Result.PASSED


def test_more_repealed_than_were_in_force_is_a_question() -> None:
    last = report(year=2020, proactive=proactive(normative_documents__in_force=3))
    table = proactive(normative_documents__made=0, normative_documents__repealed=5)
    (finding,) = judge(checks.stock_flow, report(proactive=table), last).findings
    assert finding.at == "proactive/normative_documents/repealed"


def test_the_form_of_2019_has_stocks_of_its_own() -> None:
    fine = report(year=2020, edition="2019")
    assert judge(checks.stock_flow, fine).result is Result.PASSED
    odd = proactive(
        "2019", normative_documents__newly_public=90, licensing__previous_items=3, licensing__change=-8
    )
    found = judge(checks.stock_flow, report(year=2020, edition="2019", proactive=odd)).findings
    assert [f.at for f in found] == [
        "proactive/normative_documents/public_total",
        "proactive/licensing/change",
    ]


def test_an_amount_in_yuan_is_a_question() -> None:
    table = proactive(fees__amount_wan=175865093)
    (finding,) = judge(checks.unit, report(proactive=table)).findings
    assert finding.severity is Severity.WARNING
    assert finding.fix is not None
    assert "17586.5093" in finding.fix.zh
    assert (
        judge(checks.unit, report(proactive=proactive(fees__amount_wan=Decimal("17586.5093")))).result
        is Result.PASSED
    )


def test_a_jump_of_four_digits_against_last_year_is_a_question() -> None:
    last = report(year=2020, proactive=proactive(fees__amount_wan=Decimal("20.5")))
    jumped = report(proactive=proactive(fees__amount_wan=205000))
    assert len(judge(checks.unit, jumped, last).findings) == 1
    assert judge(checks.unit, jumped).findings == ()


def test_a_blank_amount_is_not_assessed() -> None:
    outcome = judge(checks.unit, report(proactive=with_cell(proactive(), "fees", "amount_wan", BLANK)))
    assert outcome.result is Result.NOT_ASSESSED


@pytest.mark.parametrize("check", [checks.powers, checks.stock_flow, checks.unit], ids=lambda check: check.id)
def test_without_the_table_nothing_is_assessed(check: Check) -> None:
    assert judge(check, report(proactive=None)).result is Result.NOT_ASSESSED

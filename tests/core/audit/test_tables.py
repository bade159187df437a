"""Remedies, the statistics of 2014, and the table of proactive disclosure."""

from decimal import Decimal

import pytest

from mingbai.audit import proactive as checks
from mingbai.audit import tables
from mingbai.audit.check import Check, Context, assess
from mingbai.audit.findings import Outcome, Result, Severity
from mingbai.audit.levels import Level, level, may_make_rules
from mingbai.report.values import Cell, Report, Table
from tests.core.audit.telling import printed
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

NORMS = "normative_documents"


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


NONE_ASKED = applications("2021", {}, {}, {})


@pytest.mark.parametrize(
    "changes",
    [
        {"applications": with_cell(NONE_ASKED, "new", "business", UNREADABLE)},
        {"applications": with_cell(NONE_ASKED, "new", "total", BLANK)},
        {"applications": NONE_ASKED, "remedies": Table("2021", {("litigation", "total"): UNREADABLE})},
    ],
)
def test_cases_beside_what_was_not_read_prove_nothing(changes: dict[str, Table]) -> None:
    assert judge(tables.cases_but_no_applications, report(**changes)).result is Result.NOT_ASSESSED


def test_only_the_rows_of_what_came_tell_whether_anybody_asked() -> None:
    elsewhere = with_cell(NONE_ASKED, "granted", "business", UNREADABLE)
    assert judge(tables.cases_but_no_applications, report(applications=elsewhere)).findings


def test_no_cases_need_no_applications() -> None:
    no_cases = Table("2021", {place: Cell.read(0) for place in remedies().cells})
    quiet = report(applications=NONE_ASKED, remedies=no_cases)
    assert judge(tables.cases_but_no_applications, quiet).result is Result.PASSED


def test_cases_are_named_where_they_stand_and_by_the_years_without_applications() -> None:
    some = with_cell(remedies(), "litigation", "total", 0)
    given = report(applications=NONE_ASKED, remedies=some)
    last = report(year=2020, applications=NONE_ASKED)
    (finding,) = judge(tables.cases_but_no_applications, given, last).findings
    assert "申请表本年和上年都没有一件申请" in finding.says.zh
    assert finding.also == ()
    (finding,) = judge(tables.cases_but_no_applications, printed(given)).findings
    assert "申请表没有一件申请" in finding.says.zh
    assert len(finding.also) == 2


def test_last_years_figure_is_recognised_in_every_table() -> None:
    wrong = report(remedies=with_cell(remedies(), "litigation", "total", 50))
    last = report(year=2020, remedies=with_cell(remedies(), "litigation", "total", 50))
    (finding,) = judge(tables.remedies_total, wrong, last).findings
    assert finding.explains is not None
    assert "上年同一格" in finding.explains.zh
    wrong = report(indicators=indicators(received=6, received_online=3, received_letter=2))
    last = report(year=2020, indicators=indicators(received=6, received_online=6))
    (finding,) = judge(tables.indicators_total, wrong, last).findings
    assert finding.explains is not None
    assert "上年同一格" in finding.explains.zh


def test_statistics_that_do_not_foot_are_a_question() -> None:
    fine = indicators(received=5, received_online=3, received_letter=2, published=7, published_website=9)
    assert judge(tables.indicators_total, report(indicators=fine)).result is Result.PASSED
    broken = report(indicators=with_cell(fine, "received", "value", 6))
    (finding,) = judge(tables.indicators_total, broken).findings
    assert (finding.severity, finding.expected, finding.found) == (Severity.WARNING, "5", "6")
    assert finding.says.zh == "各分项之和为5，“（一）收到申请数”印的是6，相差1"
    short = report(indicators=with_cell(fine, "published", "value", 12))
    (finding,) = judge(tables.indicators_total, short).findings
    assert finding.says.zh == "分项之和9，不应少于“（一）主动公开政府信息数”12"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("望川县", Level.COUNTY), ("云州市望川区", Level.COUNTY), ("望川县人民政府", Level.COUNTY),
        ("云州市", Level.CITY),
        ("云州市发展和改革委员会", Level.DEPARTMENT), ("望川县财政局", Level.DEPARTMENT),
        ("望川县石桥镇", Level.TOWNSHIP),
        ("望川区南门街道办事处", Level.TOWNSHIP), ("浙江省", Level.PROVINCE), ("西藏自治区", Level.PROVINCE),
        ("云州高新技术产业开发区", None), ("云州市人民政府办公室", None), ("云州经济开发区管理委员会", None),
        ("", None), ("国家发展和改革委员会", Level.STATE), ("国家税务总局云州市税务局", None), ("望川县政府办", None),
        ("澳门特别行政区", None),
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


def test_rules_made_by_a_province_are_its_own_to_make() -> None:
    table = proactive(regulations__made=2, regulations__in_force=2)
    assert judge(checks.powers, report("浙江省", proactive=table)).result is Result.PASSED


def test_rules_without_a_place_on_the_page_have_none_in_the_finding() -> None:
    table = proactive(regulations__made=2, regulations__in_force=2)
    (finding,) = judge(checks.powers, report(proactive=table)).findings
    assert (finding.span, finding.also) == (None, ())


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


def documents(block: str, made: int | Cell, repealed: int | Cell, in_force: int | Cell) -> Table:
    table = with_cell(proactive(), block, "made", made)
    return with_cell(with_cell(table, block, "repealed", repealed), block, "in_force", in_force)


def test_what_was_repealed_in_the_year_may_be_of_what_was_made_in_it() -> None:
    assert not judge(checks.stock_flow, report(proactive=documents(NORMS, 9, 5, 6))).findings
    last = report(year=2020, proactive=documents(NORMS, 0, 0, 3))
    assert not judge(checks.stock_flow, report(proactive=documents(NORMS, 4, 5, 6)), last).findings


def test_a_blank_flow_counts_as_nothing_and_a_blank_stock_is_not_compared() -> None:
    last = report(year=2020, proactive=documents(NORMS, 0, 0, 3))
    (finding,) = judge(checks.stock_flow, report(proactive=documents(NORMS, 9, BLANK, 6))).findings
    assert finding.expected == ">= 9"
    (finding,) = judge(checks.stock_flow, report(proactive=documents(NORMS, BLANK, 5, 6)), last).findings
    assert finding.expected == "<= 3"
    for blank in ((9, 0, BLANK), (BLANK, BLANK, 6), (BLANK, BLANK, BLANK)):
        assert not judge(checks.stock_flow, report(proactive=documents(NORMS, *blank)), last).findings


def test_a_question_about_a_stock_names_what_it_counts() -> None:
    for block, name in ((NORMS, "规范性文件"), ("regulations", "规章")):
        (finding,) = judge(checks.stock_flow, report(proactive=documents(block, 9, 0, 6))).findings
        assert finding.says.zh.startswith(f"{name}现行有效6件")
        assert finding.says.en.startswith("normative" if block == NORMS else "rules")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (NORMS, "newly_public"),
        (NORMS, "public_total"),
        ("licensing", "previous_items"),
        ("licensing", "change"),
    ],
)
def test_a_blank_cell_of_the_form_of_2019_is_not_compared(row: str, column: str) -> None:
    table = with_cell(proactive("2019"), row, column, BLANK)
    assert not judge(checks.stock_flow, report(year=2020, edition="2019", proactive=table)).findings


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


def test_what_is_too_much_depends_on_who_collects_it() -> None:
    fees = proactive(fees__amount_wan=200_000)
    assert judge(checks.unit, report("望川县石桥镇", proactive=fees)).findings
    assert not judge(checks.unit, report("望川县", proactive=fees)).findings


def test_a_growth_that_can_be_is_no_jump() -> None:
    last = report(year=2020, proactive=proactive(fees__amount_wan=Decimal("20.5")))
    assert not judge(checks.unit, report(), last).findings
    little = report(year=2020, proactive=proactive(fees__amount_wan=Decimal("0.5")))
    assert not judge(checks.unit, report(), little).findings


def test_an_amount_is_said_to_have_jumped_only_where_it_has() -> None:
    absurd = report(proactive=proactive(fees__amount_wan=175865093))
    last = report(year=2020, proactive=proactive(fees__amount_wan=Decimal("20.5")))
    assert "倍以上" not in judge(checks.unit, absurd).findings[0].says.zh
    assert "为上年20.5的1000倍以上" in judge(checks.unit, absurd, last).findings[0].says.zh


def test_a_blank_amount_is_not_assessed() -> None:
    outcome = judge(checks.unit, report(proactive=with_cell(proactive(), "fees", "amount_wan", BLANK)))
    assert outcome.result is Result.NOT_ASSESSED


@pytest.mark.parametrize("check", [checks.powers, checks.stock_flow, checks.unit], ids=lambda check: check.id)
def test_without_the_table_nothing_is_assessed(check: Check) -> None:
    assert judge(check, report(proactive=None)).result is Result.NOT_ASSESSED

"""The sums of the table of applications."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.audit import tables
from mingbai.audit.check import Check, Context, assess
from mingbai.audit.findings import Outcome, Result, Severity
from mingbai.report import form
from mingbai.report.values import ABSENT, Table, Unread
from tests.factories import APPLICANTS, BLANK, UNREADABLE, applications, report, with_cell

SUMS = (tables.row_total, tables.handled, tables.balance, tables.integer)
LEAVES = [
    row.key
    for row in form.of("2021").applications.rows
    if row.key not in ("new", "carried_in", "handled", "carried_out")
]  # type: ignore[union-attr]


def judge(check: Check, table: Table | None, previous: Table | None = None) -> Outcome:
    last = report(year=2020, applications=previous) if previous is not None else None
    return assess(check, report(applications=table), Context(previous=last))


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("check", SUMS, ids=lambda check: check.id)
def test_a_table_that_foots_passes(check: Check, edition: str) -> None:
    outcome = judge(check, applications(edition))
    assert outcome.result is Result.PASSED
    assert outcome.compared >= 7


def test_a_wrong_total_is_named_with_what_was_expected_and_found() -> None:
    outcome = judge(tables.row_total, with_cell(applications(), "granted", "total", 61))
    (finding,) = outcome.findings
    assert outcome.result is Result.FAILED
    assert finding.severity is Severity.ERROR
    assert (finding.at, finding.expected, finding.found) == ("applications/granted/total", "68", "61")


def test_the_one_cell_that_heals_every_failing_sum_is_suggested() -> None:
    broken = with_cell(applications(), "partly_granted", "natural_person", 32)
    for check in (tables.row_total, tables.handled):
        (finding,) = judge(check, broken).findings
        assert finding.explains is not None
        assert "“（二）部分公开”行“自然人”栏由32改为23" in finding.explains.zh
        assert "2处" in finding.explains.zh
    assert judge(tables.balance, broken).result is Result.PASSED


def test_a_wrong_number_handled_is_one_finding_in_each_sum_that_it_breaks() -> None:
    broken = with_cell(applications(), "handled", "business", 8)
    found = [judge(check, broken).findings for check in SUMS]
    assert [len(f) for f in found] == [1, 1, 1, 0]
    assert all("由8改为7，不成立的3处" in f.explains.zh for fs in found for f in fs if f.explains is not None)


def test_a_column_and_the_total_that_follows_from_it_are_one_finding() -> None:
    broken = with_cell(with_cell(applications(), "handled", "natural_person", 130), "handled", "total", 139)
    (finding,) = judge(tables.handled, broken).findings
    assert finding.at == "applications/handled/natural_person"
    assert "同样不符" in finding.says.zh


def test_figures_in_the_wrong_column_are_one_finding() -> None:
    broken = with_cell(
        with_cell(applications(), "carried_out", "natural_person", 11), "carried_out", "business", 2
    )
    (finding,) = judge(tables.balance, broken).findings
    assert "可能串了栏" in finding.says.zh


def new(**figures: int) -> Table:
    table = applications()
    for column, figure in figures.items():
        table = with_cell(table, "new", column, figure)
    return table


def test_faults_that_do_not_cancel_are_findings_of_their_own() -> None:
    apart = judge(tables.balance, new(natural_person=140, business=0)).findings
    assert [f.expected for f in apart] == ["18", None]
    third = judge(tables.balance, new(natural_person=137, business=5, research=3)).findings
    assert [f.at for f in third] == [
        f"applications/carried_out/{who}" for who in ("natural_person", "research")
    ]
    assert ["可能串了栏" in f.says.zh for f in third] == [True, False]


def test_the_total_is_a_fault_of_its_own_where_the_columns_do_not_explain_it() -> None:
    table = with_cell(with_cell(applications(), "handled", "natural_person", 130), "handled", "total", 150)
    found = judge(tables.handled, table).findings
    assert [f.at for f in found] == ["applications/handled/natural_person", "applications/handled/total"]


@pytest.mark.parametrize(
    ("check", "row", "column", "zh", "en"),
    [
        (tables.row_total, "granted", "total", "“（一）予以公开”一行各分项之和为68，“总计”印的是9，相差59",
         "“(1) Granted”: the parts add up to 68, “Total” prints 9; they differ by 59"),
        (tables.handled, "handled", "business", "“商业企业”一栏各分项之和为7，“（七）总计”印的是9，相差2",
         "“Businesses”: the parts add up to 7, “(7) Total” prints 9; they differ by 2"),
        (tables.balance, "new", "business", "“商业企业”一栏新收加上年结转为9，办理总计加结转下年度为8，相差1",
         "“Businesses”: new plus carried in make 9, handled plus carried out 8; they differ by 1"),
    ],
    ids=lambda value: value.id if isinstance(value, Check) else None,
)  # fmt: skip
def test_a_sum_that_fails_is_said_with_its_row_or_column(
    check: Check, row: str, column: str, zh: str, en: str
) -> None:
    (finding,) = judge(check, with_cell(applications(), row, column, 9)).findings
    assert (finding.says.zh, finding.says.en) == (zh, en)


def test_a_total_that_repeats_one_column_is_explained() -> None:
    (finding,) = judge(tables.row_total, with_cell(applications(), "granted", "total", 61)).findings
    assert finding.explains is not None
    assert "61恰是“自然人”一项" in finding.explains.zh


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (77, ""),
        (86, "两个数字可能写颠倒了"),
        (75, "多出的7恰是“商业企业”一项，可能重复计入"),
        (7, "7恰是“商业企业”一项"),
    ],
)
def test_where_a_total_may_come_from_is_said(total: int, words: str) -> None:
    (finding,) = judge(tables.row_total, with_cell(applications(), "granted", "total", total)).findings
    assert finding.explains is not None
    assert "由" + str(total) + "改为68" in finding.explains.zh
    assert words in finding.explains.zh
    assert ("可能" in finding.explains.zh) is ("可能" in words)


def test_an_item_left_out_of_a_total_is_named() -> None:
    table = with_cell(applications(), "granted", "research", 30)
    table = with_cell(with_cell(table, "granted", "other", 2), "granted", "total", 70)
    (finding,) = judge(tables.row_total, table).findings
    assert finding.explains is not None
    assert "相差的30恰是“科研机构”一项，可能漏加" in finding.explains.zh


def test_last_years_figure_is_recognised() -> None:
    last = with_cell(applications(), "granted", "total", 75)
    (finding,) = judge(tables.row_total, with_cell(applications(), "granted", "total", 75), last).findings
    assert finding.explains is not None
    assert "上年同一格" in finding.explains.zh


def test_an_unreadable_cell_leaves_the_check_open_and_is_named() -> None:
    broken = with_cell(with_cell(applications(), "new", "other", UNREADABLE), "granted", "total", 1)
    outcome = judge(tables.row_total, broken)
    assert outcome.result is Result.NOT_ASSESSED
    assert outcome.why_not is not None
    assert "其他" in outcome.why_not.zh
    assert [f.at for f in outcome.findings] == ["applications/granted/total"]


def test_a_blank_cell_counts_as_nothing_and_is_said_to() -> None:
    fine = with_cell(applications(), "granted", "research", BLANK)
    assert judge(tables.row_total, fine).result is Result.PASSED
    (finding,) = judge(tables.row_total, with_cell(fine, "granted", "total", 70)).findings
    assert finding.severity is Severity.WARNING
    assert "空白，按0计" in finding.says.zh
    (open_,) = judge(
        tables.balance, with_cell(applications(), "carried_out", "natural_person", BLANK)
    ).findings
    assert (open_.found, open_.expected) == (None, "12")


def test_parts_above_the_total_are_an_error_whatever_the_blank_cell_held() -> None:
    broken = with_cell(with_cell(applications(), "granted", "research", BLANK), "granted", "total", 60)
    (finding,) = judge(tables.row_total, broken).findings
    assert finding.severity is Severity.ERROR


def test_a_blank_total_is_not_compared() -> None:
    table = applications()
    before = judge(tables.row_total, table).compared
    assert judge(tables.row_total, with_cell(table, "granted", "total", BLANK)).compared == before - 1


def test_a_row_that_is_not_printed_takes_no_part() -> None:
    fine = with_cell(applications(), "other_fee_unpaid", "total", ABSENT)
    for who in APPLICANTS:
        fine = with_cell(fine, "other_fee_unpaid", who, ABSENT)
    assert judge(tables.handled, fine).result is Result.PASSED
    short = with_cell(fine, "handled", "research", 1)
    outcome = judge(tables.handled, short)
    assert outcome.result is Result.NOT_ASSESSED
    assert outcome.findings == ()


def test_the_one_row_of_other_outcomes_counts_in_a_form_of_2021() -> None:
    table = applications("2019", {("other", "natural_person"): 3, ("granted", "natural_person"): 2})
    outcome = judge(tables.handled, Table("2021", table.cells))
    assert (outcome.result, outcome.findings) == (Result.PASSED, ())


def test_without_a_table_nothing_is_assessed_and_the_reason_is_the_readers() -> None:
    lost = report(applications=None, unread=(Unread("applications", "标题下没有单元格"),))
    outcome = assess(tables.row_total, lost, Context())
    assert outcome.result is Result.NOT_ASSESSED
    assert outcome.why_not is not None
    assert "标题下没有单元格" in outcome.why_not.zh
    assert "标题下没有单元格" in outcome.why_not.en
    partly = Unread("applications/new", "读不出", "illegible")
    other = assess(tables.row_total, report(applications=None, unread=(partly,)), Context())
    assert other.why_not is not None
    assert (other.why_not.zh, other.why_not.en) == (
        "申请情况表没有读出：读不出", "the table of applications was not read: illegible",
    )  # fmt: skip


@pytest.mark.parametrize("value", [-1, Decimal("2.5")])
def test_a_count_is_whole_and_not_negative(value: int | Decimal) -> None:
    outcome = judge(tables.integer, with_cell(applications(), "new", "other", value))
    assert [f.at for f in outcome.findings] == ["applications/new/other"]
    assert outcome.result is Result.FAILED


counts = st.dictionaries(
    st.tuples(st.sampled_from(LEAVES), st.sampled_from(APPLICANTS)), st.integers(0, 2000)
)
few = st.dictionaries(st.sampled_from(APPLICANTS), st.integers(0, 50))
valid = st.builds(applications, st.just("2021"), counts, st.just({}), few)


@settings(max_examples=40)
@given(valid)
def test_any_valid_table_has_no_finding(table: Table) -> None:
    for check in SUMS:
        assert judge(check, table).findings == ()


@settings(max_examples=60)
@given(valid, st.data())
def test_any_single_changed_cell_is_found_and_suggested(table: Table, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(sorted(table.cells)))
    value = table.value(*place)
    assert value is not None
    other = data.draw(st.integers(0, 3000).filter(lambda n: n != value))
    found = [f for check in SUMS for f in judge(check, with_cell(table, *place, other)).findings]
    assert 2 <= len(found) <= 3
    assert all(f.severity is Severity.ERROR for f in found)
    assert all(f.explains is not None and f"由{other}改为{value}" in f.explains.zh for f in found)

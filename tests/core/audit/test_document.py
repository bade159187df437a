"""The report as a document: form, chapters, period, deadline, metadata."""

from dataclasses import replace

import pytest

from mingbai.audit import form as checks
from mingbai.audit import metadata
from mingbai.audit.check import Check, Context, assess
from mingbai.audit.findings import Outcome, Result, Severity
from mingbai.report.values import Chapter, Datum, Editions, Report
from tests.factories import METADATA, TEXT, chapters, indicators, report


def judge(check: Check, given: Report) -> Outcome:
    return assess(check, given, Context(plain=given.page.text if given.page is not None else ""))


ALL = (
    checks.edition, checks.chapters, checks.period, checks.deadline,
    metadata.document_number, metadata.index_number, metadata.dates,
)  # fmt: skip


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_a_valid_report_passes(check: Check) -> None:
    assert judge(check, report()).result is Result.PASSED


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_a_report_without_anything_is_not_assessed(check: Check) -> None:
    bare = Report(source=report().source)
    assert judge(check, bare).result is Result.NOT_ASSESSED


def test_the_old_form_in_a_later_year_is_a_question() -> None:
    mixed = report(editions=Editions("2021", "2019", "2021"))
    (finding,) = judge(checks.edition, mixed).findings
    assert (finding.severity, finding.at, finding.expected, finding.found) == (
        Severity.WARNING, "applications", "2021", "2019",
    )  # fmt: skip


@pytest.mark.parametrize("year", [2019, 2020])
def test_the_trial_form_is_right_in_its_years(year: int) -> None:
    assert judge(checks.edition, report(year=year, edition="2019")).result is Result.PASSED


def test_a_missing_chapter_is_named() -> None:
    (finding,) = judge(checks.chapters, report(chapters=chapters()[:-1])).findings
    assert "六、其他需要报告的事项" in finding.says.zh
    assert finding.severity is Severity.WARNING


def test_the_old_form_is_named_without_any_heading() -> None:
    (finding,) = judge(checks.edition, report(chapters=(), editions=Editions("2021", "2019"))).findings
    assert (finding.quote, finding.span) == (None, None)


def test_the_third_table_does_not_tell_the_editions_apart() -> None:
    given = report(year=2020, edition="2019", editions=Editions("2019", "2019", "2021"))
    assert judge(checks.edition, given).result is Result.PASSED


def test_rows_that_are_numbered_as_chapters_are_no_chapters() -> None:
    row = Chapter("四", "结转下年度继续办理 3 0 3", "四、结转下年度继续办理 3 0 3", (70, 79))
    assert judge(checks.chapters, report(chapters=(*chapters(), row))).findings == ()


def test_a_numeral_used_twice_is_named() -> None:
    all_ = chapters()
    twice = (*all_[:3], replace(all_[3], number="三"), *all_[4:])
    (finding,) = judge(checks.chapters, report(chapters=twice)).findings
    assert "“三”用了两次" in finding.says.zh


def test_a_heading_of_the_form_counts_with_a_year_in_it_and_one_printed_twice_is_one() -> None:
    all_ = chapters()
    dated = replace(all_[3], number="三", title="2021年行政复议、行政诉讼情况")
    assert judge(checks.chapters, report(chapters=(*all_[:3], dated, *all_[4:]))).findings
    assert judge(checks.chapters, report(chapters=(*all_[:1], *all_))).findings == ()


def test_headings_without_a_numeral_share_none() -> None:
    bare = [Chapter("", title, title, (80, 89)) for title in ("公开指南", "公开目录")]
    assert judge(checks.chapters, report(chapters=(*chapters(), *bare))).findings == ()


def test_a_heading_that_is_none_of_the_forms_does_not_shift_the_order() -> None:
    first, second, third, *rest = chapters()
    own = Chapter("", "工作亮点", "工作亮点", (80, 89))
    (finding,) = judge(checks.chapters, report(chapters=(own, first, third, second, *rest))).findings
    assert finding.at == "chapters/proactive"


def test_chapters_out_of_order_are_named() -> None:
    all_ = chapters()
    (finding,) = judge(checks.chapters, report(chapters=(all_[0], all_[2], all_[1], *all_[3:]))).findings
    assert finding.at == "chapters/proactive"


def test_a_heading_without_its_table_is_named() -> None:
    (finding,) = judge(checks.chapters, report(remedies=None)).findings
    assert finding.at == "chapters/remedies"
    unread = report(remedies=None, text="　" * 32 + "结果维持 尚未审结" + "　" * 40)
    assert judge(checks.chapters, unread).findings == ()
    apart = tuple(replace(chapter, span=(i * 40, i * 40 + 9)) for i, chapter in enumerate(chapters()))
    figures = report(remedies=None, chapters=apart, text="　" * 132 + "1 2 3 4 5 6 7 8" + "　" * 100)
    assert judge(checks.chapters, figures).findings == ()


def test_a_report_from_data_has_no_page_that_could_show_the_table() -> None:
    (finding,) = judge(checks.chapters, report(remedies=None, page=None)).findings
    assert finding.at == "chapters/remedies"


def test_headings_beside_the_statistics_of_2014_count_from_one_again() -> None:
    again = (*chapters(), Chapter("一", "主动公开情况", "一、主动公开情况", (80, 89)))
    (finding,) = judge(checks.chapters, report(chapters=again)).findings
    assert finding.at == "chapters/一"
    assert not judge(checks.chapters, report(chapters=again, indicators=indicators())).findings
    assert not judge(checks.chapters, report(chapters=again, text=TEXT + "统计指标")).findings


def test_before_2019_the_chapters_are_free() -> None:
    old = report(year=2016, chapters=chapters()[:2])
    assert judge(checks.chapters, old).findings == ()


def test_another_period_is_a_question() -> None:
    text = TEXT.replace("自2021年1月1日起至2021年12月31日止", "自2021年1月1日至11月30日")
    (finding,) = judge(checks.period, report(text=text)).findings
    assert finding.found == "2021-01-01/2021-11-30"
    last = TEXT.replace("2021年12月31日止", "2020年12月31日止")
    assert len(judge(checks.period, report(text=last)).findings) == 1


LATE = {
    **METADATA,
    "written_on": Datum("2022-04-06"),
    "issued_on": Datum("2022-04-06"),
    "published_on": Datum("2022-04-07"),
}


def test_a_government_that_publishes_in_april_is_late() -> None:
    text = TEXT.replace("2022年1月20日", "2022年4月6日")
    (finding,) = judge(checks.deadline, report(text=text, metadata=LATE)).findings
    assert finding.expected == "<= 2022-03-31"
    assert finding.severity is Severity.WARNING


def test_a_department_that_publishes_in_february_is_late_since_the_report_on_2019() -> None:
    february = {"published_on": Datum("2022-02-07")}
    text = TEXT.replace("2022年1月20日", "")
    assert len(judge(checks.deadline, report("望川县财政局", text=text, metadata=february)).findings) == 1
    assert judge(checks.deadline, report(text=text, metadata=february)).result is Result.PASSED
    old = {"published_on": Datum("2019-03-30")}
    assert judge(checks.deadline, report("望川县财政局", 2018, text="", metadata=old)).result is Result.PASSED


def test_a_township_has_no_day_of_its_own() -> None:
    text = TEXT.replace("2022年1月20日", "")
    late = report("望川县石桥镇", text=text, metadata={"published_on": Datum("2022-02-20")})
    assert judge(checks.deadline, late).result is Result.NOT_ASSESSED


def test_up_to_the_report_on_2018_the_end_of_march_held_for_every_body() -> None:
    late = report("望川县石桥镇", 2016, text="", metadata={"published_on": Datum("2017-04-10")})
    (finding,) = judge(checks.deadline, late).findings
    assert finding.expected == "<= 2017-03-31"


def test_a_day_within_the_year_reported_on_is_not_that_of_publication() -> None:
    early = {"written_on": Datum("2021-12-20"), "published_on": Datum("2022-04-07")}
    (finding,) = judge(checks.deadline, report(text="", metadata=early)).findings
    assert finding.found == "2022-04-07"


def test_a_late_report_from_data_has_no_page_to_quote() -> None:
    late = report(page=None, metadata={"published_on": Datum("2022-04-07", (3, 13))})
    (finding,) = judge(checks.deadline, late).findings
    assert finding.quote is None


def test_a_page_posted_years_later_proves_nothing_about_the_deadline() -> None:
    moved = report(year=2016, text="", metadata={"published_on": Datum("2020-09-29 16:12")})
    assert judge(checks.deadline, moved).result is Result.NOT_ASSESSED


@pytest.mark.parametrize("written", ["二〇二二年四月六日", "2022 年 4 月 6 日"])
def test_the_day_under_the_signature_counts_however_it_is_written(written: str) -> None:
    text = TEXT.replace("2022年1月20日", written)
    assert len(judge(checks.deadline, report(text=text, metadata={})).findings) == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二二年四月十日", "2022-04-10"),
        ("二〇二二年四月十六日", "2022-04-16"),
        ("二〇二二年四月二十日", "2022-04-20"),
        ("二○二二年十一月二十六日", "2022-11-26"),
    ],
)
def test_the_tens_of_a_day_in_chinese_numerals_are_counted(written: str, day: str) -> None:
    text = TEXT.replace("2022年1月20日", written)
    (finding,) = judge(checks.deadline, report(text=text, metadata={})).findings
    assert finding.found == day


def with_field(key: str, value: str) -> Report:
    return report(metadata={**METADATA, key: Datum(value, (0, 2))})


@pytest.mark.parametrize(
    "number", ["望政办函〔2022〕0号", "望政办函2022-6号", "望政办函〔2022〕06号", "望政办函〔2022〕第6号"]
)
def test_a_document_number_out_of_form_is_noticed(number: str) -> None:
    found = judge(metadata.document_number, with_field("doc_no", number)).findings
    assert [f.severity for f in found] == [Severity.NOTICE]


@pytest.mark.parametrize(
    "number", ["望政办函[2022]6号", "望政办函（2022）6號", "国务院令第711号", "HFGS—2022—9"]
)
def test_brackets_and_orders_are_taken_as_they_come(number: str) -> None:
    assert judge(metadata.document_number, with_field("doc_no", number)).findings == ()


def test_the_year_of_the_number_is_that_of_the_writing() -> None:
    (finding,) = judge(metadata.document_number, with_field("doc_no", "望政办函〔2020〕6号")).findings
    assert "不在同一年" in finding.says.zh


@pytest.mark.parametrize(
    "number",
    [
        "无",
        "000000/",
        "A1",
        "12620600MB05233O8D/2020-06557",
        "12620600MB0523338D/2020-06557",
        "012345670/2031-00042",
    ],
)
def test_an_index_number_that_makes_no_sense_is_noticed(number: str) -> None:
    assert len(judge(metadata.index_number, with_field("index_no", number)).findings) == 1


@pytest.mark.parametrize(
    "number", ["12620600MB0523338C/2020-06557", "11370322004222241N/2021-5135380", "0142768-8/2022-00185"]
)
def test_index_numbers_of_every_shape_pass(number: str) -> None:
    assert judge(metadata.index_number, with_field("index_no", number)).result is Result.PASSED


@pytest.mark.parametrize("number", ["012345670/2022-00042", "0142768-8"])
def test_a_number_without_a_year_or_a_day_beside_it_is_taken_as_it_stands(number: str) -> None:
    assert judge(metadata.index_number, report(metadata={"index_no": Datum(number)})).result is Result.PASSED
    assert judge(metadata.index_number, with_field("index_no", number)).result is Result.PASSED


def test_a_document_number_needs_no_day_of_writing() -> None:
    alone = {"doc_no": Datum("望政办函〔2020〕6号")}
    assert judge(metadata.document_number, report(metadata=alone)).result is Result.PASSED


def test_a_placeholder_is_told_from_a_number_out_of_form() -> None:
    says = [
        judge(metadata.document_number, with_field("doc_no", number)).findings[0].says.zh
        for number in ("望政办函〔2022〕0号", "望政办函2022-6号")
    ]
    assert "占位符" in says[0]
    assert "不合文号格式" in says[1]


def test_a_report_may_be_written_in_the_last_month_of_its_year() -> None:
    written = report(metadata={"written_on": Datum("2021-12-20")})
    assert judge(metadata.dates, written).result is Result.PASSED


def test_days_out_of_order_are_noticed() -> None:
    found = judge(metadata.dates, with_field("published_on", "2022-01-10")).findings
    assert {f.at for f in found} == {"metadata/published_on"}


@pytest.mark.parametrize("day", ["2021-06-01", "2026-09-29"])
def test_a_report_written_too_early_or_long_after_is_noticed(day: str) -> None:
    (finding,) = judge(metadata.dates, report(metadata={"written_on": Datum(day)})).findings
    assert finding.severity is Severity.NOTICE

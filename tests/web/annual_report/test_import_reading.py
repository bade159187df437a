"""Reading an earlier register: heads of all kinds, days in a dozen ways, words that are asked for and never guessed."""

from datetime import date, datetime

import pytest

from mingbai.errors import Unreadable
from mingbai.lifecycle import Settings
from mingbai_web.annual_report.importing.days import NotADay, day
from mingbai_web.annual_report.importing.mapping import Layout, guessed, headings, meaning
from mingbai_web.annual_report.importing.sheets import opened
from mingbai_web.annual_report.importing.trial import Trial, tried
from tests.web.annual_report.registers import HEAD, ROWS, layout_of, register, separated, workbook

TODAY = date(2026, 1, 5)
LAW = Settings.shipped()


def trial(rows: list[list[object]], **given: object) -> Trial:
    sheet = register(rows)
    layout = Layout(**{**{name: getattr(layout_of(sheet), name) for name in Layout.__slots__}, **given})
    return tried(sheet, layout, today=TODAY, settings=LAW, numbers={}, alike={})


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("2025.3.4", date(2025, 3, 4)),
        ("2025-03-04", date(2025, 3, 4)),
        ("2025/3/4", date(2025, 3, 4)),
        ("２０２５年３月４日", date(2025, 3, 4)),
        ("2025年3月4", date(2025, 3, 4)),
        ("2025-03-04 09:30:00", date(2025, 3, 4)),
        ("20250304", date(2025, 3, 4)),
        (20250304.0, date(2025, 3, 4)),
        ("3月4日", date(2024, 3, 4)),
        ("二〇二五年十二月二十一日", date(2025, 12, 21)),
        (45720, date(2025, 3, 4)),
        ("45720", date(2025, 3, 4)),
        (datetime(2025, 3, 4, 9, 30), date(2025, 3, 4)),
        ("", None),
    ],
)
def test_a_day_is_read_however_it_is_written(written: object, on: date | None) -> None:
    assert day(written, 2024) == on  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written",
    [
        "3.4",
        3.4,
        "25.3.4",
        "2025.3",
        "2025.13.4",
        "2025.2.30",
        "三月",
        "2025.3.4/2025.3.9",
        True,
        99,
        float("nan"),
    ],
)
def test_what_could_be_two_days_or_none_is_refused(written: object) -> None:
    with pytest.raises(NotADay):
        day(written, 2024)  # type: ignore[arg-type]


def test_a_day_without_a_year_is_refused_until_the_year_is_told() -> None:
    with pytest.raises(NotADay, match="没有年份"):
        day("3月4日", None)


def test_the_usual_headings_are_recognised() -> None:
    layout = layout_of(register())
    assert {name: HEAD[at] for name, at in layout.columns.items()} == {
        "received": "收到日期", "name": "申请人", "applicant": "申请人类别", "matter": "申请内容", "channel": "受理方式",
        "ended": "答复日期", "outcome": "答复结果", "paper": "文号", "note": "备注",
    }  # fmt: skip


def test_a_head_of_two_rows_under_a_title_with_merged_cells_is_recognised() -> None:
    rows = [
        ["清河区2025年政府信息公开申请台账"],
        ["登记编号", "收到时间", "申请人", "", "", "申请公开的内容", "答复", ""],
        ["", "", "姓名（名称）", "类别", "联系电话", "", "日期", "结果"],
        ["A-1", "2025.3.4", "钱小川", "公民", "13800000000", "预算", "2025.3.21", "予以公开"],
    ]
    merged = [(0, 0, 0, 7), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4), (1, 5, 2, 5), (1, 6, 1, 7)]
    sheet = opened(workbook(rows, merged=merged), "台账.xlsx")[0]
    layout = layout_of(sheet)
    assert (layout.first, layout.depth) == (1, 2)
    assert headings(sheet, 1, 2)[2:5] == ["申请人/姓名（名称）", "申请人/类别", "申请人/联系电话"]
    assert layout.columns == {
        "number": 0, "received": 1, "name": 2, "applicant": 3, "phone": 4, "matter": 5, "ended": 6, "outcome": 7,
    }  # fmt: skip


def test_a_sheet_without_a_head_has_no_layout_until_it_is_told() -> None:
    assert guessed(opened(workbook([["甲", "乙"], [1, 2]]), "a.xlsx")[0]) is None


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_register_with_commas_is_read_in_the_charsets_of_offices(charset: str) -> None:
    rows = [HEAD, *[[str(cell) for cell in row] for row in ROWS]]
    (sheet,) = opened(separated(rows, charset), "台账.csv")
    assert sheet.rows[0] == tuple(HEAD)
    assert sheet.rows[2][2] == "清河贸易有限公司"
    assert len(sheet.rows) == 5


def test_a_quote_left_open_is_refused_and_swallows_no_row() -> None:
    text = '收到日期,申请人,申请内容\n2025-3-4,"甲,预算\n2025-3-5,乙,决算\n2025-3-6,丙",预算\n'
    for broken in (text, text.replace('丙"', "丙")):
        with pytest.raises(Unreadable, match="引号"):
            opened(broken.encode(), "台账.csv")


def test_what_is_no_register_is_refused_with_what_to_do() -> None:
    for data in (b"%PDF-1.7\n", b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        with pytest.raises(Unreadable):
            opened(data, "台账.xlsx")


def test_a_good_register_gives_a_draft_a_row() -> None:
    found = trial(ROWS)
    assert found.faults == []
    first, second, third, fourth = found.drafts
    assert (first.past.received, first.past.ended, first.past.outcome) == (
        date(2025, 3, 4),
        date(2025, 3, 21),
        "granted",
    )
    assert (second.past.applicant, second.details.name) == ("company", "清河贸易有限公司")
    assert (third.past.channel, third.past.note) == ("in-person", "原文号：清公开〔2025〕3号；已电话说明")
    assert (fourth.past.ended, fourth.past.outcome) == (None, "")


@pytest.mark.parametrize("word", ["不予公开", "无法提供", "不予处理", "其他情况"])
def test_a_word_for_several_outcomes_is_asked_for_and_not_guessed(word: str) -> None:
    row = [*ROWS[0][:7], word, *ROWS[0][8:]]
    found = trial([row])
    assert found.asks == {"outcome": {word: 1}}
    assert (found.drafts, len(found.refused)) == ([], 1)
    told = layout_of(register([row])).with_words("outcome", {word: "refused_third_party"})
    assert trial([row], words=told.words).drafts[0].past.outcome == "refused_third_party"


def test_post_of_an_untold_kind_is_asked_for() -> None:
    assert trial([[*ROWS[0][:5], "邮寄", *ROWS[0][6:]]]).asks == {"channel": {"邮寄": 1}}


def test_a_word_is_known_whatever_marks_and_widths_it_is_written_with() -> None:
    assert meaning("outcome", " 予以公开。", layout_of(register())) == "granted"
    assert meaning("channel", "ｅｍｓ", layout_of(register())) == "signed-post"


def changed(**cells: object) -> list[object]:
    row = list(ROWS[0])
    for name, value in cells.items():
        row[{"received": 1, "name": 2, "matter": 4, "ended": 6, "outcome": 7, "note": 9}[name]] = value
    return row


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (changed(received=""), "收到日期", "没有收到日期"),
        (changed(received="3.4"), "收到日期", "看不出是哪一天"),
        (changed(received="2026.3.4", ended="2026.3.9"), "收到日期", "还没有到"),
        (changed(ended="2025.3.1"), "答复日期", "早于收到日期"),
        (changed(ended=""), "答复日期", "没有答复日期"),
        (changed(outcome=""), "答复结果", "没有写结果"),
        (changed(outcome="办理中"), "答复结果", "又有答复日期"),
        (changed(name=""), "申请人", "申请人是空的"),
        (changed(matter=""), "申请内容", "申请内容是空的"),
        (changed(matter="钱小川名下的宅基地档案"), "申请内容", "写着申请人的姓名"),
        (changed(matter="身份证110101199003077571的低保金"), "申请内容", "证件号码"),
        (changed(note="钱小川来电催办"), "备注", "写着申请人的姓名"),
        (changed(received="2008.4.30"), "", "2008"),
        ([*ROWS[0], "还有一格"], "", "错了位"),
        (changed(matter="长" * 301), "申请内容", "超过 300 字"),
    ],
)
def test_each_fault_of_a_row_names_its_column_and_what_to_do(
    row: list[object], column: str, says: str
) -> None:
    (line,) = trial([row]).lines
    assert line.draft is None
    assert any(fault.column == column and says in fault.says.zh for fault in line.faults), line.faults


def test_the_applicants_own_name_becomes_the_person_concerned_where_that_is_chosen() -> None:
    (draft,) = trial([changed(matter="钱小川名下的宅基地档案", note="钱小川来电")], own_name=True).drafts
    assert draft.past.matter == "本人名下的宅基地档案"
    assert draft.past.note.endswith("申请人来电")


def test_sums_notes_and_repeated_heads_are_told_apart_and_listed() -> None:
    found = trial([ROWS[0], HEAD, ROWS[1], ["合计", "", "", "", "", "", 2], ["备注：本表由办公室填报"]])
    assert [(line.row, line.aside) for line in found.asides] == [
        (3, "表头（重复）"),
        (5, "合计"),
        (6, "备注：本表由办公室填报"),
    ]
    assert len(found.drafts) == 2


def test_a_row_that_has_lost_all_but_one_cell_is_refused_and_not_taken_for_a_note() -> None:
    found = trial([ROWS[0], ["", "", "钱小川"]])
    assert [line.row for line in found.refused] == [3]


def test_the_same_number_twice_is_refused_the_second_time() -> None:
    head = ["编号", *HEAD[1:]]
    sheet = opened(workbook([head, ["甲1", *ROWS[0][1:]], ["甲1", *ROWS[1][1:]]]), "a.xlsx")[0]
    found = tried(sheet, layout_of(sheet), today=TODAY, settings=LAW, numbers={}, alike={})
    assert [fault.says.zh for fault in found.faults] == ["编号与第 2 行相同"]


def test_a_cell_merged_over_several_rows_speaks_for_each() -> None:
    rows = [HEAD, ROWS[0], [2, "2025.3.5", "", "公民", "决算", "当面", "2025.4.1", "公开"]]
    sheet = opened(workbook(rows, merged=[(1, 2, 2, 2)]), "a.xlsx")[0]
    found = tried(sheet, layout_of(sheet), today=TODAY, settings=LAW, numbers={}, alike={})
    assert [draft.details.name for draft in found.drafts] == ["钱小川", "钱小川"]


def test_a_register_without_a_column_for_the_applicants_kind_waits_until_it_is_told() -> None:
    sheet = opened(workbook([["收到日期", "申请人", "申请内容"], ["2025.3.4", "钱小川", "预算"]]), "a.xlsx")[
        0
    ]
    layout = layout_of(sheet)
    assert tried(sheet, layout, today=TODAY, settings=LAW, numbers={}, alike={}).wants == (
        "applicant",
        "channel",
    )
    told = Layout(0, 1, layout.columns, whole={"applicant": "natural_person", "channel": "unknown"})
    assert (
        tried(sheet, told, today=TODAY, settings=LAW, numbers={}, alike={}).drafts[0].past.channel
        == "unknown"
    )


def test_a_layout_that_was_kept_reads_as_it_was() -> None:
    layout = layout_of(register()).with_words("outcome", {"不予公开": "refused_third_party"})
    assert Layout.read(layout.said()) == layout

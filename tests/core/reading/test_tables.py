"""How figures find their rows and columns: tokens, labels, runs, and what is settled by the sums."""

import subprocess
import sys

import pytest

import mingbai
from mingbai.errors import NotAReport
from mingbai.reading.labels import labels_of
from mingbai.reading.settle import settle
from mingbai.reading.stream import Mark, Token, amount, squeeze
from mingbai.report import form
from mingbai.report.values import Report, Status

COLUMNS = [column.key for column in form.of("2021").table("applications").blocks[0].columns]
IDENTITIES = form.of("2021").table("applications").identities
HEAD = "桂岭县2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
TAIL = "四、政府信息公开行政复议、行政诉讼情况\n"


def figures(*values: int | None) -> list[Token]:
    """Return loose tokens of one row; None is a blank that the page shows between two separators."""
    return [
        Token(Mark.BLANK, "", (n, n), 1) if v is None else Token(Mark.FIGURE, str(v), (n, n + 1), 1, v)
        for n, v in enumerate(values)
    ]


def read(text: str) -> Report:
    return mingbai.read((HEAD + text + TAIL).encode(), name="桂岭.txt")


def row(report: Report, key: str) -> list[int | str]:
    """Return a row as its figures, or the status of a cell that is not read."""
    assert report.applications is not None
    cells = [report.applications[key, column] for column in COLUMNS]
    return [str(c.status) if c.status is not Status.READ else int(c.value or 0) for c in cells]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("22（其中修订16件）", 22),
        ("1,204", 1204),
        ("1，204", 1204),
        ("3件", 3),
        ("-8", -8),
        ("增3", 3),
        ("零", 0),
    ],
)
def test_a_cell_with_a_note_a_unit_or_a_sign_is_a_figure(printed: str, value: int) -> None:
    assert amount(printed.replace("（", "(").replace("）", ")")) == value


@pytest.mark.parametrize("printed", ["12345平台", "3人4件", "2021年", "第3页", "5%", "3.5.1", "", "见附件"])
def test_what_is_no_count_is_no_figure(printed: str) -> None:
    assert amount(printed) is None


def test_injected_letters_do_not_hide_a_label() -> None:
    assert squeeze("行zheng政 处罚：") == "行政处罚"


def test_a_wrapped_label_is_known_by_its_beginning_only_when_no_other_begins_so() -> None:
    labels = labels_of("applications")
    assert labels.begun(squeeze("8.属于行")) == "refused_administrative_query"
    assert labels.begun(squeeze("属于行")) is None


def test_column_heads_repeated_on_a_new_page_name_no_row() -> None:
    heads = squeeze("自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他")
    assert labels_of("applications").find(heads + "2.重复申请", "declined_petition") == ["declined_repeat"]


def test_a_local_row_is_foreign_and_a_piece_of_a_label_is_not() -> None:
    labels = labels_of("proactive")
    assert labels.foreign("其余公开的材料")
    assert not labels.foreign("他对外管理服")


def test_a_whole_row_is_taken_as_printed_even_when_it_does_not_foot() -> None:
    settled = settle({"new": figures(1, 0, 0, 0, 0, 0, 2)}, COLUMNS, IDENTITIES)
    assert [settled["new"].cells[c].value for c in COLUMNS] == [1, 0, 0, 0, 0, 0, 2]


def test_a_row_that_has_lost_a_cell_among_whole_rows_is_not_read() -> None:
    rows = {
        "new": figures(3, 0, 0, 0, 0, 0, 3),
        "carried_in": figures(1, 0, 0, 0, 0, 0, 1),
        "granted": figures(3, 0, 3),
    }
    settled = settle(rows, COLUMNS, IDENTITIES)
    assert {c.status for c in settled["granted"].cells.values()} == {Status.UNREADABLE}
    assert settled["new"].cells["total"].value == 3


def test_padding_behind_a_row_is_no_column() -> None:
    settled = settle({"new": figures(5, 1, 0, 0, 0, 0, 6, None, None)}, COLUMNS, IDENTITIES)
    assert settled["new"].cells["total"].value == 6


_VANISHED = {
    "new": "9\n2\n11\n",
    "carried_in": "3\n3\n",
    "granted": "8\n2\n10\n",
    "partly_granted": "3\n3\n",
    "handled": "11\n2\n13\n",
    "carried_out": "1\n1\n",
}


def test_vanished_blanks_leave_the_total_readable_when_the_whole_column_foots() -> None:
    rows = form.of("2021").table("applications").rows
    report = read("".join(f"{line.label}\n{_VANISHED.get(line.key, '')}" for line in rows))
    assert row(report, "granted") == ["unreadable"] * 6 + [10]
    assert row(report, "carried_in")[-1] == 3
    assert any(entry.at == "applications/carried_in/natural_person" for entry in report.unread)


def test_a_column_that_foots_settles_nothing_while_a_row_that_it_sums_is_not_printed() -> None:
    rows = form.of("2021").table("applications").rows
    printed = [line for line in rows if line.key != "declined_repeat"]
    report = read("".join(f"{line.label}\n{_VANISHED.get(line.key, '')}" for line in printed))
    assert row(report, "granted") == ["unreadable"] * 7


def test_where_no_figure_stands_twice_repeats_were_removed_and_no_short_row_is_read() -> None:
    report = read(
        "一、本年新收政府信息公开申请数量\n9\n2\n11\n二、上年结转政府信息公开申请数量\n3\n"
        "三、本年度办理结果\n（一）予以公开\n8\n10\n（七）总计\n13\n四、结转下年度继续办理\n1\n"
    )
    assert row(report, "new") == ["unreadable"] * 7


def test_figures_before_their_labels_are_never_read_one_row_off() -> None:
    rows = [key.key for key in form.of("2021").table("applications").rows]
    text = "".join(
        f"0 0 0 0 0 {n} {n}\n{form.of('2021').table('applications').row(k).label}\n"
        for n, k in enumerate(rows)
    )
    report = read("申请人情况\n" + text)
    for n, key in enumerate(rows):
        assert row(report, key) in ([0, 0, 0, 0, 0, n, n], ["unreadable"] * 7, ["absent"] * 7)


def test_a_row_printed_twice_with_other_figures_is_not_read() -> None:
    line = "一、本年新收政府信息公开申请数量 {0} 0 0 0 0 0 {0}\n"
    rest = "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1\n四、结转下年度继续办理 1 0 0 0 0 0 1\n"
    assert row(read(line.format(4) + line.format(5) + rest), "new") == ["unreadable"] * 7


def test_the_one_row_of_other_outcomes_makes_the_table_one_of_2019() -> None:
    report = read(
        "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n（六）其他处理 1 0 0 0 0 0 1\n（七）总计 1 0 0 0 0 0 1\n"
        "四、结转下年度继续办理 0 0 0 0 0 0 0\n"
    )
    assert report.editions.applications == "2019"
    assert row(report, "other")[-1] == 1


def test_a_heading_without_its_table_is_said_to_be_unread() -> None:
    report = read("下列数据见附件。\n")
    assert report.applications is None
    assert "applications" in [entry.at for entry in report.unread]


@pytest.mark.parametrize(
    ("title", "body", "year"),
    [
        ("2021年度桂岭市卫生健康局政府信息公开工作年度报告", "桂岭市卫生健康局", 2021),
        ("桂岭县二〇二一年政府信息公开年度报告", "桂岭县", 2021),
        ("桂岭县2021-政府信息公开工作年度报告", "桂岭县", 2021),
        ("桂岭市交通运输局\n2022年政府信息公开工作年度报告", "桂岭市交通运输局", 2022),
        ("桂岭县人民政府关于2020年政府信息公开工作情况的报告", "桂岭县人民政府", 2020),
    ],
)
def test_the_title_tells_body_and_year(title: str, body: str, year: int) -> None:
    text = (
        f"{title}\n一、总体情况\n政府信息公开。\n政府信息公开。\n二、主动公开政府信息情况\n政府信息公开。\n"
    )
    report = mingbai.read(text.encode(), name="x.txt")
    assert (report.body and report.body.name, report.year) == (body, year)


def test_the_header_of_a_portal_is_metadata_field_by_field() -> None:
    header = "索引号: | 002489444/2019-255897 | 公开方式: | 主动公开 |\n文号: | 桂发〔2020〕3号 | 成文日期: | 2020-01-07 |\n有效性: |\n"
    report = mingbai.read((header + HEAD + TAIL + "政府信息公开。\n").encode(), name="x.txt")
    found = {key: datum.value for key, datum in report.metadata.items()}
    assert found == {
        "index_no": "002489444/2019-255897",
        "disclosure": "主动公开",
        "doc_no": "桂发〔2020〕3号",
        "written_on": "2020-01-07",
    }


def test_a_novel_is_no_report() -> None:
    with pytest.raises(NotAReport, match="不像"):
        mingbai.read("第一回 山中来客\n那一日大雪封山。\n".encode() * 200, name="novel.txt")


@pytest.mark.parametrize("first", ["import mingbai", "import mingbai; import mingbai.audit.findings"])
def test_audit_can_be_called_whatever_was_imported_before(first: str) -> None:
    code = (
        f"{first}\nassert callable(mingbai.audit)\nimport mingbai.audit.run\nassert callable(mingbai.audit)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

"""Markdown has pipe tables of even width, and our own reader gets every figure back."""

import pytest

import mingbai
from mingbai.report.render import render
from mingbai.report.values import Body, Report, Source
from tests.core.report.making import BODY, PROSE, damaged, report


def written(found: Report) -> str:
    return render(found, "md", chapters=PROSE).decode()


def test_every_line_of_a_table_has_the_same_number_of_cells() -> None:
    for block in written(damaged()).split("\n\n"):
        lines = [line for line in block.split("\n") if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1


def test_chapters_are_headings_and_prose_is_prose() -> None:
    text = written(report("2021", 2023))
    assert text.startswith(f"# {BODY}2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n全年主动公开")


def test_a_blank_figure_is_a_hard_space_and_an_unread_one_says_so() -> None:
    text = written(damaged())
    assert "| &nbsp; |" in text
    assert "| 未读出 |" in text
    assert "这一行只印了两个数" in text


def test_what_a_report_says_never_becomes_markup() -> None:
    body = "[a](http://evil.example) *b* <script>|"
    text = render(
        Report(Source("", "", ""), Body(body, body), 2023, "2021"),
        "md",
        chapters={"overview": "# x\n- y\n1. z\n> q"},
    ).decode()
    assert "\\[a\\](http" in text
    assert "\\<script" in text
    for line in ("\\# x", "\\- y", "1\\. z", "\\> q"):
        assert f"\n{line}\n" in text


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_our_reader_gets_every_figure_back(edition: str) -> None:
    found = report(edition)
    back = mingbai.read(render(found, "md", chapters=PROSE), name="report.md")
    for name in ("proactive", "applications", "remedies"):
        table, read = getattr(found, name), getattr(back, name)
        assert {at: read[at].value for at in table.cells} == {
            at: cell.value for at, cell in table.cells.items()
        }

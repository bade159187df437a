"""What a person reads in a terminal."""

import re

from mingbai.audit import output
from mingbai.audit.output.columns import clip, width, wrap
from mingbai.errors import NeedsOcr
from tests.core.audit.output import fictional

FAILED = output.Failure("扫描件.pdf", NeedsOcr("没有文字层，请先做文字识别", "no text layer; run OCR first"))


def test_the_head_says_whose_report_it_is_and_how_much_was_read() -> None:
    lines = output.render("text", [fictional.audit()], checks=fictional.RULES).splitlines()
    assert lines[0] == "云汀市松岚区人民政府 2023年"
    assert "▲ 7 处错误" in lines[1]
    assert lines[2] == "2021年格式 · 读出 198/200 格 · 通过 5 项检查，未评估 3 项"
    assert lines[3] == "松岚区 2023 年报.html"


def test_findings_stand_by_severity_each_with_its_sign_figure_and_source() -> None:
    text = output.render("text", [fictional.audit()], checks=fictional.RULES)
    assert text.index("▲ 错误 7") < text.index("◐ 疑问 4") < text.index("○ 提示 1")
    assert "办结【265】件" in text
    assert "应为 266  ·  实为 265" in text
    assert "来源 265 比表中少 1" in text
    assert "（四）无法提供 1.本机关不掌握相关政府信息 · 总计" in text


def test_what_was_not_assessed_or_not_read_is_said_with_its_reason() -> None:
    text = output.render("text", [fictional.audit()], checks=fictional.RULES)
    assert "没有可供比对的内容：prose/growth levels/roll-up" in text
    assert "没有读出的单元格 1" in text


def test_english_is_a_full_second_language() -> None:
    text = output.render("text", [fictional.audit()], checks=fictional.RULES, language="en")
    assert "7 errors" in text
    assert "expected 266  ·  found 265" in text
    assert "(4) Unavailable 1. Not held · Total" in text
    assert "错误" not in text


def test_a_batch_gives_one_line_a_report_worst_first_then_the_findings() -> None:
    batch = [fictional.clean(), fictional.audit(), FAILED]
    text = output.render("text", batch, [fictional.across()], checks=fictional.RULES, skipped=2)
    lines = text.splitlines()
    assert lines[0].startswith("5 个文件，读出 2 份报告，1 个未能读取，跳过 2 个")
    assert "松岚区" in lines[1]
    assert "清溪1镇" in lines[2]
    assert lines[3].startswith("✕ 扫描件.pdf")
    assert text.index("清溪1镇") < text.index("▲ 错误 7") < text.index("2022年结转下年14件")


def test_no_line_is_wider_than_the_terminal() -> None:
    for columns in (60, 80, 100):
        text = output.render("text", [fictional.audit()], checks=fictional.RULES, width=columns)
        assert max(width(line) for line in text.splitlines()) <= columns


def test_colour_is_given_only_when_asked_and_never_needed() -> None:
    plain = output.render("text", [fictional.audit()], checks=fictional.RULES)
    coloured = output.render("text", [fictional.audit()], checks=fictional.RULES, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_a_page_cannot_drive_the_terminal() -> None:
    audit = fictional.audit(hostile="\x1b[2J\x1b]0;owned\x07", body="某\x1b[31m县")
    assert "\x1b" not in output.render("text", [audit], checks=fictional.RULES)


def test_full_width_characters_take_two_columns() -> None:
    assert width("明白ab") == 6
    assert clip("明白明白", 5) == "明白…"
    assert wrap("应为五十三，实为五十四。", 10) == ["应为五十", "三，实为五", "十四。"]
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("", 10) == [""]


def test_nothing_is_lost_when_lines_are_wrapped() -> None:
    words = "第一章称“受理522件”（含上年结转16件），表三为 541 件；the figure 522 is the column of natural persons."
    for columns in range(12, 60):
        lines = wrap(words, columns)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", words)
        assert all(width(line) <= columns for line in lines)

"""`mingbai fee` and `mingbai remedy`: what they refuse, what they say in a terminal and as JSON."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.running import Ran

Asked = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _a_terminal_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def refused(capsys: Asked, *words: str) -> str:
    """Return the one line with which *words* are refused, in each language."""
    lines = []
    for language in ("zh", "en"):
        ran = Ran(capsys, *words, "--lang", language)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran.err
        line = ran.err.removesuffix("\n")
        assert line.isprintable()
        lines.append(line)
    return " | ".join(lines)


def asked(capsys: Asked, *words: str) -> Any:
    ran = Ran(capsys, *words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def told(capsys: Asked, *words: str, lang: str = "zh") -> list[str]:
    ran = Ran(capsys, *words, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("fee", "items", "x"), "ITEMS 应是不太大的整数，得到 x", "ITEMS: a whole number"),
        (("fee", "items", ""), "得到 空白", "not nothing"),
        (("fee", "items", "9" * 16), f"得到 {'9' * 16}", "of at most 15 digits is needed"),
        (("fee", "items", "9" * 15), "应是 0 到 1000000 的整数", "whole number from 0 to 1000000"),
        (("fee", "items", "1000001"), "件数应是 0 到 1000000 的整数，得到 1000001", "the number of items must be"),
        (("fee", "pages", "1.5"), "PAGES 应是不太大的整数，得到 1.5", "PAGES: a whole number"),
        (("fee", "pages", "1000001"), "页数应是 0 到 1000000 的整数", "the number of pages must be"),
        (("fee", "items", "5", "--already", "many"), "--already 应是不太大的整数", "--already: a whole number"),
        (("fee", "items", "5", "--already", "1000001"), "当月已有件数应是", "already in the month must be"),
        (("fee", "items", "5", "--already", "3", "--already", "30"), "参数 --already 给了两次", "--already: given twice"),
        (("fee", "pages", "5", "--already", "3"), "不认识的参数：--already", "unrecognized arguments: --already"),
        (("fee", "items", "5", "--notices", "x"), "不认识的参数：--notices", "unrecognized arguments: --notices"),
        (("fee", "items", "5", "--on", "2025-02-30"), "--on：没有 2025-02-30", "--on: there is no day"),
        (("fee", "items", "5", "--on", "2020-12-31"), "2021-01-01起施行", "in force from 2021-01-01"),
        (("remedy", "--served", "2025\n03", "--outcome", "granted"), "--served 的日期应写成", "--served: write a day"),
        (("remedy", "--served", "9999-12-01", "--outcome", "granted"), "晚于2100年", "is after 2100"),
        (("remedy", "--served", "2025-03-03", "--outcome", "a\nb"), "没有 a b 这一行", "there is no row a b"),
        (("remedy", "--served", "2025-03-03", "--outcome", "excessive"), "没有 excessive 这一行（可选：declined_excessive、", "(known: declined_excessive, "),
        (("remedy", "--served", "2025-03-03", "--outcome", "granted", "--served", "2025-04-03"), "参数 --served 给了两次", "--served: given twice"),
        (("remedy", "--served", "2025-03-03", "--outcome", "granted", "--withheld", "refused_third_party"), "只有部分公开（partly_granted）才有", "only a reply that is partly_granted"),
        (("remedy", "--served", "2025-03-03", "--outcome", "partly_granted", "--withheld", "granted"), "没有 granted 这一行", "there is no row granted"),
        (("remedy", "--served", "2025-03-03", "--outcome", "partly_granted", "--withheld", "no_reply"), "没有 no_reply 这一行", "there is no row no_reply"),
        (("remedy", "--served", "2008-04-30", "--outcome", "granted"), "2008-04-30 早于 2008-05-01", "2008-04-30 is before 2008-05-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line_that_says_why(
    capsys: Asked, words: tuple[str, ...], zh: str, en: str
) -> None:
    said = refused(capsys, *words)
    assert zh in said
    assert en in said


def test_a_fee_is_explained_bracket_by_bracket(capsys: Asked) -> None:
    grounds = [
        "依据",
        "  《政府信息公开条例》（国务院令第711号）第四十二条",
        "  《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条",
    ]
    brackets = ["  第1–10件不收费", "  第11–30件：20 × 100 = 2000 元", "  第31件：1 × 200 = 200 元"]
    assert told(capsys, "fee", "items", "31") == ["信息处理费：2200.00 元", *grounds]
    assert told(capsys, "fee", "items", "31", "--explain") == ["信息处理费：2200.00 元", *brackets, *grounds]
    english = told(capsys, "fee", "items", "31", "--explain", lang="en")
    assert english[:5] == [
        "Processing fee: 2200.00 yuan",
        "  items 1–10: free",
        "  items 11–30: 20 × 100 = 2000 yuan",
        "  item 31: 1 × 200 = 200 yuan",
        "Grounds",
    ]
    assert told(capsys, "fee", "pages", "31", "--explain", lang="en")[1:3] == [
        "  pages 1–30: free",
        "  page 31: 1 × 10 = 10 yuan",
    ]
    assert told(capsys, "fee", "items", "1", "--explain")[1] == "  第1件不收费"
    assert told(capsys, "fee", "items", "1", "--explain", lang="en")[1] == "  item 1: free"


def test_a_fee_in_json_is_made_of_its_brackets(capsys: Asked) -> None:
    said = asked(capsys, "fee", "items", "5", "--already", "8")
    assert (said["schema"], said["amount"]) == ("mingbai.fee/1", "300.00")
    assert said["steps"] == [
        {"from": 9, "to": 10, "price": "0.00", "amount": "0.00", "what": "第9–10件不收费", "what_en": "items 9–10: free"},
        {"from": 11, "to": 13, "price": "100.00", "amount": "300.00", "what": "第11–13件：3 × 100 = 300 元", "what_en": "items 11–13: 3 × 100 = 300 yuan"},
    ]  # fmt: skip
    assert said["grounds_en"][1].endswith("art. 4")
    assert asked(capsys, "fee", "items", "11") == asked(capsys, "fee", "items", "11", "--on", "2021-01-01")


def remedied(served: str, outcome: str, *more: str) -> tuple[str, ...]:
    return ("remedy", "--served", served, "--outcome", outcome, *more)


FREE = remedied("2025-08-08", "granted")
FIRST = remedied("2025-08-08", "refused_third_party")
UNSETTLED = remedied("2025-08-08", "partly_granted")
SILENT = remedied("2025-10-16", "no_reply")
ADVICE = "是否应当先申请行政复议尚无定论，建议先申请行政复议。"


@pytest.mark.parametrize(
    ("words", "first", "zh", "en"),
    [
        (FREE, False, "可以申请行政复议，也可以直接提起行政诉讼", "reconsideration or a suit, at choice"),
        (FIRST, True, "应当先申请行政复议", "reconsideration comes first"),
        (UNSETTLED, "unsettled", "是否应当先申请行政复议尚无定论", "whether reconsideration comes first is not settled"),
        (SILENT, "unsettled", "是否应当先申请行政复议尚无定论", "whether reconsideration comes first is not settled"),
        ((*UNSETTLED, "--withheld", "refused_third_party"), True, "应当先申请行政复议", "reconsideration comes first"),
        ((*UNSETTLED, "--withheld", "unavailable_not_held"), False, "可以申请行政复议", "reconsideration or a suit"),
        (remedied("2023-12-31", "refused_third_party"), False, "可以申请行政复议", "reconsideration or a suit"),
    ],
)  # fmt: skip
def test_whether_reconsideration_comes_first_opens_the_answer(
    capsys: Asked, words: tuple[str, ...], first: object, zh: str, en: str
) -> None:
    said = asked(capsys, *words)
    assert said["review_first"] == first
    assert (said["sue_until"] is None) is (first is True)
    assert (said["steps"]["sue_until"] == []) is (first is True)
    assert told(capsys, *words)[0].startswith(zh)
    assert told(capsys, *words, lang="en")[0].startswith(en)
    assert any("提起行政诉讼，最后一日" in line for line in told(capsys, *words)) is (first is not True)


def test_the_reply_tells_of_a_free_choice_with_both_periods_and_their_articles(capsys: Asked) -> None:
    said = asked(capsys, *FREE)
    assert said["notice"] == (
        "如不服，可以自收到本答复之日起60日内向有管辖权的行政复议机关（写明名称）申请行政复议，或者6个月内"
        "向有管辖权的人民法院提起行政诉讼（《行政复议法》（2023年修订）第二十条、《行政诉讼法》（2017年修正）第四十六条第一款）。"
    )
    assert "within 60 days of receiving this reply, or bring a suit before" in said["notice_en"]
    assert "within 6 months (Administrative Reconsideration Law (2024), art. 20;" in said["notice_en"]
    assert "答复书应当告知" in told(capsys, *FREE)
    assert "The reply has to say" in told(capsys, *FREE, lang="en")


def test_where_review_comes_first_the_suit_is_against_its_decision(capsys: Asked) -> None:
    said = asked(capsys, *FIRST)
    assert said["notice"].startswith("如不服，应当自收到本答复之日起60日内先向有管辖权的行政复议机关")
    assert "可以自收到决定书之日起15日内" in said["notice"]
    assert "《行政诉讼法》（2017年修正）第四十五条" in said["notice"]
    assert "within 60 days of receiving this reply first" in said["notice_en"]
    assert "within 15 days (" in said["notice_en"]
    assert "art. 45" in said["notice_en"]
    assert ADVICE not in said["notice"]


def test_where_it_is_not_settled_both_ways_are_told_and_one_is_advised(capsys: Asked) -> None:
    said = asked(capsys, *UNSETTLED)
    assert said["notice"] == asked(capsys, *FREE)["notice"] + ADVICE
    assert said["notice_en"].endswith("is not settled: applying for it first is advised.")


def test_against_silence_nobody_is_told_what_the_reply_has_to_say(capsys: Asked) -> None:
    said = asked(capsys, *SILENT)
    assert said["notice"].startswith("如不服，可以自答复期限届满之日起60日内")
    assert "of the end of the period to reply" in said["notice_en"]
    assert said["notice"].endswith(ADVICE)
    zh, en = told(capsys, *SILENT), told(capsys, *SILENT, lang="en")
    assert "申请人可以" in zh
    assert "The applicant may" in en
    assert not {"答复书应当告知", "The reply has to say"} & {*zh, *en}


def test_the_periods_and_articles_are_those_of_the_day_of_service(capsys: Asked) -> None:
    said = asked(capsys, *remedied("2012-05-05", "refused_third_party"))
    assert "60日内" in said["notice"]
    assert "3个月内" in said["notice"]
    assert not [ground for ground in said["grounds"] if "2015年施行" in ground or "2017年" in ground]


@pytest.mark.parametrize(
    "words",
    [FREE, FIRST, UNSETTLED, SILENT, remedied("2016-05-05", "no_reply"), remedied("2012-05-05", "granted")],
)
def test_no_ground_stands_twice_with_or_without_its_mark(capsys: Asked, words: tuple[str, ...]) -> None:
    grounds = asked(capsys, *words)["grounds"]
    assert len({ground.replace("（依据待核）", "") for ground in grounds}) == len(grounds)


def test_the_rule_on_days_of_rest_is_cited_where_an_end_moved_and_only_there(capsys: Asked) -> None:
    moved = [ground for ground in asked(capsys, *FREE)["grounds"] if "第二百零三条" in ground]
    assert moved == ["《民法典》（2020年）第二百零三条"]
    still = asked(capsys, *remedied("2025-03-03", "refused_third_party"))
    assert still["reconsider_until"] == "2025-05-06"
    assert any("第二百零三条" in ground for ground in still["grounds"])
    stays = asked(capsys, *remedied("2025-03-07", "refused_third_party"))
    assert stays["reconsider_until"] == "2025-05-06"
    assert not [ground for ground in stays["grounds"] if "第二百零三条" in ground]
    suit_only = asked(capsys, *remedied("2025-03-07", "granted"))
    assert suit_only["sue_until"] == "2025-09-08"
    assert any("第二百零三条" in ground for ground in suit_only["grounds"])


def test_each_limit_is_explained_below_its_day(capsys: Asked) -> None:
    lines = told(capsys, *FREE, "--explain")
    assert lines[1] == "  申请行政复议，最后一日：2025年10月9日（周四）"
    assert lines[2].startswith("    2025-08-08 ")
    assert "  提起行政诉讼，最后一日：2026年2月9日（周一）" in lines
    assert any(line.startswith("    2025-08-09 … 2026-02-08  6个月") for line in lines)
    assert len(told(capsys, *FREE)) < len(lines)
    english = told(capsys, *FREE, lang="en")
    assert english[1:3] == [
        "  apply for reconsideration by: Thu 2025-10-09",
        "  bring a suit by: Mon 2026-02-09",
    ]


def test_a_day_in_a_year_not_announced_is_marked_provisional(capsys: Asked) -> None:
    words = remedied("2026-12-21", "granted")
    said = asked(capsys, *words)
    assert (said["firm"], said["missing_year"]) == (False, 2027)
    lines = told(capsys, *words)
    assert lines[1].endswith("（暂定）")
    assert lines[2].endswith("（暂定）")
    assert told(capsys, *words, lang="en")[1].endswith(" (provisional)")
    firm = asked(capsys, *FREE)
    assert (firm["firm"], firm["missing_year"]) == (True, None)
    assert not any("暂定" in line for line in told(capsys, *FREE))
    half = asked(capsys, *remedied("2026-08-08", "granted"))
    assert (half["firm"], half["missing_year"]) == (False, 2027)


def test_the_answer_can_be_written_to_a_file(capsys: Asked, tmp_path: Path) -> None:
    for words in (("fee", "items", "31"), FREE):
        ran = Ran(capsys, *words, "-o", tmp_path / "x.json")
        assert (ran.code, ran.out) == (0, "")
        assert (tmp_path / "x.json").read_text("utf-8") == Ran(capsys, *words, "--format", "json").out


def test_the_first_day_of_the_regulation_has_remedies(capsys: Asked) -> None:
    said = asked(capsys, *remedied("2008-05-01", "granted"))
    assert said["review_first"] is False
    assert said["reconsider_until"] == "2008-06-30"


def test_silence_does_not_rest_on_what_refusals_review_comes_before(capsys: Asked) -> None:
    assert not [
        ground for ground in asked(capsys, *SILENT)["grounds"] if ground.endswith("〔2025〕8号）第一条")
    ]
    assert [ground for ground in asked(capsys, *FREE)["grounds"] if ground.endswith("〔2025〕8号）第一条")]


def test_where_neither_end_moved_no_rule_on_days_of_rest_is_cited(capsys: Asked) -> None:
    said = asked(capsys, *remedied("2025-03-10", "granted"))
    assert (said["reconsider_until"], said["sue_until"]) == ("2025-05-09", "2025-09-10")
    assert not [ground for ground in said["grounds"] if "第二百零三条" in ground]


def test_the_notice_and_then_the_grounds_end_the_answer(capsys: Asked) -> None:
    lines = told(capsys, *FREE)
    at = lines.index("依据")
    notice = lines[lines.index("答复书应当告知") + 1 : at]
    assert "".join(line.strip() for line in notice) == asked(capsys, *FREE)["notice"]
    assert [line.strip() for line in lines[at + 1 :]] == asked(capsys, *FREE)["grounds"]
    assert "Grounds" in told(capsys, *FREE, lang="en")

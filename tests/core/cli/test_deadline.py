"""`mingbai deadline`: what it refuses and how, what it says in a terminal, as JSON and as a drawing."""

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.running import Ran

Asked = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _a_terminal_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


R = ("deadline", "--received", "2025-03-03")
"""An application handed in on a Monday: due on 31 March."""
OUT = (*R, "--consulted", "2025-03-10..", "--as-of", "2025-03-20")
"""A view that is still out on the day one looks."""


def refused(capsys: Asked, *words: str) -> str:
    """Return the one line with which *words* are refused, in each language."""
    lines = []
    for language in ("zh", "en"):
        ran = Ran(capsys, *words, "--lang", language)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran.err
        line = ran.err.removesuffix("\n")
        assert line.startswith("mingbai: ")
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
    "words",
    [
        ("deadline", "--received", "2025\n03"),
        ("deadline", "--received", "\x1b[31m2025"),
        ("deadline", "--received", "2025-03-03", "--consulted", "a\nb"),
        ("deadline", "--received", "2025-03-03", "--extended", "5\n", "--extended-on", "2025-03-10"),
        ("deadline", "limit", "a\nb", "--from", "2025-01-01"),
        ("deadline", "limit", "response_press", "--from", "2025-10-01T08:00\n"),
        ("deadline", "report", "--year", "2025", "--level", "a\nb"),
        ("deadline", "report", "--year", "20\x1b25", "--level", "department"),
        ("calendar", "2027", "--notices", "a\nb"),
    ],
)
def test_what_was_typed_never_breaks_the_line_nor_reaches_the_terminal(
    capsys: Asked, words: tuple[str, ...]
) -> None:
    refused(capsys, *words)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--received", "2025-03-04"), "--received"),
        (("--received=2025-03-04",), "--received"),
        (("--channel", "online", "--channel", "fax"), "--channel"),
        (("--confirmed", "2025-03-04", "--confirmed", "2025-03-05"), "--confirmed"),
        (("--as-of", "2025-03-04", "--as-of", "2025-03-05"), "--as-of"),
    ],
)
def test_an_option_given_twice_is_refused_by_its_name(
    capsys: Asked, words: tuple[str, ...], option: str
) -> None:
    said = refused(capsys, *R, *words)
    assert f"参数 {option} 给了两次" in said
    assert f"argument {option}: given twice" in said


@pytest.mark.parametrize("words", [("--extendd", "5"), ("--extendd=5",), ("--already", "5")])
def test_an_option_that_there_is_not_is_named(capsys: Asked, words: tuple[str, ...]) -> None:
    said = refused(capsys, *R, *words)
    option = words[0].partition("=")[0]
    assert f"不认识的参数：{option}" in said
    assert f"unrecognized arguments: {option}" in said


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("deadline",), "请给出 --received", "--received is needed"),
        (("deadline", "--received", ""), "--received 的日期应写成 2025-03-31 这样，得到 空白", "not nothing"),
        (("deadline", "--received", "  "), "得到 空白", "not nothing"),
        (("deadline", "--received", "2025-3-3"), "得到 2025-3-3", "write a day like 2025-03-31, not 2025-3-3"),
        (("deadline", "--received", "２０２５-03-03"), "应写成 2025-03-31 这样", "write a day like"),
        (("deadline", "--received", "9" * 41), f"得到 {'9' * 40}…", f"not {'9' * 40}…"),
        (("deadline", "--received", "9" * 40), f"得到 {'9' * 40} |", f"not {'9' * 40}"),
        (("deadline", "--received", "2025-02-30"), "--received：没有 2025-02-30 这一天", "--received: there is no day 2025-02-30"),
        (("deadline", "--received", "2101-01-01"), "--received：2101-01-01 晚于2100年", "2101-01-01 is after 2100"),
        (("deadline", "--received", "2008-04-30"), "2008-04-30 还没有答复期限的规定", "no rule on the period to reply on 2008-04-30"),
        ((*R, "--channel", "online", "--confirmed", "2025-02-30"), "--confirmed：没有 2025-02-30", "--confirmed: there is no day"),
        ((*R, "--channel", "online", "--confirmed", "2025-03-02"), "确认之日 2025-03-02 早于到达之日 2025-03-03", "before it arrived on 2025-03-03"),
        ((*R, "--channel", "signed-post", "--confirmed", "2025-03-05"), "需要签收的邮寄以到达之日为收到之日", "what comes by post that is signed for is received when it arrives"),
        ((*R, "--as-of", "2025-02-30"), "--as-of：没有 2025-02-30", "--as-of: there is no day"),
        ((*R, "--as-of", "2025-03-02"), "--as-of 2025-03-02 早于收到之日 2025-03-03", "is before the application arrived on 2025-03-03"),
        ((*R, "--extended", "5"), "要同时给出 --extended 天数和 --extended-on", "needs both --extended DAYS and --extended-on DAY"),
        ((*R, "--extended-on", "2025-03-10"), "要同时给出 --extended", "needs both"),
        ((*R, "--extended", "0", "--extended-on", "2025-03-10"), "应当是1个工作日以上", "it is 1 or more"),
        ((*R, "--extended", "21", "--extended-on", "2025-03-10"), "总共不超过20个工作日", "20 at most in all"),
        ((*R, "--extended", "1" * 16, "--extended-on", "2025-03-10"), "--extended 应是不太大的整数", "--extended: a whole number of at most 15 digits"),
        ((*R, "--extended", "five", "--extended-on", "2025-03-10"), "得到 five", "not five"),
        ((*R, "--consulted", "x"), "发函日..回复日[@对方收函日]，如 2025-03-10..2025-03-27，得到 x", "SENT..ANSWERED[@RECEIVED], as 2025-03-10..2025-03-27, not x"),
        ((*R, "--consulted", "cousin:2025-03-10..2025-03-12"), "得到 cousin:2025-03-10..2025-03-12", "not cousin:2025-03-10..2025-03-12"),
        ((*R, "--consulted", "2025-03-10..2025-02-30"), "--consulted：没有 2025-02-30", "--consulted: there is no day"),
        ((*R, "--consulted", "2025-03-10.."), "没有回复日", "has no end: give the day of the answer, or say with --as-of"),
        ((*R, "--consulted", "2025-03-10..2025-03-09"), "收函、回复不能早于发函", "received and answered after it was sent"),
        ((*R, "--consulted", "2025-03-10..2025-03-12@2025-03-09"), "收函、回复不能早于发函", "after it was sent"),
        ((*R, "--consulted", "2025-03-10..@2025-03-09", "--as-of", "2025-03-20"), "不能早于发函", "after it was sent"),
        ((*R, "--consulted", "2025-03-05..2025-03-09@2025-03-11"), "意见不能早于对方收函", "the view cannot come before the letter was received"),
        ((*R, "--format", "svg", "--channel", "online"), "没有期限在计算，无图可画", "no clock is running: there is nothing to draw"),
        (("deadline", "limit", "nothing", "--from", "2025-01-01"), "没有 nothing 这个期限（可选：", "there is no limit nothing (known: "),
        (("deadline", "limit", "reply_days", "--from", "2025-01-01"), "没有 reply_days 这个期限", "there is no limit reply_days"),
        (("deadline", "limit", "response_press", "--from", "2025-10-01"), "--from 的时刻应写成 2025-10-01T08:00", "--from: write an instant like"),
        (("deadline", "limit", "response_press", "--from", "2025-02-30T08:00"), "没有 2025-02-30T08:00 这一时刻", "there is no instant 2025-02-30T08:00"),
        (("deadline", "publish", "--formed", "2025-02-30"), "--formed：没有 2025-02-30", "--formed: there is no day"),
        (("deadline", "publish", "--formed", "2006-12-31"), "2006-12-31", "2006-12-31"),
        (("deadline", "report", "--year", "1989", "--level", "department"), "--year 没有 1989 年度的报告", "there is no report on 1989"),
        (("deadline", "report", "--year", "2101", "--level", "department"), "--year 没有 2101 年度的报告", "there is no report on 2101"),
        (("deadline", "report", "--year", "x", "--level", "department"), "--year 应是不太大的整数", "--year: a whole number"),
        (("deadline", "report", "--year", "2025", "--level", "town"), "没有规定 town 的公布日期", "sets no day for town"),
        (("deadline", "limit", "archives_opening", "--from", "9990-01-01"), "晚于2100年", "is after 2100"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line_that_says_why(
    capsys: Asked, words: tuple[str, ...], zh: str, en: str
) -> None:
    said = refused(capsys, *words)
    assert zh in said
    assert en in said


@pytest.mark.parametrize(
    ("words", "told", "article"),
    [
        (("--amendment-asked", "2025-03-01"), "--amendment-asked 2025-03-01", "第三十条"),
        (("--amended", "2025-03-01"), "--amended 2025-03-01", "第三十条"),
        (("--consulted", "2025-03-01..2025-03-04"), "--consulted 2025-03-01", "第三十二条"),
        (("--extended", "5", "--extended-on", "2025-03-02"), "--extended-on 2025-03-02", "第三十三条第二款"),
        (("--fee-noticed", "2025-03-01"), "--fee-noticed 2025-03-01", "第六条"),
        (("--fee-paid", "2025-03-01"), "--fee-paid 2025-03-01", "第六条"),
    ],
)  # fmt: skip
def test_what_happened_before_receipt_or_its_confirmation_is_told_by_option_and_article(
    capsys: Asked, words: tuple[str, ...], told: str, article: str
) -> None:
    said = refused(capsys, *R, *words)
    assert f"{told} 早于收到之日 2025-03-03" in said
    assert f"{told} is before the day of receipt 2025-03-03" in said
    assert article in said
    said = refused(capsys, *R, "--channel", "online", *words)
    assert f"{told}：申请还没有确认收到，请先给出 --confirmed" in said
    assert f"{told}: receipt is not confirmed yet: give --confirmed" in said
    assert article in said
    assert "第三十一条第三项" in said
    said = refused(capsys, *R, "--channel", "online", "--confirmed", "2025-03-04", *words)
    assert "2025-03-04" in said


@pytest.mark.parametrize(
    "words",
    [
        ("--amendment-asked", "2025-03-03"),
        ("--consulted", "2025-03-03..2025-03-04"),
        ("--extended", "5", "--extended-on", "2025-03-03"),
        ("--fee-noticed", "2025-03-03"),
    ],
)
def test_what_happened_on_the_day_of_receipt_is_allowed(capsys: Asked, words: tuple[str, ...]) -> None:
    asked(capsys, *R, *words)


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        (("--amendment-asked", "2025-03-12", "--amended", "2025-03-10"), "--amendment-asked", "--amended"),
        (("--fee-noticed", "2025-03-12", "--fee-paid", "2025-03-10"), "--fee-noticed", "--fee-paid"),
    ],
)
def test_an_answer_before_it_was_asked_for_is_refused_whatever_day_one_looks_from(
    capsys: Asked, words: tuple[str, ...], first: str, second: str
) -> None:
    for more in ((), ("--as-of", "2025-03-04")):
        said = refused(capsys, *R, *words, *more)
        assert f"{second} 2025-03-10 早于 {first} 2025-03-12：请核对日期" in said
        assert f"{second} 2025-03-10 is before {first} 2025-03-12" in said
    same_day = [word.replace("2025-03-10", "2025-03-12") for word in words]
    assert asked(capsys, *R, *same_day)["due"] == "2025-04-10"


def test_what_the_law_does_not_allow_is_refused_though_one_looks_from_before_it(capsys: Asked) -> None:
    words = ("--extended", "21", "--extended-on", "2025-03-10", "--as-of", "2025-03-04")
    assert "第三十三条第二款" in refused(capsys, *R, *words)


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        (("--fee-paid", "2025-03-10"), "现在是“办理中”"),
        (("--amendment-asked", "2025-03-05", "--amendment-asked", "2025-03-06"), "2025-03-05 已经通知过一次"),
        (
            ("--fee-noticed", "2025-03-05", "--extended", "5", "--extended-on", "2025-03-06"),
            "没有可以延长的期限",
        ),
    ],
)
def test_a_refusal_stays_short_enough_to_be_read(capsys: Asked, words: tuple[str, ...], zh: str) -> None:
    said = refused(capsys, *R, *words)
    assert zh in said
    assert max(map(len, said.split(" | "))) < 300


@pytest.mark.parametrize(
    ("before", "option"),
    [
        (("--received", "2025-03-03"), "--received"),
        (("--extended", "5"), "--extended"),
        (("--extended-on", "2025-03-05"), "--extended-on"),
        (("--confirmed", "2025-03-05"), "--confirmed"),
        (("--as-of", "2025-03-05"), "--as-of"),
        (("--amendment-asked", "2025-03-05"), "--amendment-asked"),
        (("--amended", "2025-03-05"), "--amended"),
        (("--consulted", "2025-03-05.."), "--consulted"),
        (("--fee-noticed", "2025-03-05"), "--fee-noticed"),
        (("--fee-paid", "2025-03-05"), "--fee-paid"),
    ],
)
@pytest.mark.parametrize(
    "other", [("publish", "--formed", "2025-03-03"), ("report", "--year", "2025", "--level", "department")]
)
def test_an_option_of_the_reply_is_not_left_out_silently_before_another_limit(
    capsys: Asked, before: tuple[str, ...], option: str, other: tuple[str, ...]
) -> None:
    said = refused(capsys, "deadline", *before, *other)
    assert f"{option} 只用于答复期限" in said
    assert f"{option} is of the reply's period" in said


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("", "征求第三方意见，不计入"),
        ("third-party:", "征求第三方意见，不计入"),
        ("joint-maker:", "征求共同制作机关意见，不计入"),
        ("organ:", "征求其他机关意见，不计入"),
    ],
)
def test_whoever_is_consulted_is_told_by_name_and_stops_the_clock(
    capsys: Asked, who: str, words: str
) -> None:
    for view, due in (("2025-03-10..2025-03-14", "2025-04-07"), ("2025-03-10..2025-04-20", "2025-04-22")):
        said = asked(capsys, *R, "--consulted", f"{who}{view}")
        assert said["due"] == due
        assert any(step["what"].startswith(words) for step in said["steps"])


def test_paid_and_extended_on_one_day_is_as_good_as_amended_and_extended(capsys: Asked) -> None:
    paid = ("--fee-noticed", "2025-03-05", "--fee-paid", "2025-03-10")
    amended = ("--amendment-asked", "2025-03-05", "--amended", "2025-03-10")
    extended = ("--extended", "5", "--extended-on", "2025-03-10")
    due = [asked(capsys, *R, *words, *extended)["due"] for words in (paid, amended)]
    assert due == ["2025-04-15", "2025-04-15"]


@pytest.mark.parametrize("day", ["2030-11-03", "2034-10-20"])
def test_far_ahead_a_limit_still_ends_on_a_working_day_and_says_that_it_may_move(
    capsys: Asked, day: str
) -> None:
    said = asked(capsys, "deadline", "limit", "litigation_after_reconsideration", "--from", day)
    assert date.fromisoformat(said["due"]).weekday() < 5
    assert said["missing_year"] == int(day[:4])
    assert asked(capsys, "deadline", "--received", "2030-03-04")["firm"] is False


def test_without_explain_what_moved_the_day_is_told_and_then_the_grounds(capsys: Asked) -> None:
    words = ("--extended", "5", "--extended-on", "2025-03-04", "--amendment-asked", "2025-03-05", "--amended", "2025-03-10")  # fmt: skip
    assert told(capsys, *R, *words) == [
        "答复期限届满：2025年4月8日（周二）",
        "  收到之日：2025年3月3日（周一）",
        "经过",
        "  2025-03-04  延长5个工作日",
        "  2025-03-04  已计2个工作日，重新计算后不再计入",
        "  2025-03-05  通知补正，等待补正",
        "  2025-03-05  先前延长的5个工作日不再计入，也不得再次延长",
        "  2025-03-10  收到补正，自次日起重新计算",
        "依据",
        "  《政府信息公开条例》（国务院令第711号）第三十一条第一项；《民法典》（2020年）第二百零一条",
        "  《政府信息公开条例》（国务院令第711号）第三十三条第二款",
        "  《政府信息公开条例》（国务院令第711号）第三十条",
        "  《政府信息公开条例》（国务院令第711号）第三十三条第二款（依据待核）",
        "  《国务院办公厅关于2025年部分节假日安排的通知》",
    ]
    assert "On the way" in told(capsys, *R, *words, lang="en")


def test_where_nothing_moved_the_day_the_grounds_follow_at_once(capsys: Asked) -> None:
    assert told(capsys, *R)[1:3] == ["  收到之日：2025年3月3日（周一）", "依据"]
    assert told(capsys, *R, lang="en")[:3] == [
        "Reply due: Mon 2025-03-31",
        "  received: Mon 2025-03-03",
        "Grounds",
    ]


def test_a_day_in_a_year_not_announced_is_told_as_provisional(capsys: Asked) -> None:
    words = ("deadline", "--received", "2030-03-04")
    assert "  暂定：2030年的节假日安排尚未公布，公布后可能变动" in told(capsys, *words)
    line = "  provisional: the holidays of 2030 are not announced yet, and the day may move"
    assert line in told(capsys, *words, lang="en")
    limit = ("deadline", "publish", "--formed", "2030-03-04")
    assert "  暂定：2030年的节假日安排尚未公布，公布后可能变动" in told(capsys, *limit)
    assert line in told(capsys, *limit, lang="en")
    assert not [each for each in told(capsys, *R) if "暂定" in each]
    assert not [each for each in told(capsys, "deadline", "publish", "--formed", "2025-03-03") if "暂定" in each]  # fmt: skip


def test_while_a_view_is_out_the_latest_day_is_told_beside_the_present_one(capsys: Asked) -> None:
    lines = told(capsys, *OUT)
    assert lines[:4] == [
        "答复期限届满：2025年4月11日（周五）",
        "  收到之日：2025年3月3日（周一）",
        "  意见尚未收到，最迟顺延至：2025年4月22日（周二）",
        "  2025-03-20：还有15个工作日",
    ]
    assert any("意见尚未收到：届满之日相应推迟，最迟至2025-04-22" in line for line in lines)
    english = told(capsys, *OUT, lang="en")
    assert "  the view is still out; moves on to at the latest: Tue 2025-04-22" in english
    said = asked(capsys, *OUT)
    assert (said["due"], said["latest_due"], said["as_of"]) == ("2025-04-11", "2025-04-22", "2025-03-20")
    come = asked(capsys, *R, "--consulted", "2025-03-10..2025-03-14", "--as-of", "2025-03-20")
    assert come["latest_due"] is None


@pytest.mark.parametrize(
    ("day", "left", "zh", "en"),
    [
        ("2025-03-28", 1, "还有1个工作日", "1 working days left"),
        ("2025-03-31", 0, "还有0个工作日", "0 working days left"),
        ("2025-04-01", -1, "已逾期1个工作日", "1 working days late"),
        ("2025-04-06", -3, "已逾期3个工作日", "3 working days late"),
    ],
)
def test_on_a_day_the_working_days_left_or_late_are_told(
    capsys: Asked, day: str, left: int, zh: str, en: str
) -> None:
    words = (*R, "--as-of", day)
    assert f"  {day}：{zh}" in told(capsys, *words)
    assert f"  on {day}: {en}" in told(capsys, *words, lang="en")
    assert asked(capsys, *words)["working_days_left"] == left


def test_late_by_days_of_rest_alone_is_late(capsys: Asked) -> None:
    words = ("deadline", "--received", "2025-03-06", "--as-of", "2025-04-04")  # due on the 3rd, then Qingming
    assert told(capsys, *words)[0] == "答复期限届满：2025年4月3日（周四）"
    assert "  2025-04-04：已逾期0个工作日" in told(capsys, *words)
    assert "  on 2025-04-04: 0 working days late" in told(capsys, *words, lang="en")


def test_without_a_day_to_look_from_nothing_is_said_of_days_left(capsys: Asked) -> None:
    assert {"as_of", "working_days_left"} & asked(capsys, *R).keys() == set()
    assert not any("还有" in line for line in told(capsys, *R))
    waiting = asked(capsys, *R, "--amendment-asked", "2025-03-05", "--as-of", "2025-03-06")
    assert waiting["working_days_left"] is None


@pytest.mark.parametrize(
    ("words", "waiting", "zh", "en", "by"),
    [
        (("--channel", "online"), "confirmation", "等待与申请人确认；确认之日为收到之日", "waiting for confirmation", {}),
        (("--amendment-asked", "2025-03-05"), "amendment", "等待申请人补正；期限自收到补正之日起重新计算", "waiting for the amendment", {"amend_by": "2025-03-26"}),
        (("--fee-noticed", "2025-03-05"), "payment", "等待申请人缴费；期限自缴清之日起重新计算", "waiting for payment", {"pay_by": "2025-04-02"}),
    ],
)  # fmt: skip
def test_while_it_waits_it_says_for_what_and_until_when_and_no_longer_afterwards(
    capsys: Asked, words: tuple[str, ...], waiting: str, zh: str, en: str, by: dict[str, str]
) -> None:
    said = asked(capsys, *R, *words)
    assert (said["waiting_for"], said["due"], said["firm"]) == (waiting, None, True)
    assert {"amend_by": said["amend_by"], "pay_by": said["pay_by"]} == {"amend_by": None, "pay_by": None} | by
    assert told(capsys, *R, *words)[0] == zh
    assert told(capsys, *R, *words, lang="en")[0].startswith(en)
    done = {
        "confirmation": ("--confirmed", "2025-03-10"),
        "amendment": ("--amended", "2025-03-10"),
        "payment": ("--fee-paid", "2025-03-10"),
    }[waiting]
    after = asked(capsys, *R, *words, *done)
    assert (after["waiting_for"], after["amend_by"], after["pay_by"]) == (None, None, None)
    assert after["due"] == "2025-04-08"
    assert not any("期限届满（通知" in line or "缴费期限" in line for line in told(capsys, *R, *words, *done))


def test_the_period_to_amend_that_is_our_reading_says_so(capsys: Asked) -> None:
    words = (*R, "--amendment-asked", "2025-03-05")
    assert "  补正期限届满（通知未写明期限时，依据待核）：2025年3月26日（周三）" in told(capsys, *words)
    line = "  amendment due (where the notice sets no period; unconfirmed): Wed 2025-03-26"
    assert line in told(capsys, *words, lang="en")
    fee = (*R, "--fee-noticed", "2025-03-05")
    assert "  缴费期限届满：2025年4月2日（周三）" in told(capsys, *fee)
    assert "  payment due: Wed 2025-04-02" in told(capsys, *fee, lang="en")


def test_the_safe_day_is_counted_from_arrival(capsys: Asked) -> None:
    words = (*R, "--channel", "online", "--confirmed", "2025-03-06")
    said = asked(capsys, *words)
    assert (said["received"], said["due"], said["safe_due"]) == ("2025-03-06", "2025-04-03", "2025-03-31")
    assert "  稳妥日期（自到达之日起算）：2025年3月31日（周一）" in told(capsys, *words)
    assert asked(capsys, *R)["safe_due"] is None


def test_the_legend_explains_the_signs_that_are_used_and_no_others(capsys: Asked) -> None:
    *_, blank, plain = told(capsys, *R, "--explain")
    assert blank == ""
    assert plain == "  起 起算，不计   . 计入   止 届满"
    *_, open_ = told(capsys, *OUT, "--explain")
    assert open_ == "  起 起算，不计   . 计入   休 放假   停 暂停，不计   止 届满"
    *_, english = told(capsys, *OUT, "--explain", lang="en")
    assert english == "  S start, not counted   . counted   H holiday   P paused, not counted   D due"


def test_each_day_of_the_calendar_carries_the_mark_of_what_it_is(capsys: Asked) -> None:
    words = ("deadline", "--received", "2025-09-22", "--consulted", "2025-09-23..2025-09-25", "--explain")
    lines = told(capsys, *words, lang="en")
    at = lines.index("  2025-09")
    assert lines[at + 1] == "  Mo   Tu   We   Th   Fr   Sa   Su"
    assert lines[at + 2] == "   1    2    3    4    5    6    7"
    assert lines[at + 5] == "  22S  23.  24P  25P  26.  27   28W"
    assert lines[at + 6] == "  29.  30."
    assert lines[at + 7 : at + 9] == ["", "  2025-10"]
    assert lines[at + 10] == "             1H   2H   3H   4H   5H"
    chinese = told(capsys, *words)
    assert "  22起 23.  24停 25停 26.  27   28班" in chinese


def test_of_a_long_counting_the_first_and_the_last_month_are_shown(capsys: Asked) -> None:
    lines = told(capsys, "deadline", "limit", "litigation", "--from", "2025-08-08", "--explain")
    months = [line.strip() for line in lines if re.fullmatch(r"  \d{4}-\d\d", line)]
    assert months == ["2025-08", "2026-02"]
    at = lines.index("  2026-02")
    assert lines[at - 3 : at] == ["", "  …", ""]
    assert "   2.   3.   4.   5.   6.   7.   8顺" in lines
    assert any(line.startswith("   9止 10   11") for line in lines)


def test_months_in_which_nothing_was_counted_are_left_out(capsys: Asked) -> None:
    words = ("--amendment-asked", "2025-03-05", "--amended", "2025-06-20", "--consulted", "2025-07-01..2025-07-25",
             "--extended", "20", "--extended-on", "2025-07-28", "--explain")  # fmt: skip
    lines = told(capsys, *R, *words)
    months = [line.strip() for line in lines if re.fullmatch(r"  \d{4}-\d\d", line)]
    assert months == ["2025-03", "2025-06", "2025-07", "2025-08", "2025-09"], "five are all shown"
    assert lines.count("  …") == 1
    assert lines[lines.index("  2025-06") - 2] == "  …"


def test_a_span_across_years_shows_both(capsys: Asked) -> None:
    lines = told(capsys, "deadline", "limit", "litigation", "--from", "2025-08-08", "--explain")
    assert any(line.startswith("  2025-08-09 … 2026-02-08  6个月") for line in lines)
    within = told(capsys, *R, "--explain")
    assert any(line.startswith("  2025-03-04 … 03-07       计入") for line in within)


def test_each_ground_has_one_number_and_stands_once_below_the_steps(capsys: Asked) -> None:
    lines = told(capsys, *OUT, "--explain")
    numbered = [line for line in lines if re.match(r"  \[\d+\] ", line)]
    assert [line[:6] for line in numbered] == [f"  [{n}] " for n in range(1, 6)]
    assert len({line[6:] for line in numbered}) == 5
    assert lines[lines.index("怎样计算") - 1] == ""
    assert lines[lines.index(numbered[0]) - 1] == ""
    assert "How it was counted" in told(capsys, *OUT, "--explain", lang="en")


def test_english_steps_have_no_chinese_in_them(capsys: Asked) -> None:
    for received in ("2025-09-12", "2025-03-03", "2026-01-26"):
        said = asked(capsys, "deadline", "--received", received)
        assert not [s["what_en"] for s in said["steps"] if re.search("[一-龥]", s["what_en"])]
        lines = told(capsys, "deadline", "--received", received, "--explain", lang="en")
        assert not [line for line in lines if re.search("[一-龥]", line)]


BROKEN = pytest.mark.xfail(reason="art. 33(3) is broken before (3) where the line ends there")


@pytest.mark.parametrize(
    ("columns", "language"),
    [(100, "zh"), (100, "en"), (80, "zh"), pytest.param(80, "en", marks=BROKEN)],
)
def test_no_line_breaks_inside_a_citation(
    capsys: Asked, monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = told(capsys, *R, "--consulted", "2025-03-10..2025-03-27", "--explain", lang=language)
    assert not [line for line in lines if line.strip().startswith(("(2)", "(3)", "item", "款", "项"))]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(
    capsys: Asked, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for line in told(capsys, *OUT, "--explain", lang=language):
        assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) <= 80, line


def test_a_limit_of_clock_hours_has_a_step_like_the_others(capsys: Asked) -> None:
    words = ("deadline", "limit", "response_press", "--from", "2025-10-01T08:00")
    said = asked(capsys, *words)
    assert (said["limit"], said["from"], said["due"]) == ("response_press", "2025-10-01T08:00", "2025-10-02T08:00")  # fmt: skip
    assert (said["firm"], said["missing_year"], said["waiting_for"]) == (True, None, None)
    (step,) = said["steps"]
    assert (step["from"], step["to"], step["kind"]) == ("2025-10-01T08:00", "2025-10-02T08:00", "counted")
    assert (step["what"], step["what_en"]) == ("24小时，节假日照计", "24 clock hours, days of rest included")
    assert said["grounds"] == [step["ground"]]
    assert told(capsys, *words)[:2] == [
        "特别重大、重大突发事件的新闻发布会：2025-10-02T08:00",
        "  24小时，节假日照计",
    ]
    assert told(capsys, *words, lang="en")[1] == "  24 clock hours, days of rest included"


def test_another_limit_names_itself_its_start_and_whether_that_was_a_receipt(capsys: Asked) -> None:
    publish = asked(capsys, "deadline", "publish", "--formed", "2025-12-22")
    third = asked(capsys, "deadline", "third-party", "--received", "2025-03-12")
    assert (publish["limit"], publish["from"], publish["received"]) == ("publish", "2025-12-22", None)
    assert (third["limit"], third["from"], third["received"]) == ("third_party", "2025-03-12", "2025-03-12")
    assert third["due"] == "2025-04-02"


def test_the_report_is_due_on_a_fixed_day(capsys: Asked) -> None:
    for level, due in (("department", "2026-01-31"), ("government", "2026-03-31")):
        words = ("deadline", "report", "--year", "2025", "--level", level)
        said = asked(capsys, *words)
        assert (said["due"], said["firm"], [step["kind"] for step in said["steps"]]) == (due, True, ["note", "due"])  # fmt: skip
        assert any("固定日期，遇休息日不顺延" in line for line in told(capsys, *words))


def test_the_reply_and_a_limit_can_be_drawn(capsys: Asked, tmp_path: Path) -> None:
    drawn = Ran(capsys, *R, "--format", "svg")
    assert (drawn.code, drawn.err) == (0, "")
    assert ET.fromstring(drawn.out).findtext("{http://www.w3.org/2000/svg}title") == "答复期限"
    english = Ran(capsys, *R, "--format", "svg", "--lang", "en").out
    assert ET.fromstring(english).findtext("{http://www.w3.org/2000/svg}title") == "The clock of the reply"
    ran = Ran(capsys, *R, "--output", tmp_path / "x.svg")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "x.svg").read_text("utf-8") == drawn.out
    assert 'class="ribbon-today"' in Ran(capsys, *R, "--format", "svg", "--as-of", "2025-03-20").out
    assert 'class="ribbon-today"' not in drawn.out
    limit = Ran(capsys, "deadline", "publish", "--formed", "2025-12-22", "--format", "svg").out
    assert ET.fromstring(limit).findtext("{http://www.w3.org/2000/svg}title") == "主动公开"


def test_nothing_to_draw_leaves_no_file_behind(capsys: Asked, tmp_path: Path) -> None:
    refused(capsys, *R, "--channel", "online", "--output", str(tmp_path / "x.svg"))
    assert list(tmp_path.iterdir()) == []


def test_the_ending_of_the_output_chooses_json(capsys: Asked, tmp_path: Path) -> None:
    assert Ran(capsys, *R, "-q", "-o", tmp_path / "x.json").code == 0
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["schema"] == "mingbai.deadline/1"


def test_a_letter_may_arrive_and_be_answered_on_the_day_it_was_sent(capsys: Asked) -> None:
    for view in ("2025-03-10..2025-03-12@2025-03-10", "2025-03-10..2025-03-12@2025-03-12"):
        assert asked(capsys, *R, "--consulted", view)["due"] == "2025-04-02"
    assert asked(capsys, *R, "--consulted", "2025-03-10..2025-03-10")["due"] == "2025-03-31"
    out = asked(capsys, *R, "--consulted", "2025-03-10..@2025-03-12", "--as-of", "2025-03-20")
    assert out["latest_due"] == "2025-04-24"


def test_one_may_look_from_the_day_of_arrival_on(capsys: Asked) -> None:
    assert asked(capsys, *R, "--as-of", "2025-03-03")["working_days_left"] == 20


def test_the_last_year_that_is_answered_is_2100(capsys: Asked) -> None:
    assert asked(capsys, "deadline", "--received", "2100-03-01")["missing_year"] == 2100
    said = asked(capsys, "deadline", "report", "--year", "2100", "--level", "department")
    assert said["due"] == "2101-01-31"
    early = refused(capsys, "deadline", "report", "--year", "1990", "--level", "department")
    assert "没有 1990 年度的报告" not in early
    assert "1991-01-01" in early

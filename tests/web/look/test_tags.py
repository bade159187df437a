"""The tags of the house: what stands on the page in either language, and what is safe in it."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from mingbai.lifecycle import Case, act
from mingbai.text.words import Words
from mingbai_web.look.parts import Cell, Fact, Finding, Head, Job, Moment, Row, Table

TODAY = date(2025, 10, 13)


def told(source: str, language: str = "zh-hans", **context: object) -> str:
    with translation.override(language):
        return Template(source).render(Context(context)).strip()


def test_a_day_is_said_with_its_weekday_in_either_language() -> None:
    source = "{% day value %}"
    assert (
        told(source, value=date(2025, 10, 16)) == '<time datetime="2025-10-16">2025年10月16日（周四）</time>'
    )
    assert "Thu 16 October 2025" in told(source, "en", value=date(2025, 10, 16))
    assert told(source, value=None) == ""


def test_an_instant_is_said_in_the_time_of_the_office() -> None:
    late = datetime(2025, 10, 15, 17, 5, tzinfo=UTC)
    assert "2025年10月16日（周四） 1:05" in told("{% instant value %}", value=late)
    assert "2025年10月16日" in told("{% day value %}", value=late)


def test_words_are_said_in_the_language_of_the_reader_and_made_harmless() -> None:
    words = Words("收到", "received")
    assert told("{% said words %}", words=words) == "收到"
    assert told("{{ words|said }}", "en", words=words) == "received"
    assert told("{% said words %}", words="<script>") == "&lt;script&gt;"
    assert told("{% said words %}", words=None) == ""


@pytest.mark.parametrize(
    ("due", "state", "words"),
    [
        (date(2025, 10, 9), "overdue", "逾期 4 天"),
        (date(2025, 10, 13), "soon", "今日到期"),
        (date(2025, 10, 16), "soon", "还有 3 天"),
        (date(2025, 10, 17), "on-time", "还有 4 天"),
        (None, "waiting", "等待中"),
    ],
)
def test_a_badge_says_how_near_a_day_is_by_sign_and_words(due: date | None, state: str, words: str) -> None:
    badge = told("{% due_badge due today %}", due=due, today=TODAY)
    assert f"badge-{state}" in badge
    assert words in badge
    assert 'aria-hidden="true"' in badge


def test_soon_is_within_three_working_days_where_they_are_known_however_long_the_rest_between() -> None:
    over_a_rest = {"due": date(2025, 10, 13), "today": date(2025, 9, 30)}
    assert "badge-soon" in told("{% due_badge due today workdays=3 %}", **over_a_rest)
    assert "badge-on-time" in told("{% due_badge due today workdays=4 %}", **over_a_rest)


@pytest.mark.parametrize(
    ("workdays", "words"), [(-2, "逾期 2 个工作日"), (0, "逾期不满 1 个工作日"), (None, "逾期 4 天")]
)
def test_what_is_over_is_said_in_working_days_with_the_day_it_was_due_as_a_hint(
    workdays: int | None, words: str
) -> None:
    badge = told("{% due_badge due today workdays=left %}", due=date(2025, 10, 9), today=TODAY, left=workdays)
    assert f"{words}<" in badge
    assert 'title="2025年10月9日（周四）届满"' in badge
    assert "badge-overdue" in badge


def test_a_badge_says_when_its_day_is_provisional_or_settled() -> None:
    assert "（暂定）" in told("{% due_badge due today firm=False %}", due=date(2025, 11, 6), today=TODAY)
    assert "已办结" in told("{% due_badge due today done=True %}", due=date(2025, 9, 1), today=TODAY)
    assert "1 working day left" in told(
        "{% due_badge due today workdays=1 %}", "en", due=date(2025, 10, 14), today=TODAY
    )


def test_a_ground_opens_its_instrument_and_says_what_is_unconfirmed() -> None:
    chip = told('{% ground "条例-2019" "第三十三条" %}')
    assert "国务院令第711号" in chip
    assert "自2019年5月15日起施行" in chip
    assert "依据待核" not in chip
    assert ">art. 33<" in told('{% ground "条例-2019" "第三十三条" %}', "en")
    assert "至2019年5月14日止" in told('{% ground "条例-2007" "第二十四条" %}')


def test_every_chip_of_a_page_opens_a_slip_of_its_own(rf: RequestFactory) -> None:
    page = told(
        '{% ground "条例-2019" "第三十三条" %}{% facts rows %}{% ground "条例-2019" %}',
        request=rf.get("/"),
        rows=(),
    )
    assert 'id="ground-1"' in page
    assert 'popovertarget="ground-2"' in page


def steps() -> object:
    return Case.of((act("received", date(2025, 9, 12), channel="in-person"),)).as_of().steps()


def test_the_ribbon_needs_no_style_in_the_page_and_our_sheet_has_all_it_needs() -> None:
    import re

    from mingbai.deadlines import ribbon
    from mingbai_web.look.storage import found

    drawing = told("{% ribbon steps today=today period=20 %}", steps=steps(), today=TODAY)
    assert "<svg" in drawing
    assert "<style" not in drawing
    assert "style=" not in drawing
    sheet = found("look/mingbai.css").read_text(encoding="utf-8")
    for name in ribbon._LOOKS:
        assert re.search(rf"\.ribbon-{name}\b", sheet), name


def test_the_ribbon_says_every_step_in_words_beside_the_drawing() -> None:
    drawing = told("{% ribbon steps %}", steps=steps())
    assert "逐步说明" in drawing
    assert "第三十三条" in drawing
    assert "今天" not in drawing
    assert "期限尚未起算" in told("{% ribbon steps %}", steps=())


def test_a_difference_is_told_in_words_too_and_nothing_in_it_runs() -> None:
    shown = told("{% difference old new %}", old="经检索，未制作。", new="经检索，未制作、未获取<b>。")
    assert "<ins>" in shown
    assert "新增" in shown
    assert "&lt;b&gt;" in shown
    assert "<del>" not in shown


def test_a_fact_that_is_missing_is_said_to_be_missing() -> None:
    shown = told(
        "{% facts rows %}", rows=(Fact("代理人", None), Fact("收到之日", date(2025, 10, 13)), Fact("件数", 0))
    )
    assert "未填写" in shown
    assert "（周一）" in shown
    assert "0" in shown


def test_a_timeline_marks_where_it_stands() -> None:
    shown = told(
        "{% timeline moments %}",
        moments=(Moment("收到", TODAY), Moment("审批", TODAY, "now"), Moment("送达", None, "next")),
    )
    assert shown.count('aria-current="step"') == 1
    assert "日期未定" in shown


def test_a_figure_that_fails_is_marked_and_explained() -> None:
    table = Table(
        "表",
        ((Head("项"), Head("数")),),
        ("数",),
        (Row([Head("新收")], [Cell(5, "/office/cases/?row=new", "应为 4")]),),
    )
    shown = told("{% statutory_table table %}", table=table)
    assert 'class="fails"' in shown
    assert 'data-label="数"' in shown
    assert shown.count("应为 4") == 2
    assert 'href="/office/cases/?row=new"' in shown


def test_a_finding_quotes_and_says_how_to_put_it_right() -> None:
    shown = told("{% finding found %}", found=Finding("不平衡", "error", "557 件", "核对结转"))
    assert "<blockquote>557 件</blockquote>" in shown
    assert "怎样改正" in shown


def test_a_running_job_asks_for_itself_again_and_a_done_one_does_not() -> None:
    assert 'hx-get="/office/jobs/1/"' in told(
        "{% job work %}", work=Job("导入", "running", 1, 4, address="/office/jobs/1/")
    )
    assert "hx-get" not in told("{% job work %}", work=Job("导入", "done", address="/office/jobs/1/"))
    assert Job("导入", "running", 1, 4).percent == 25
    assert Job("导入", "running").percent == 0


def test_turning_the_page_keeps_what_was_asked_for(rf: RequestFactory) -> None:
    page = Paginator(range(30), 10).get_page(2)
    shown = told("{% pages page %}", page=page, request=rf.get("/office/?q=大桥&page=2"))
    assert 'href="?q=%E5%A4%A7%E6%A1%A5&amp;page=3"' in shown
    assert told("{% pages page %}", page=Paginator(range(3), 10).get_page(1)) == ""

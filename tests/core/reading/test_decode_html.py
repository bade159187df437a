"""A page of HTML becomes the text that a reader sees, with the place of every cell, link and trick."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.errors import TooLarge
from mingbai.reading.decode import decode
from mingbai.text.page import Grid, Page


def page(html: str) -> Page:
    return decode(html.encode(), name="report.html")


def cells(page: Page, grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, page.text[slice(*c.span)]) for c in grid.cells]


def test_white_space_collapses_as_in_a_browser() -> None:
    read = page("<p>第一 <b>二</b>\n <i>三</i>&nbsp;四</p>\n\n<p> 五<br>六 </p><div><div>七</div></div>尾")
    assert read.text == "第一 二 三\xa0四\n五\n六\n七\n尾"


def test_preformatted_text_keeps_its_white_space() -> None:
    assert page("<p>前</p><pre>甲  乙\n\t丙</pre><p>后</p>").text == "前\n甲  乙\n\t丙\n后"


def test_what_is_no_text_is_left_out() -> None:
    read = page(
        "<title> 年\n报 </title><meta name=PubDate content=2022-01-31><style>p{}</style><script>var a</script>"
        "<noscript>请启用</noscript><!-- 注 --><select><option>全部</option></select><p>正文</p>"
    )
    assert read.text == "正文"
    assert read.title == "年 报"
    assert read.meta == (("PubDate", "2022-01-31"),)


def test_cells_stand_where_their_spans_put_them() -> None:
    read = page(
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>&nbsp;</td></tr>"
        "<tr><th></th><td><p>2</p><p>注</p></td><td> 3 </td></tr></table>后"
    )
    assert read.text == "甲\t乙\n1\t\xa0\n\t2\n注\t3\n后"
    assert cells(read, read.grids[0]) == [
        (0, 0, 2, 1, "甲"),
        (0, 1, 1, 2, "乙"),
        (1, 1, 1, 1, "1"),
        (1, 2, 1, 1, "\xa0"),
        (2, 0, 1, 1, ""),
        (2, 1, 1, 1, "2\n注"),
        (2, 2, 1, 1, "3"),
    ]
    assert [c.header for c in read.grids[0].cells].count(True) == 1


def test_a_table_in_a_layout_cell_is_a_grid_of_its_own() -> None:
    read = page("<table><tr><td>栏目<td><p>标题</p><table><tr><td>新收<td>5</table>尾<td>右</table>")
    assert read.text == "栏目\t标题\n新收\t5\n尾\n右"
    outer, inner = read.grids
    assert cells(read, outer) == [(0, 0, 1, 1, "栏目"), (0, 2, 1, 1, "右")]
    assert cells(read, inner) == [(0, 0, 1, 1, "新收"), (0, 1, 1, 1, "5")]


def test_a_raised_figure_is_no_digit_of_the_number_before_it() -> None:
    assert page("<table><tr><td>22<sup>1</sup></table>").text == "22¹"


def test_links_know_their_words() -> None:
    read = page('看<a href="/a.html"> 附<b>件</b></a>和<a href=b><img src=x></a>')
    assert [(read.text[slice(*link.span)], link.target) for link in read.links] == [
        ("附件", "/a.html"),
        ("", "b"),
    ]


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ('<div style="DISPLAY : none">藏<a href=x>链</a></div>', "display-none"),
        ("<div hidden>藏<a href=x>链</a></div>", "display-none"),
        ('<span style="visibility:hidden">藏<a href=x>链</a></span>', "visibility"),
        ('<div style="position:absolute;left:-9999px">藏<a href=x>链</a></div>', "off-screen"),
        ('<p style="text-indent:-9999px">藏<a href=x>链</a></p>', "off-screen"),
        ('<span style="font-size:0">藏<a href=x>链</a></span>', "tiny"),
        ('<span style="font-size:1px">藏<a href=x>链</a></span>', "tiny"),
        ('<span style="opacity:0">藏<a href=x>链</a></span>', "transparent"),
        ('<div style="height:0;overflow:hidden">藏<a href=x>链</a></div>', "zero-height"),
        ("<marquee height=1 width=4>藏<a href=x>链</a></marquee>", "zero-height"),
        ("<font color=white>藏<a href=x>链</a></font>", "background-colour"),
        ('<div style="background:#eee;color:#eeeeee">藏<a href=x>链</a></div>', "background-colour"),
    ],
)
def test_what_is_hidden_is_not_in_the_text(html: str, how: str) -> None:
    read = page(f"<p>前</p>{html}<p>后</p>")
    assert read.text == "前\n后"
    assert [(part.how, part.text, part.targets) for part in read.hidden] == [(how, "藏链", ("x",))]
    assert not read.links


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ('<a href="http://spam.example/"></a>', "empty-link"),
        ("<iframe src=http://spam.example/ height=0></iframe>", "zero-height"),
        ('<meta http-equiv=refresh content="0;url=http://spam.example/">', "meta-refresh"),
        ("<script>document.write('<a href=\"http://spam.example/\">词</a>')</script>", "script-link"),
    ],
)
def test_a_link_that_shows_nothing_is_hidden(html: str, how: str) -> None:
    read = page(f"<p>前</p>{html}<p>后</p>")
    assert [(part.how, part.targets) for part in read.hidden] == [(how, ("http://spam.example/",))]


@pytest.mark.parametrize(
    "html",
    [
        "<span aria-hidden=true>见</span>",
        "<table><tr><td><font color=white>见</font></table>",
        "<div class=head><font color=white>见</font></div>",
        '<td bgcolor="#003366"><font color=white>见</font></td>',
        '<span style="font-size:12px;color:black;line-height:0">见</span>',
        '<div style="font-size:0"><span style="font-size:14px">见</span></div>',
        '<div style="visibility:hidden"><b style="visibility:visible">见</b></div>',
        '<p style="text-indent:-2em">见</p>',
    ],
)
def test_what_is_seen_is_in_the_text(html: str) -> None:
    read = page(f"<p>前</p>{html}")
    assert read.text.replace("\t", "\n") in ("前\n见", "前见")
    assert not read.hidden


def test_a_page_that_a_script_unfolds_is_read_as_unfolded() -> None:
    body = "<p>主动公开情况</p>" * 90
    read = page(f"<p>首页</p><div style='display:none'>{body}</div>")
    assert read.text.count("公开情况") == 90
    assert read.losses


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>" * 100_000 + "新收",
        "<div>" * 100_000 + "新收",
        "<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>新收" * 500,
        "<a href=x>新收" * 30_000,
        "<table>" + ("<tr>" + "<td rowspan=65000>1" * 50) * 500,
    ],
    ids=["tables", "divs", "colspan", "links", "rowspans"],
)
def test_a_monster_is_read_in_bounded_time(html: str) -> None:
    started = time.process_time()
    assert page(html).text
    assert time.process_time() - started < 15


@pytest.mark.slow
def test_a_table_of_a_million_cells_is_refused() -> None:
    with pytest.raises(TooLarge):
        page("<table>" + ("<tr>" + "<td>1" * 1000) * 1000)


_MARKS = (
    "<table>|</table>|<tr>|</tr>|<td>|<td colspan=2>|<td rowspan=3>|</td>|<p>|</p>|<br>|<a href=x>|</a>|"
    "<div style='display:none'>|</div>|<span style='font-size:0'>|</span>|<pre>|</pre>|<th>|<thead>|</thead>|<sup>|"
    "</sup>|甲| |12|\n|&nbsp;|<script>|</script>"
)
_TAGS = st.sampled_from(_MARKS.split("|"))


@settings(max_examples=300)
@given(st.lists(_TAGS, max_size=40))
def test_every_span_lies_in_the_text_and_holds_no_separator(parts: list[str]) -> None:
    read = page("<p>始</p>" + "".join(parts) + "</p>")
    for grid in read.grids:
        taken: set[tuple[int, int]] = set()
        assert 0 <= grid.span[0] <= grid.span[1] <= len(read.text)
        for cell in grid.cells:
            start, end = cell.span
            assert grid.span[0] <= start <= end <= grid.span[1]
            assert (cell.row, cell.column) not in taken
            taken.add((cell.row, cell.column))
            assert read.text[start:end].strip(" \n\t\r") == read.text[start:end] or "<pre>" in parts
            assert "\t" not in read.text[start:end]
    for link in read.links:
        assert 0 <= link.span[0] <= link.span[1] <= len(read.text)
    for part in read.hidden:
        assert 0 <= part.at <= len(read.text)

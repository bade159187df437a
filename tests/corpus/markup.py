"""Layouts in HTML, as content systems and word processors write them."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from random import Random

from tests.corpus.sheet import Block, Box, Sheet

__all__ = ["HTML_LAYOUTS", "HtmlLayout", "official"]


@dataclass(frozen=True, slots=True)
class HtmlLayout:
    """A way in which a site's pages carry the report."""

    name: str
    draw: Callable[[Sheet, Random], str]
    recover: float = 1.0
    suffix: str = "html"


CellText = Callable[[Box, Random], str]


def _plain(box: Box, rng: Random) -> str:
    return escape(box.text) or "&nbsp;"


def _paragraph(box: Box, rng: Random) -> str:
    return f'<p style="text-align:center">{escape(box.text) or "&nbsp;"}</p>'


def _broken(box: Box, rng: Random) -> str:
    text = escape(box.text)
    if not box.figure and len(box.text) > 3 and "&" not in text:
        cut = rng.randint(1, len(text) - 1)
        text = text[:cut] + rng.choice(("<br>", "<br/>\n", "<BR />")) + text[cut:]
    return text or rng.choice(("&nbsp;", "", "　"))


def _word(box: Box, rng: Random) -> str:
    """Word's paste: each character or two in a span of its own, zeros in `<span lang>`, `o:p` at the end."""
    face = "font-family:仿宋_GB2312;mso-bidi-font-family:宋体;color:black;mso-font-kerning:0pt"
    bits, text = [], box.text
    while text:
        n = len(text) if box.figure and rng.random() < 0.7 else rng.randint(1, 4)
        lang = ' lang="EN-US"' if text[:1].isascii() else ""
        bits.append(f'<span{lang} style="{face}">{escape(text[:n])}</span>')
        text = text[n:]
    gap = "\r\n   " if rng.random() < 0.3 and not box.figure else ""
    body = gap.join(bits) or '<span lang="EN-US">&nbsp;</span>'
    return f'<p class="MsoNormal" align="center" style="text-align:center">{body}<span lang="EN-US"><o:p></o:p></span></p>'


def _table(
    block: Block,
    rng: Random,
    cell: CellText,
    *,
    spans: bool = True,
    attrs: str = 'border="1"',
    head: bool = False,
) -> str:
    rows = []
    for row in block.rows:
        cells = []
        for box in row:
            mark = (f' colspan="{box.columns}"' if box.columns > 1 else "") + (
                f' rowspan="{box.rows}"' if box.rows > 1 else ""
            )
            tag = "th" if head and not box.figure else "td"
            cells.append(f"<{tag}{mark if spans else ''}>{cell(box, rng)}</{tag}>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return f"<table {attrs}>\n<tbody>" + "\n".join(rows) + "</tbody>\n</table>\n"


def _divided(block: Block, rng: Random) -> str:
    """No table element: rows and cells are divisions."""
    rows = (
        '<div class="row">'
        + "".join(f'<div class="cell">{escape(b.text) or "&nbsp;"}</div>' for b in row)
        + "</div>\n"
        for row in block.rows
    )
    return '<div class="grid">' + "".join(rows) + "</div>"


def _body(sheet: Sheet, draw: Callable[[Block], str], *, tag: str = "p", heads: str = "p") -> str:
    found = []
    for block in sheet.blocks:
        if block.kind == "table":
            found.append(draw(block))
        else:
            name = {"title": "h1", "head": heads}.get(block.kind, tag)
            found.append(f"<{name}>{escape(block.text)}</{name}>")
    return "\n".join(found)


def _metadata(sheet: Sheet) -> str:
    cells = [f"<td><b>{escape(k)}：</b></td><td>{escape(v)}</td>" for k, v in sheet.header]
    rows = ["<tr>" + "".join(cells[i : i + 2]) + "</tr>" for i in range(0, len(cells), 2)]
    return '<table class="xxgk_table" width="100%">' + "".join(rows) + "</table>"


def _chrome(lines: list[str]) -> str:
    return "".join(f"<div>{escape(line)}</div>" for line in lines)


def _page(sheet: Sheet, body: str) -> str:
    title = next(b.text for b in sheet.blocks if b.kind == "title")
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f"<title>{escape(title)}</title><style>td{{padding:2px}}</style>"
        "<script>var n = 12345; if (n < 7) { document.write('<td>99</td>'); }</script></head>\n<body>\n"
        f"{body}\n</body></html>\n"
    )


def official(sheet: Sheet, rng: Random) -> str:
    """The statutory layout, spans and all."""
    return _page(sheet, _body(sheet, lambda b: _table(b, rng, _plain), heads="h2"))


def cms(sheet: Sheet, rng: Random) -> str:
    """A content system's page: tables for layout around the tables of the report, the metadata table first."""
    inner = _body(
        sheet, lambda b: _table(b, rng, _paragraph, attrs='cellspacing="0" cellpadding="0" width="640"')
    )
    nav = "".join(
        f'<li><a href="/col/{i}.html">{name}</a></li>'
        for i, name in enumerate(("首页", "公开指南", "公开年报"), 1)
    )
    return _page(
        sheet,
        f'<table width="1000" align="center"><tr><td colspan="2">{_chrome(sheet.before)}<ul>{nav}</ul></td></tr>'
        f'<tr><td width="220"><table><tr><td>栏目导航</td></tr><tr><td>政策文件（128）</td></tr></table></td>'
        f'<td><table width="100%"><tr><td>{_metadata(sheet)}</td></tr>'
        f'<tr><td><div id="zoom">{inner}</div></td></tr></table></td></tr>'
        f'<tr><td colspan="2">{_chrome(sheet.after)}</td></tr></table>',
    )


def word(sheet: Sheet, rng: Random) -> str:
    """A paste from Word into the editor of the site."""
    attrs = (
        'class="MsoNormalTable" border="0" style="width:480.0pt;border-collapse:collapse;mso-padding-alt:0cm"'
    )
    inner = _body(
        sheet, lambda b: "<!--[if gte mso 9]><xml></xml><![endif]-->" + _table(b, rng, _word, attrs=attrs)
    )
    return _page(sheet, f'{_metadata(sheet)}<div class="TRS_Editor">{inner}</div>{_chrome(sheet.after)}')


def broken_labels(sheet: Sheet, rng: Random) -> str:
    """Labels broken over lines, empty cells as no-break spaces or nothing."""
    return _page(sheet, _chrome(sheet.before) + _body(sheet, lambda b: _table(b, rng, _broken, head=True)))


def spanless(sheet: Sheet, rng: Random) -> str:
    """An editor that stripped every attribute: the spans are gone and rows are of unequal length."""
    return _page(sheet, _body(sheet, lambda b: _table(b, rng, _plain, spans=False, attrs="")))


def divisions(sheet: Sheet, rng: Random) -> str:
    """Tables made of divisions, for the sake of telephones."""
    return _page(sheet, _body(sheet, lambda b: _divided(b, rng), tag="div", heads="h3"))


def paragraphs(sheet: Sheet, rng: Random) -> str:
    """A plain-text report pasted as paragraphs, one cell in each."""

    def cells(block: Block) -> str:
        return "\n".join(f"<p>{escape(b.text) or '&nbsp;'}</p>" for row in block.rows for b in row)

    return _page(sheet, _chrome(sheet.before) + _body(sheet, cells))


def hidden_traps(sheet: Sheet, rng: Random) -> str:
    """The statutory layout with hidden rows, scripts and comments between, which no reader sees."""

    def draw(block: Block) -> str:
        text = _table(block, rng, _plain)
        trap = '<tr style="display:none"><td>一、本年新收政府信息公开申请数量</td><td>7</td><td>7</td><td>7</td></tr>'
        return text.replace("<tbody>", "<tbody>" + trap + "<!-- <tr><td>规章</td><td>9</td></tr> -->")

    return _page(sheet, '<div style="display:none">热门：99999</div>' + _body(sheet, draw, heads="h2"))


HTML_LAYOUTS = (
    HtmlLayout("html-official", official),
    HtmlLayout("html-cms", cms),
    HtmlLayout("html-word", word),
    HtmlLayout("html-broken-labels", broken_labels),
    HtmlLayout("html-spanless", spanless),
    HtmlLayout("html-divisions", divisions),
    HtmlLayout("html-paragraphs", paragraphs),
    HtmlLayout("html-hidden-traps", hidden_traps),
)

"""What happens to a page between the officer who typed it and the reader who opens it, one harm a function.

A harm changes the sheet before it is drawn, the lines of a text layout, or the bytes; each keeps the truth honest:
a figure that leaves the page may be reported missing, a figure that trades places may be read in either.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from mingbai.report import form as forms
from mingbai.report.values import Amount
from tests.corpus.lines import Line
from tests.corpus.oracle import Expect, Truth, lose
from tests.corpus.script import plainly_traditional, taiwan, traditional
from tests.corpus.sheet import Block, Box, Sheet, copy

__all__ = ["DAMAGES", "Damage", "clash", "damage"]

OnSheet = Callable[[Sheet, Truth, Random], None]
OnLines = Callable[[list[Line], Truth, Random], list[Line]]
OnText = Callable[[str, Random], bytes]


@dataclass(frozen=True, slots=True)
class Damage:
    """One harm; `recover` is the share of the remaining cells that must still be read, on average over layouts.

    `renames` is set when the body's name or the year need not survive it.
    """

    name: str
    stage: str  # sheet, lines, text
    apply: OnSheet | OnLines | OnText
    recover: float
    renames: bool = False
    only: tuple[str, ...] = ()  # layouts it fits, all when empty


# ---- on the sheet: what the page prints ---------------------------------------------------------------------------


def _words(sheet: Sheet, change: Callable[[str], str], *, labels: bool = True) -> None:
    for block in sheet.blocks:
        block.text = change(block.text)
        for row in block.rows if labels else ():
            for box in row:
                if not box.figure:
                    box.text = change(box.text)
    sheet.header = [(change(k), change(v)) for k, v in sheet.header]
    sheet.before = [change(text) for text in sheet.before]
    sheet.after = [change(text) for text in sheet.after]


def _figures(sheet: Sheet, table: str | None = None) -> list[Box]:
    return [box for block in sheet.tables(table) for row in block.rows for box in row if box.figure]


def _blank(truth: Truth, box: Box, raw: str = "") -> None:
    assert box.path
    box.text = raw
    truth[box.path] = Expect(blank=True, absent=truth[box.path].absent)


def zeros_blank(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Zeros are left empty, or struck through with a dash or a slash."""
    raw = rng.choice(("", "", "", "/", "-", "—", "\xa0"))
    share = rng.choice((1.0, 1.0, 0.5))
    for box in _figures(sheet):
        if box.text == "0" and rng.random() < share:
            _blank(truth, box, raw)


def total_blank(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The 总计 column is empty on most rows."""
    for box in _figures(sheet, "applications"):
        if (box.path or "").endswith("/total") and rng.random() < 0.85:
            _blank(truth, box)


def some_blank(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Cells here and there are empty, whatever stood in them."""
    for box in _figures(sheet):
        if rng.random() < 0.08:
            _blank(truth, box)


def notes(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A cell carries a note: 22（其中修订16件）."""
    boxes = [b for b in _figures(sheet, "proactive") if b.text.isdigit()] or _figures(sheet)
    for box in rng.sample(boxes, min(2, len(boxes))):
        n = int(box.text or 0) if box.text.isdigit() else 3
        box.text += rng.choice(
            (f"（其中修订{n // 2}件）", f"（含转发{n + 3}件）", "（注1）", f"（较上年增{n + 1}%）")
        )


def units_in_cells(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Figures carry their unit: 3件, 12.5万元."""
    for box in _figures(sheet, "proactive"):
        if box.text:
            box.text += "万元" if (box.path or "").endswith("amount_wan") else "件"


def thousands(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Thousands are set off by commas."""
    comma = rng.choice((",", ",", "，"))
    for box in _figures(sheet):
        if box.text.isdigit():
            box.text = f"{int(box.text):,}".replace(",", comma)


def full_width(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Digits are full-width."""
    for box in _figures(sheet):
        box.text = box.text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.-+"})


def spaced_labels(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Spaces and no-break spaces stand inside labels."""
    for box in sheet.boxes():
        if not box.figure and rng.random() < 0.4:
            gap = rng.choice((" ", "\xa0", "　"))
            cut = rng.randint(1, max(1, len(box.text) - 1))
            box.text = gap.join(box.text) if len(box.text) < 5 else box.text[:cut] + gap + box.text[cut:]


def variant_labels(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Labels are printed in their variants, numerals in other brackets."""
    known: dict[str, tuple[str, ...]] = {}
    for form in forms.editions():
        for table in form.tables:
            for block in table.blocks:
                for line in (*block.rows, *block.columns):
                    known.setdefault(line.label, line.variants)
    for box in sheet.boxes():
        if not box.figure:
            if known.get(box.text) and rng.random() < 0.6:
                box.text = rng.choice(known[box.text])
            if rng.random() < 0.3:
                box.text = box.text.replace("（", "(").replace("）", ")")
            if box.text[1:2] == "." and rng.random() < 0.5:
                box.text = box.text[0] + rng.choice(("．", "、", ". ")) + box.text[2:]


def year_in_heads(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Column heads carry the year: 本年(2023)制发件数."""
    year = sheet.fiction.year
    style = rng.choice((f"本年({year})", f"本年（{year}年）", f"{year}年"))
    for box in sheet.boxes():
        if not box.figure:
            box.text = box.text.replace("本年", style) if "column" in box.key else box.text


def normative_short(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """规范性文件 stands without 行政."""
    for box in sheet.boxes():
        if box.key == "row:normative_documents":
            box.text = "规范性文件"


def in_traditional(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Traditional script by character map, variants mixed."""
    _words(sheet, lambda text: traditional(text, rng))


def in_taiwanese(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Traditional script with the words of Taiwan."""
    _words(sheet, taiwan)


def branded(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A brand stands wherever 人民政府 stood."""
    brand = rng.choice(("乐翻天娱乐", "金麒麟国际", "宝盈注册", "一鸣惊人平台"))
    _words(sheet, lambda text: text.replace("人民政府", brand).replace("政府办公室", brand + "办公室"))


def year_dashed(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """年 has become “-”."""
    _words(
        sheet, lambda text: text.replace(f"{sheet.fiction.year}年", f"{sheet.fiction.year}-"), labels=False
    )


def mojibake(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Some chapter headings are in a wrong charset."""
    for block in sheet.blocks:
        if block.kind == "head" and rng.random() < 0.6:
            block.text = rng.choice(
                (
                    block.text.encode().decode("cp1252", "replace"),
                    "锟斤拷" * 4,
                    block.text.encode("gbk").decode("latin-1"),
                )
            )


def headings_lost(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Chapter headings are missing."""
    sheet.blocks = [b for b in sheet.blocks if b.kind != "head" or rng.random() < 0.5]


def numerals_twice(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A chapter numeral is used twice."""
    heads = [b for b in sheet.blocks if b.kind == "head"]
    at = rng.randrange(1, max(2, len(heads)))
    for block, earlier in zip(heads[at:], [h.text[0] for h in heads[at - 1 :]], strict=False):
        block.text = earlier + block.text[1:]


def table_head_lost(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The head of the applications table is missing."""
    for block in sheet.tables("applications"):
        block.rows = block.rows[3:]


def span_repeated(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The spanning heading 三、本年度办理结果 is printed again in mid-table."""
    for block in sheet.tables("applications"):
        tops = [i for i, row in enumerate(block.rows) if any(b.key == "group:outcome" for b in row)] or [0]
        starts = [
            i
            for i, row in enumerate(block.rows)
            if i > tops[0] and any(b.key.startswith("group:") for b in row)
        ]
        first = next((b for b in block.rows[tops[0]] if b.key == "group:outcome"), None)
        if first and starts:
            at = rng.choice(starts)
            rest = tops[0] + first.rows - at
            first.rows = at - tops[0]
            block.rows[at].insert(0, Box(first.text, rows=rest, lane=0, key=first.key))


def table_twice(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A table is printed twice, the same both times."""
    for block in [rng.choice(sheet.tables())]:
        at = sheet.blocks.index(block)
        twin = copy(Sheet(sheet.fiction, [block], [], [], [])).blocks
        sheet.blocks[at + 1 : at + 1] = twin


def _other(value: Amount, rng: Random) -> str:
    return str(max(0, int(value) + rng.choice((-1, 1, 2, 3, 7, 10))))


def other_year_table(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The same table stands there for the year before as well, each under its year."""
    year = sheet.fiction.year
    block = rng.choice(sheet.tables())
    (twin,) = copy(Sheet(sheet.fiction, [block], [], [], [])).blocks
    for row in twin.rows:
        for box in row:
            if box.figure and box.text:
                box.text = _other(Decimal(box.text.replace("+", "")), rng) if _number(box.text) else box.text
    pair = [Block("para", f"{year}年度"), block, Block("para", f"{year - 1}年度（上年数据，供对照）"), twin]
    if rng.random() < 0.5:
        pair = [*pair[2:], *pair[:2]]
    at = sheet.blocks.index(block)
    sheet.blocks[at : at + 1] = pair


def _number(text: str) -> bool:
    return text.replace(".", "").replace("-", "").replace("+", "").isdigit() and text.isascii()


def two_years_columns(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Figures of two years stand side by side in the proactive table."""
    year = sheet.fiction.year
    for block in sheet.tables("proactive"):
        for row in block.rows:
            boxes = [b for b in row if b.figure or b.key.startswith("column:")]
            if len(boxes) == 1:
                box = boxes[0]
                box.columns = 1
                if box.figure:
                    text = (
                        _other(Decimal(box.text), rng)
                        if _number(box.text) and box.text.isdigit()
                        else box.text
                    )
                else:
                    text, box.text = (
                        f"{year - 1}年{box.text.removeprefix('本年')}",
                        f"{year}年{box.text.removeprefix('本年')}",
                    )
                row.append(Box(text, lane=box.lane + 1, columns=block.width - box.lane - 1, key="other-year"))


def columns_reordered(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The columns stand in another order, under their heads."""
    for block in sheet.tables("applications"):
        inner = list(range(5))
        rng.shuffle(inner)
        total_first = rng.random() < 0.5
        shift = 1 if total_first else 0
        lanes = {3: 3 + shift, 9: 3 if total_first else 9}
        lanes |= {4 + i: 4 + shift + inner[i] for i in range(5)}
        for row in block.rows:
            moved = [b for b in row if b.lane > 2 and (b.columns == 1 or b.key == "legal")]
            for box in moved:
                box.lane = 4 + shift if box.key == "legal" else lanes[box.lane]
            row[:] = [b for b in row if b not in moved] + sorted(moved, key=lambda b: b.lane)
    for block in sheet.tables("proactive"):
        if rng.random() < 0.5:
            order = [1, 2, 3]
            rng.shuffle(order)
            for row in block.rows:
                if len(row) == 4:
                    for box in row[1:]:
                        box.lane = order[box.lane - 1]
                    row.sort(key=lambda b: b.lane)


def row_missing(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A row is not printed."""
    block = rng.choice([b for b in sheet.tables() if b.table in ("applications", "indicators", "proactive")])
    rows = [i for i, row in enumerate(block.rows) if any(b.figure for b in row)]
    for at in sorted(rng.sample(rows, rng.choice((1, 1, 2))), reverse=True):
        for box in block.rows[at]:
            if box.path:
                truth[box.path] = Expect(absent=True)
        _remove(block, at)


def _remove(block: Block, at: int) -> None:
    for y, row in enumerate(block.rows[:at]):
        for box in row:
            if y + box.rows > at:
                box.rows -= 1
    heirs = [b for b in block.rows[at] if b.rows > 1]
    for box in heirs:
        box.rows -= 1
    del block.rows[at]
    if at < len(block.rows):
        block.rows[at][:0] = heirs


def row_label_missing(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The label of a row is empty."""
    block = rng.choice([b for b in sheet.tables() if b.table != "remedies"])
    box = rng.choice([b for row in block.rows for b in row if b.key.startswith("row:")])
    _unlabel(truth, block.table, box.key)
    box.text = ""


def _unlabel(truth: Truth, table: str, key: str) -> None:
    """Without its label a row may be reported as not printed."""
    row = f"{table}/{key.removeprefix('row:')}"
    for at in truth:
        if at == row or at.startswith(row + "/"):
            truth[at] = replace(truth[at], absent=True)


def spam_around(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Injected blocks stand before and after the report."""
    words = (
        "免费试玩",
        "注册送彩金",
        "高清直播",
        "极速下载",
        "私人影院",
        "今晚开奖",
        "代办证件",
        "官方入口",
        "VIP线路",
    )

    def block() -> str:
        return "| ".join(
            rng.choice(words) + rng.choice(("", str(rng.randint(1, 999)), "在线")) for _ in range(30)
        )

    sheet.before.insert(0, block())
    sheet.after.append(block())
    if rng.random() < 0.5:
        sheet.blocks.append(Block("para", block()))


def latin_noise(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Pinyin and Latin letters stand after characters, in prose and in labels."""
    bits = ("tái", "gōng", "x", "zhèng", "fǔ", "Q", "lǜ")

    def noisy(text: str) -> str:
        return "".join(c + (rng.choice(bits) if c > "一" and rng.random() < 0.03 else "") for c in text)

    _words(sheet, noisy)


def entities(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Blank cells show as the literal characters &nbsp;."""
    for box in _figures(sheet):
        if box.text == "0" and rng.random() < 0.5:
            _blank(truth, box, "&nbsp;")


# ---- on the lines: what extraction does -----------------------------------------------------------------------------


def _in_tables(lines: list[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.table and line.text.strip(" |-")]


def _drop(lines: list[Line], truth: Truth, at: set[int]) -> list[Line]:
    for i in at:
        for path in lines[i].paths:
            lose(truth, path)
        if lines[i].label.startswith("row:"):
            _unlabel(truth, lines[i].table, lines[i].label)
    return [line for i, line in enumerate(lines) if i not in at]


def lines_dropped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """A few lines of the tables are missing."""
    inside = _in_tables(lines)
    return _drop(lines, truth, set(rng.sample(inside, min(len(inside), rng.randint(1, 4)))))


def lines_deduped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """An extractor removed every line that it had seen before."""
    seen: set[str] = set()
    gone = set()
    for i, line in enumerate(lines):
        text = line.text.strip()
        if text and text in seen:
            gone.add(i)
        seen.add(text)
    return _drop(lines, truth, gone)


def neighbours_deduped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """A line equal to the one before it was removed."""
    gone, last = set(), ""
    for i, line in enumerate(lines):
        text = line.text.strip()
        if text and text == last:
            gone.add(i)
        last = text or last
    return _drop(lines, truth, gone)


def lines_swapped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Neighbouring lines of a table have changed places."""
    lines = list(lines)
    inside = _in_tables(lines)
    for _ in range(rng.randint(1, 3) if len(inside) > 1 else 0):
        k = rng.randrange(len(inside) - 1)
        a, b = inside[k], inside[k + 1]
        heads = [lines[i].label.startswith(("column:", "row:")) and not lines[i].paths for i in (a, b)]
        if lines[a].table != lines[b].table or all(
            heads
        ):  # heads that trade places say something else, and plainly
            continue
        lines[a], lines[b] = lines[b], lines[a]
        if len(lines[a].paths) == len(lines[b].paths) == 1:
            (p,), (q,) = lines[a].paths, lines[b].paths
            both = truth[p].values | truth[q].values
            blank = truth[p].blank or truth[q].blank
            truth[p] = truth[q] = Expect(both, blank, truth[p].absent or truth[q].absent)
    return lines


def lines_joined(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Neighbouring lines of a table stand on one line, a space between."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if (
            last
            and last.table
            and last.table == line.table
            and line.text.strip()
            and last.text.strip()
            and rng.random() < 0.15
        ):
            found[-1] = replace(last, text=last.text + " " + line.text.strip(), paths=last.paths + line.paths)
        else:
            found.append(line)
    return found


def _han(c: str) -> bool:
    return "一" <= c <= "鿿"


def lines_split(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Long lines are broken, between words or inside a label, never inside a figure."""
    found = []
    for line in lines:
        text = line.text
        cuts = [i for i in range(1, len(text)) if _han(text[i - 1]) and _han(text[i])] if line.table else []
        if cuts and rng.random() < 0.3:
            cut = rng.choice(cuts)
            found += [replace(line, text=text[:cut], paths=()), replace(line, text=text[cut:], label="")]
        else:
            found.append(line)
    return found


def page_numbers(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Page numbers and running heads stand between the lines of the tables."""
    found, number, style = [], rng.randint(1, 8), rng.randrange(4)
    inside = set(rng.sample(_in_tables(lines), min(4, len(_in_tables(lines)))))
    for i, line in enumerate(lines):
        if i in inside:
            found.append(Line((f"- {number} -", f"{number}", f"第{number}页", f"— {number} —")[style]))
            number += 1
        found.append(line)
    return found


def cut_off(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """The page ends in the middle of a table."""
    at = rng.choice(_in_tables(lines) or [len(lines) - 1])
    kept = _drop(lines[at:], truth, set(range(len(lines) - at)))
    return lines[:at] + kept


def no_empty_lines(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Empty lines are gone, indents too."""
    return [replace(line, text=line.text.strip()) for line in lines if line.text.strip()]


def double_spaced(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Empty lines stand everywhere, with blanks of several widths."""
    return [x for line in lines for x in (line, Line(rng.choice(("", " ", "　", "\xa0"))))]


# ---- on the bytes ---------------------------------------------------------------------------------------------------


def _encoded(charset: str) -> OnText:
    declared = {"gbk": "gb2312"}.get(charset, charset)

    def encode(text: str, rng: Random) -> bytes:
        if rng.random() < 0.7:  # else the page goes on saying utf-8, as some do
            text = text.replace("charset=utf-8", f"charset={declared}")
        return text.encode(charset, "xmlcharrefreplace" if "<html" in text else "replace")

    return encode


def big5(text: str, rng: Random) -> bytes:
    """Traditional script in Big5."""
    text = text.replace("charset=utf-8", "charset=big5")
    return plainly_traditional(text).translate({ord("衆"): "眾", ord("爲"): "為"}).encode("cp950", "replace")


def crlf(text: str, rng: Random) -> bytes:
    """Windows line ends, with a byte-order mark."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


DAMAGES = (
    Damage("zeros-blank", "sheet", zeros_blank, 0.55),
    Damage("total-blank", "sheet", total_blank, 0.5),
    Damage("some-blank", "sheet", some_blank, 0.5),
    Damage("notes", "sheet", notes, 0.9),
    Damage("units-in-cells", "sheet", units_in_cells, 0.9),
    Damage("thousands", "sheet", thousands, 0.97),
    # Wide digits break over lines in the narrow columns of a PDF; such figures are rightly not put together again.
    Damage("full-width", "sheet", full_width, 0.92),
    Damage("spaced-labels", "sheet", spaced_labels, 0.9),
    Damage("variant-labels", "sheet", variant_labels, 0.97),
    Damage("year-in-heads", "sheet", year_in_heads, 0.97),
    Damage("normative-short", "sheet", normative_short, 0.97),
    Damage("traditional", "sheet", in_traditional, 0.97, renames=True),
    Damage("taiwan", "sheet", in_taiwanese, 0.9, renames=True),
    Damage("brand", "sheet", branded, 0.97, renames=True),
    Damage("year-dash", "sheet", year_dashed, 0.97, renames=True),
    Damage("mojibake", "sheet", mojibake, 0.95),
    Damage("headings-lost", "sheet", headings_lost, 0.95),
    Damage("numerals-twice", "sheet", numerals_twice, 0.97),
    Damage("table-head-lost", "sheet", table_head_lost, 0.3),
    Damage("span-repeated", "sheet", span_repeated, 0.97),
    Damage("table-twice", "sheet", table_twice, 0.6),
    Damage("other-year-table", "sheet", other_year_table, 0.3),
    Damage("two-years-columns", "sheet", two_years_columns, 0.8),
    Damage("columns-reordered", "sheet", columns_reordered, 0.2),
    Damage("row-missing", "sheet", row_missing, 0.8),
    Damage("row-label-missing", "sheet", row_label_missing, 0.8),
    Damage("spam", "sheet", spam_around, 0.97),
    Damage("latin-noise", "sheet", latin_noise, 0.5, renames=True),
    Damage("entities", "sheet", entities, 0.6),
    Damage("lines-dropped", "lines", lines_dropped, 0.6),
    Damage("lines-deduped", "lines", lines_deduped, 0.0, renames=True),
    Damage("neighbours-deduped", "lines", neighbours_deduped, 0.0),
    Damage("lines-swapped", "lines", lines_swapped, 0.7),
    Damage("lines-joined", "lines", lines_joined, 0.7),
    Damage("lines-split", "lines", lines_split, 0.7),
    Damage("page-numbers", "lines", page_numbers, 0.7),
    Damage("cut-off", "lines", cut_off, 0.5),
    Damage("no-empty-lines", "lines", no_empty_lines, 0.9),
    Damage("double-spaced", "lines", double_spaced, 0.9),
    Damage("gbk", "text", _encoded("gbk"), 0.97, renames=True),
    Damage("gb18030", "text", _encoded("gb18030"), 0.97),
    Damage("utf-16", "text", _encoded("utf-16"), 0.97),
    Damage("big5", "text", big5, 0.9, renames=True),
    Damage("crlf", "text", crlf, 0.97),
)


BLANKING = {"zeros-blank", "some-blank", "total-blank", "entities"}
UNLABELLING = {
    "row-label-missing",
    "lines-dropped",
    "lines-deduped",
    "neighbours-deduped",
    "lines-swapped",
    "page-numbers",
}


def clash(names: set[str], *, keeps_blanks: bool) -> bool:
    """Return whether together they print a page that says something else, so that no reader could know better."""
    if {"columns-reordered", "table-head-lost"} <= names:
        return True
    return not keeps_blanks and bool(names & BLANKING) and bool(names & UNLABELLING)


def damage(name: str) -> Damage:
    """Return the damage with that name; `KeyError` when there is none."""
    for found in DAMAGES:
        if found.name == name:
            return found
    raise KeyError(name)

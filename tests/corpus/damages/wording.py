"""Harms to the words: labels, headings, script and names, and what is injected around them."""

from collections.abc import Callable
from random import Random

from mingbai.report import form as forms
from tests.corpus.oracle import Truth
from tests.corpus.script import taiwan, traditional
from tests.corpus.sheet import Block, Sheet

__all__ = [
    "branded",
    "headings_lost",
    "in_taiwanese",
    "in_traditional",
    "latin_noise",
    "mojibake",
    "normative_short",
    "numerals_twice",
    "spaced_labels",
    "spam_around",
    "variant_labels",
    "year_dashed",
    "year_in_heads",
]


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


def latin_noise(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Pinyin and Latin letters stand after characters, in prose and in labels."""
    bits = ("tái", "gōng", "x", "zhèng", "fǔ", "Q", "lǜ")

    def noisy(text: str) -> str:
        return "".join(c + (rng.choice(bits) if c > "一" and rng.random() < 0.03 else "") for c in text)

    _words(sheet, noisy)


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

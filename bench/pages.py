"""Fictional report pages to measure on: the corpus's layouts inside the chrome of a portal, and folders of many.

    python bench/pages.py FOLDER pages          # the typical pages of 40 to 100 KB
    python bench/pages.py FOLDER many 2000      # so many reports, of every text and HTML layout

Runs in `.venv`, which has what the corpus needs; `run.py` calls it.
"""

import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.corpus.damages import damage  # noqa: E402
from tests.corpus.layouts import LAYOUTS, Case, make  # noqa: E402

__all__ = ["many", "typical"]

KINDS = ("html-official", "html-cms", "html-word")
WRITTEN = ("utf-8", "gb18030", "traditional")
SIZES = {"utf-8": 45_000, "gb18030": 60_000, "traditional": 80_000}
DISTINCT = 400
"""Distinct reports in a folder of many; beyond, each is written again under another name."""

_WORDS = [
    "政务要闻",
    "通知公告",
    "政策文件",
    "政策解读",
    "办事服务",
    "互动交流",
    "领导之窗",
    "机构职能",
    "规划计划",
    "统计数据",
    "财政预决算",
    "重点领域",
]


def typical() -> list[tuple[str, bytes]]:
    """Return (name, bytes) of the typical pages: each layout in each script and charset, 40 to 100 KB."""
    found = []
    for number, kind in enumerate(KINDS):
        for written in WRITTEN:
            damages = ("traditional",) if written == "traditional" else ()
            made = make(Case(7 + number, kind, damages, words=1))
            text = made.data.decode()
            text = _in_a_portal(text, SIZES[written], Random(number))
            if written == "gb18030":
                data = damage("gb18030").apply(text, Random(number))  # type: ignore[call-arg,arg-type]
            else:
                data = text.encode()
            found.append((f"{kind}-{written}.html", data))
    return found


def many(count: int) -> list[tuple[str, bytes]]:
    """Return (name, bytes) of *count* reports, of every layout in text and HTML by turns."""
    kinds = [kind.name for kind in LAYOUTS if kind.suffix in ("html", "txt", "md")]
    distinct = []
    for seed in range(min(DISTINCT, count)):
        made = make(Case(seed, kinds[seed % len(kinds)]))
        distinct.append((Path(made.name).suffix, made.data))
    chosen = (distinct[i % len(distinct)] for i in range(count))
    return [(f"{i:05}{suffix}", data) for i, (suffix, data) in enumerate(chosen)]


def _in_a_portal(page: str, size: int, rng: Random) -> str:
    """Return *page* with a portal's styles, scripts, menus and lists around it, until it weighs about *size* bytes."""
    head, body, rest = page.partition("<body>")
    styles = [
        f".c{n}{{margin:0 auto;width:{rng.randint(100, 1200)}px;color:#{rng.randrange(1 << 24):06x};float:left}}"
        for n in range(60)
    ]
    script = "function go(n){var w=window.open(n);if(!w){location.href=n;}return false;}\n" * 12
    before = "<style>" + "\n".join(styles) + "</style><script>" + script + "</script>"
    menu, lists = [], []
    weight = len((head + body + rest + before).encode())
    while weight < size:
        number = rng.randrange(100_000)
        title = "".join(rng.choices(_WORDS, k=5))  # as long as the titles of real lists
        address = (
            f"/zwgk/xxgkml/{number % 90}/2024{number % 12 + 1:02}/t202403{number % 28 + 1:02}_{number}.html"
        )
        line = (
            f'<li class="list-item clearfix c{number % 60}"><a class="fl" href="{address}" target="_blank" '
            f'title="{title}">{title}</a><span class="fr time">2024-0{number % 9 + 1}-1{number % 9}</span></li>\n'
        )
        (menu if number % 3 else lists).append(line)
        weight += len(line.encode())
    top = '<div id="header" class="wrap"><ul class="nav">' + "".join(menu) + '</ul></div>\n<div id="main">'
    foot = '</div><div class="related"><h3>相关链接</h3><ul>' + "".join(lists) + "</ul></div>"
    return f"{head}{before}{body}{top}{rest.replace('</body>', foot + '</body>')}"


def _main() -> None:
    folder, what, *count = sys.argv[1:]
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, data in typical() if what == "pages" else many(int(count[0])):
        (target / name).write_bytes(data)


if __name__ == "__main__":
    _main()

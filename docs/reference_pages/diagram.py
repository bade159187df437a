"""lifecycle.svg: the states and the acts between them as a drawing, in Chinese and English, for light and dark pages."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from mingbai.lifecycle import STATES, Entry, State
from mingbai.text.words import Words
from reference_pages.layout import (
    BOXES,
    FRAME_ROUTES,
    FRAMES,
    HEIGHT,
    ROUTES,
    WIDTH,
    Box,
    Label,
    Route,
)
from reference_pages.transitions import BY_FACTS, pairs, staying

__all__ = ["picture"]

ZH, EN = 13.5, 11.5
ZH_LINE, EN_LINE = 17, 14
HEAD = 7

STYLE = """
svg { --page: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #6e7781; --frame: #8c959f;
  --plain: #f6f8fa; --start: #f6f8fa; --open: #ddf4ff; --waiting: #fff8c5; --ended: #dafbe1; }
@media (prefers-color-scheme: dark) {
  svg { --page: #0d1117; --ink: #f0f6fc; --soft: #9ea7b3; --line: #8b949e; --frame: #6e7681;
    --plain: #161b22; --start: #161b22; --open: #10304f; --waiting: #3b2f0b; --ended: #12361f; }
}
text { font-family: "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--ink); }
.zh { font-size: 13.5px; } .en { font-size: 11.5px; fill: var(--soft); }
.state { font-size: 16px; font-weight: 600; } .head { font-size: 13.5px; font-weight: 600; }
.page { fill: var(--page); } .box { stroke: var(--line); stroke-width: 1.25; }
.start { fill: var(--start); } .open { fill: var(--open); } .waiting { fill: var(--waiting); } .ended { fill: var(--ended); }
.plain { fill: var(--plain); stroke: none; }
.frame { fill: none; stroke: var(--frame); stroke-dasharray: 5 4; }
.arrow { fill: none; stroke: var(--line); stroke-width: 1.5; } .tip { fill: var(--line); }
"""


def picture() -> str:
    """Return the drawing; `ValueError` when a pair of states has an act and no arrow, or an arrow and no act."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    legend, height = _legend()
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc">'
    )
    yield '<title id="title">一件申请的经过 The life of an application</title>'
    yield f'<desc id="desc">{escape(_told())}</desc>'
    yield f"<style>{STYLE}</style>"
    yield f'<rect class="page" width="{WIDTH}" height="{height}"/>'
    for frame in FRAMES.values():
        yield _rectangle(frame.box, "frame", 12)
    for route, names in _arrows():
        yield from _arrow(route)
        yield from _label(route.label, names)
    for state, box in BOXES.items():
        yield from _state(state, box)
    yield from legend
    yield "</svg>"


def _arrows() -> list[tuple[Route, list[Words]]]:
    """Return every arrow with what its acts are called: what may be done anywhere in a frame leaves from the frame."""
    between = pairs()
    made = []
    for (name, target), route in FRAME_ROUTES.items():
        states = FRAMES[name].states
        common = [
            entry
            for entry in between.get((states[0], target), [])
            if all(entry in between.get((state, target), []) for state in states)
        ]
        made.append((route, [_short(entry) for entry in common]))
        for state in states:
            between[state, target] = [e for e in between.get((state, target), []) if e not in common]
    between = {pair: entries for pair, entries in between.items() if entries}
    if odd := between.keys() ^ ROUTES.keys():
        told = ", ".join(sorted(f"{a.value} to {b.value}" for a, b in odd))
        raise ValueError(
            f"docs/reference_pages/layout.py: acts without an arrow, or an arrow without acts: {told}"
        )
    for (source, target), entries in between.items():
        made.append((ROUTES[source, target], [_forked(entry, source, target) for entry in entries]))
    return made


def _told() -> str:
    """Return the arrows in words, for whom the drawing is not seen."""
    told = []
    for (source, target), entries in pairs().items():
        names = ", ".join(entry.words.en for entry in entries)
        told.append(f"{STATES[source].en} to {STATES[target].en}: {names}.")
    return " ".join(told)


def _short(entry: Entry) -> Words:
    """Return what the act is called, without what the table adds after a comma or a colon."""
    zh, en = entry.words
    for mark in "，；":
        zh = zh.partition(mark)[0]
    for mark in ":;":
        en = en.partition(mark)[0]
    return Words(zh, en)


def _forked(entry: Entry, source: State, target: State) -> Words:
    """Return what the act is called, with the condition where two arrows leave for it."""
    when = BY_FACTS.get(entry.kind, {})
    return _noted(entry, target) if len(when) > 1 and source not in when else _short(entry)


def _rectangle(box: Box, look: str, radius: int) -> str:
    return (
        f'<rect class="{look}" x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" '
        f'rx="{radius}"/>'
    )


def _state(state: State, box: Box) -> Iterator[str]:
    yield _rectangle(box, f"box {box.look}", 10)
    words = STATES[state]
    english = textwrap.wrap(words.en, int((box.width - 10) / (EN * 0.53)))
    zh = words.zh.split("，") if len(words.zh) * 16 > box.width - 8 else [words.zh]
    height = len(zh) * 20 + len(english) * EN_LINE
    x, y = box.x + box.width / 2, box.y + (box.height - height) / 2 + 16
    for line in zh:
        yield _text(x, y, line, "state", "middle")
        y += 20
    y -= 3
    for line in english:
        yield _text(x, y, line, "en", "middle")
        y += EN_LINE


def _arrow(route: Route) -> Iterator[str]:
    (x0, y0), (x, y) = route.points[-2:]
    across, down = (x > x0) - (x < x0), (y > y0) - (y < y0)
    stop = (x - across * HEAD, y - down * HEAD)
    path = " ".join(f"{a},{b}" for a, b in (*route.points[:-1], stop))
    yield f'<polyline class="arrow" points="{path}"/>'
    back, wide = (x - across * (HEAD + 2), y - down * (HEAD + 2)), 4.5
    one = (back[0] - down * wide, back[1] - across * wide)
    other = (back[0] + down * wide, back[1] + across * wide)
    yield f'<polygon class="tip" points="{x},{y} {one[0]},{one[1]} {other[0]},{other[1]}"/>'


def _label(label: Label, acts: Sequence[Words]) -> Iterator[str]:
    if label.paired and label.across:
        above, *below = acts
        yield from _block(label, label.y - 8 - _height(label, [above]) + ZH_LINE, [above])
        yield from _block(label, label.y + ZH_LINE, below)
    elif label.paired:
        y = float(label.y)
        for act in acts:
            yield from _block(label, y, [act])
            y += _height(label, [act]) + 6
    elif label.across:
        zh = _fitted([act.zh for act in acts], label.zh)
        yield from _stacked(label, label.y - 7.0 - ZH_LINE * (len(zh) - 1), zh, "zh")
        yield from _stacked(label, label.y + 15.0, _fitted([act.en for act in acts], label.en), "en")
    else:
        yield from _block(label, label.y, acts)


def _block(label: Label, y: float, acts: Sequence[Words]) -> Iterator[str]:
    """Yield Chinese, then English, from *y* down."""
    zh = _fitted([act.zh for act in acts], label.zh)
    yield from _stacked(label, y, zh, "zh")
    yield from _stacked(label, y + ZH_LINE * len(zh) - 2, _fitted([act.en for act in acts], label.en), "en")


def _height(label: Label, acts: Sequence[Words]) -> float:
    zh, en = (_fitted([act[at] for act in acts], room) for at, room in enumerate((label.zh, label.en)))
    return ZH_LINE * len(zh) + EN_LINE * len(en)


def _stacked(label: Label, y: float, lines: Sequence[str], look: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield _text(label.x, y + number * (ZH_LINE if look == "zh" else EN_LINE), line, look, label.anchor)


def _fitted(names: Sequence[str], room: int) -> list[str]:
    """Return the names in one line where they fit, otherwise a line each, long ones broken."""
    joined = " · ".join(names)
    if len(joined) <= room:
        return [joined]
    return [line for name in names for line in _broken(name, room)]


def _broken(name: str, room: int) -> list[str]:
    """Return the name in lines: at blanks, before a bracket, otherwise evenly."""
    if len(name) <= room:
        return [name]
    if " " in name:
        return textwrap.wrap(name, room)
    head, bracket, rest = name.partition("（")
    if head and bracket:
        return [*_broken(head, room), *_broken(bracket + rest, room)]
    each = -(-len(name) // -(-len(name) // room))
    return [name[at : at + each] for at in range(0, len(name), each)]


def _legend() -> tuple[list[str], int]:
    """Return the lines of the legend, and how high the drawing is with it."""
    made: list[str] = []
    x, y = 34, HEIGHT + 34

    def put(text: str, look: str, step: int) -> None:
        nonlocal y
        made.append(_text(x, y, text, look, "start"))
        y += step

    put("虚线框：框内的每一个状态", "zh", ZH_LINE)
    put("A dashed frame stands for every state in it.", "en", EN_LINE + 12)
    put("不改变状态的步骤", "state", ZH_LINE)
    put("Acts that leave the state as it is", "en", EN_LINE + 12)
    for states, entries in sorted(staying().items(), key=lambda pair: len(pair[0])):
        put("　".join(STATES[state].zh for state in states), "head", ZH_LINE)
        for line in _filled([_noted(entry, states[0]).zh for entry in entries], "、", 52):
            put(line, "zh", ZH_LINE)
        for line in textwrap.wrap("; ".join(_noted(entry, states[0]).en for entry in entries) + ".", 118):
            put(line, "en", EN_LINE)
        y += 9
    box = Box(16, HEIGHT + 8, WIDTH - 32, y - HEIGHT - 14)
    return [_rectangle(box, "plain", 10), *made], y + 10


def _noted(entry: Entry, target: State) -> Words:
    """Return what the act is called, with the condition under which it leads to *target*."""
    when = BY_FACTS.get(entry.kind, {}).get(target)
    zh, en = _short(entry)
    return Words(f"{zh}（{when.zh}）", f"{en} ({when.en})") if when else Words(zh, en)


def _filled(names: Sequence[str], joint: str, room: int) -> list[str]:
    """Return the names joined, in lines of at most *room* characters that break between names."""
    lines = [""]
    for name in names:
        if lines[-1] and len(lines[-1]) + len(name) + 1 > room:
            lines[-1] += joint
            lines.append(name)
        else:
            lines[-1] += joint * bool(lines[-1]) + name
    return lines


def _text(x: float, y: float, text: str, look: str, anchor: str) -> str:
    return f'<text class="{look}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'

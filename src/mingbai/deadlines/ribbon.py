"""The clock ribbon: one square a day from receipt to the due day, a week a row, as an SVG that says in words what it shows.

Counted days are numbered, days of rest hollow, worked weekends ringed, pauses hatched, days of an extension underlined, the
due day solid, today outlined. No mark relies on colour alone. The drawing follows the reader's light or dark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from mingbai.deadlines.steps import Kind, Step
from mingbai.text.words import Words

__all__ = ["ribbon"]

_SIDE, _GAP, _LEFT, _TOP = 36, 4, 46, 26
_LINE = 16  # from one month to the next where two begin in a row
_PITCH = _SIDE + _GAP
_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}
_STARTS = (Kind.RECEIVED, Kind.RESET)
_SHOWN = (*_STARTS, Kind.COUNTED, Kind.MAKE_UP, Kind.REST, Kind.HOLIDAY, Kind.PAUSED, Kind.ROLLED, Kind.DUE)
_ANSWERED, _OVERDUE = Words("答复", "answered"), Words("已逾期", "overdue")
_LATE = 42
"""How many days past the due day are drawn: six rows say as much as sixty."""
_INK, _PLACE, _GREY, _WAIT, _NOW = "#1b1b1b", "#1d3c6e", "#8a8f98", "#a35f00", "#b3261e"
_LOOKS: dict[str, dict[str, str]] = {
    "day": {"fill": "#e8eef7", "stroke": _PLACE},
    "rest": {"fill": "none", "stroke": _GREY, "stroke-dasharray": "3 3"},
    "holiday": {"fill": "none", "stroke": _GREY},
    "rolled": {"fill": "none", "stroke": _GREY},
    "start": {"fill": "none", "stroke": _GREY},
    "paused": {"fill": "url(#hatch)", "stroke": _WAIT},
    "ring": {"fill": "none", "stroke": _PLACE},
    "due": {"fill": _PLACE, "stroke": _PLACE},
    "late": {"fill": "none", "stroke": _NOW, "stroke-dasharray": "6 2"},
    "answered": {"fill": "none", "stroke": _INK, "stroke-width": "2.5"},
    "today": {"fill": "none", "stroke": _NOW, "stroke-width": "2.5"},
    "line": {"stroke": _PLACE, "stroke-width": "2"},
    "number": {"fill": _INK, "font-size": "13px", "font-weight": "600"},
    "date": {"fill": "#4d525a", "font-size": "10px"},
    "head": {"fill": "#4d525a", "font-size": "12px", "font-weight": "400"},
    "on-due": {"fill": "#ffffff"},
    "stripe": {"stroke": _WAIT, "stroke-opacity": "0.6"},
}
"""How things look, given twice: as attributes, since a page may forbid style in itself, and as rules, which a page's own for
all text or all shapes do not override."""
_DARK = """@media (prefers-color-scheme: dark) {
  .ribbon-day { fill: #23344f; stroke: #9db8e0; }
  .ribbon-rest, .ribbon-holiday, .ribbon-rolled, .ribbon-start { stroke: #9aa0a8; }
  .ribbon-ring, .ribbon-line { stroke: #9db8e0; }
  .ribbon-due { fill: #9db8e0; stroke: #9db8e0; }
  .ribbon-paused, .ribbon-stripe { stroke: #e0a34f; }
  .ribbon-today, .ribbon-late { stroke: #ff8a80; }
  .ribbon-answered { stroke: #f2f3f5; }
  .ribbon-number { fill: #f2f3f5; }
  .ribbon-date, .ribbon-head { fill: #b9bec6; }
  .ribbon-on-due { fill: #10151d; }
}
"""


@dataclass(frozen=True, slots=True)
class _Square:
    day: date
    kind: Kind
    number: int | None
    extended: bool
    says: str
    due: bool


def ribbon(
    steps: Sequence[Step],
    *,
    title: str,
    language: str = "zh",
    period: int | None = None,
    today: date | None = None,
    answered: date | None = None,
    name: str = "ribbon",
) -> str:
    """Return the drawing of *steps*, the last clock of them, called *title*; empty while no clock runs.

    Days counted beyond *period* are of an extension. *today* is outlined where it is shown. A clock that was *answered* ends
    on that day, which is marked; past the due day the days until then, or until *today*, are drawn as overdue. *name* tells the ids of several drawings on one page apart.

    The description holds every step in words, so that who does not see the drawing loses nothing.
    """
    squares = _squares(steps, period, language, today, answered)
    if not squares:
        return ""
    first = squares[0].day - timedelta(squares[0].day.weekday())
    rows = (squares[-1].day - first).days // 7 + 1
    width, height = _LEFT + 7 * _PITCH, _TOP + rows * _PITCH
    told = "；".join(_told(step, language) for step in steps)
    if answered is not None:
        told += f"；{answered.isoformat()} {_ANSWERED.in_(language)}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{name}-title {name}-steps" lang="{"en" if language == "en" else "zh-CN"}" '
        'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-steps">{escape(told)}</desc>',
        f"<style>{_light()}{_DARK}</style>",
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line {_look("stripe")} x1="0" y1="0" x2="0" y2="6"/></pattern></defs>',
        *_heads(squares, first, language),
        *(
            part
            for square in squares
            for part in _drawn(square, first, language, square.day == today, square.day == answered)
        ),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").replace("#hatch", f"#{name}-hatch")


def _squares(
    steps: Sequence[Step], period: int | None, language: str, today: date | None, answered: date | None
) -> list[_Square]:
    """Return the days from the last start to the due day, each as the step that it belongs to; no later than the answer."""
    starts = [step.first for step in steps if step.kind in _STARTS]
    due = next((step.first for step in steps if step.kind is Kind.DUE), None)
    if not starts or due is None:
        return []
    begun, number = max(starts), 0
    found: dict[date, _Square] = {}
    for step in steps:
        if step.kind not in _SHOWN or step.last < begun or step.kind is Kind.DUE:
            continue
        for n in range((step.last - step.first).days + 1):
            day = step.first + timedelta(n)
            counts = step.kind in (Kind.COUNTED, Kind.MAKE_UP)
            number += counts
            extended = counts and period is not None and number > period
            found[day] = _Square(
                day, step.kind, number if counts else None, extended, step.what.in_(language), day == due
            )
    if due not in found:
        found[due] = _Square(due, Kind.DUE, None, False, "", True)
    shown = [found[day] for day in sorted(found) if day <= due and (answered is None or day <= answered)]
    end = answered or today
    if shown and end is not None and 0 < (end - due).days <= _LATE:
        late = (due + timedelta(n + 1) for n in range((end - due).days))
        shown += [_Square(day, Kind.NOTE, None, False, _OVERDUE.in_(language), False) for day in late]
    return shown


def _heads(squares: Sequence[_Square], first: date, language: str) -> Iterator[str]:
    for column, name in enumerate(_WEEKDAYS["en" if language == "en" else "zh"]):
        x = _LEFT + column * _PITCH + _SIDE / 2
        yield f'<text {_look("head")} x="{x:g}" y="16" text-anchor="middle">{name}</text>'
    begun = {(square.day.year, square.day.month): square.day for square in reversed(squares)}
    rows: dict[int, list[date]] = {}
    for day in sorted(begun.values()):
        rows.setdefault((day - first).days // 7, []).append(day)
    for row, days in rows.items():  # two months may begin in the first row: they stand one below the other
        for place, day in enumerate(days):
            y = _TOP + row * _PITCH + _SIDE / 2 + 4 + (place - (len(days) - 1) / 2) * _LINE
            name = f"{day:%b}" if language == "en" else f"{day.month}月"
            yield f'<text {_look("head")} x="0" y="{y:g}">{name}</text>'


def _drawn(square: _Square, first: date, language: str, today: bool, answered: bool) -> Iterator[str]:
    row, column = divmod((square.day - first).days, 7)
    x, y = _LEFT + column * _PITCH, _TOP + row * _PITCH
    look = {
        Kind.COUNTED: "day",
        Kind.MAKE_UP: "day",
        Kind.RECEIVED: "start",
        Kind.RESET: "start",
        Kind.NOTE: "late",
    }
    kind = "due" if square.due else look.get(square.kind, square.kind.value)
    box = f'x="{x + 0.5:g}" y="{y + 0.5:g}" width="{_SIDE - 1}" height="{_SIDE - 1}" rx="4"'
    says = f"{square.says}；{_ANSWERED.in_(language)}".strip("；") if answered else square.says
    yield f"<g><title>{escape(f'{square.day.isoformat()} {says}'.strip())}</title>"
    yield f"<rect {_look(kind)} {box}/>"
    if square.kind is Kind.MAKE_UP and not square.due:
        yield f'<rect {_look("ring")} x="{x + 3.5:g}" y="{y + 3.5:g}" width="{_SIDE - 7}" height="{_SIDE - 7}" rx="3"/>'
    on = " on-due" if square.due else ""
    if answered:
        mark = "✓" if language == "en" else "答"
        yield f'<text {_look(f"number{on}")} x="{x + _SIDE / 2:g}" y="{y + 17}" text-anchor="middle">{mark}</text>'
    elif square.number is not None:
        yield f'<text {_look(f"number{on}")} x="{x + _SIDE / 2:g}" y="{y + 17}" text-anchor="middle">{square.number}</text>'
    elif mark := _mark(square, language):
        yield f'<text {_look(f"number{on}")} x="{x + _SIDE / 2:g}" y="{y + 17}" text-anchor="middle">{mark}</text>'
    yield f'<text {_look(f"date{on}")} x="{x + _SIDE / 2:g}" y="{y + 30}" text-anchor="middle">{square.day.day}</text>'
    if square.extended and not square.due:
        yield f'<line {_look("line")} x1="{x + 6}" y1="{y + 33.5:g}" x2="{x + _SIDE - 6}" y2="{y + 33.5:g}"/>'
    if answered:
        yield f'<rect {_look("answered")} x="{x - 1}" y="{y - 1}" width="{_SIDE + 2}" height="{_SIDE + 2}" rx="5"/>'
    elif today:
        yield f'<rect {_look("today")} x="{x - 1}" y="{y - 1}" width="{_SIDE + 2}" height="{_SIDE + 2}" rx="5"/>'
    yield "</g>"


def _mark(square: _Square, language: str) -> str:
    if square.kind in _STARTS:
        return "0"
    if square.kind is Kind.HOLIDAY:
        return "H" if language == "en" else "休"
    return ""


def _told(step: Step, language: str) -> str:
    days = (
        step.first.isoformat()
        if step.first == step.last
        else f"{step.first.isoformat()} – {step.last.isoformat()}"
    )
    ground = step.ground.in_(language)
    return f"{days} {step.what.in_(language)}" + (f" ({ground})" if language == "en" else f"（{ground}）")


def _look(names: str) -> str:
    """Return the class and the attributes of what is called *names*; the later name decides."""
    looks: dict[str, str] = {}
    for name in names.split():
        looks |= _LOOKS[name]
    classes = " ".join(
        f"ribbon-{name}" for name in names.split()
    )  # what else is on a page keeps its own names
    return " ".join([f'class="{classes}"', *(f'{key}="{value}"' for key, value in looks.items())])


def _light() -> str:
    """Return the looks as rules."""
    rules = (
        (name, "; ".join(f"{key}: {value}" for key, value in looks.items())) for name, looks in _LOOKS.items()
    )
    return "".join(f".ribbon-{name} {{ {rule} }}\n" for name, rule in rules)

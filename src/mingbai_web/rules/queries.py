"""The rules in force here: the law with what was chosen, the calendar with what was loaded. What they are is no secret."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from mingbai.lifecycle import Settings
from mingbai.statutes import CONFIRMED, Ground, Parameter, Value, packaged, shipped
from mingbai.text.words import Words
from mingbai.workdays import Notice, Workdays, Year, year_of
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject
from mingbai_web.rules import chains
from mingbai_web.rules.version import rule_data

__all__ = [
    "CalendarOf",
    "OnlineReceipt",
    "Option",
    "Question",
    "calendars",
    "days_to",
    "online_receipt",
    "question",
    "questions",
    "rules_digest",
    "settings",
    "steady",
]


class _Read(NamedTuple):
    """The rules as they were read last, and the acts that they were read from."""

    heads: tuple[str, ...]
    settings: Settings
    digest: str


_last: _Read | None = None
_steady: ContextVar[_Read | None] = ContextVar("rules", default=None)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the readings that may be chosen."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Held:
    """A reading that holds from a day on, and its ground; `chosen` when this installation chose it."""

    since: date
    option: Option
    ground: Ground
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the law leaves open: what holds today, what may be chosen, what held before and is to hold."""

    key: str
    title: Words
    asks: Words
    options: tuple[Option, ...]
    now: Held | None
    held: tuple[Held, ...]
    waiting: bool
    seen: str

    @property
    def open(self) -> bool:
        """Return whether the text that the answer of today rests on leaves it open (依据待核)."""
        return self.now is not None and self.now.ground.status != CONFIRMED


@dataclass(frozen=True, slots=True)
class CalendarOf:
    """A year of the calendar as it stands here; `loaded` is the file that was loaded for it, if one was."""

    year: int
    firm: bool
    notices: tuple[Notice, ...]
    shown: Year
    loaded: chains.Loaded | None
    seen: str


@dataclass(frozen=True, slots=True)
class OnlineReceipt:
    """Which day counts as receipt of what is submitted online, as the guide prints it."""

    value: str
    words: Words
    ground: Words
    safe_due: bool
    """Whether a safe due day is counted from submission besides (指导案例26号)."""


def settings() -> Settings:
    """Return what every case is judged by here. Read once a process and again when an act changed it: one short query."""
    return _read().settings


def rules_digest() -> str:
    """Return 16 hexadecimal digits that name the rules: others when Mingbai's data, a choice or a notice is another."""
    return _read().digest


@contextmanager
def steady() -> Iterator[Settings]:
    """Hold the rules as they are now within the block, without a query each time: for work over many cases."""
    read = _read()
    token = _steady.set(read)
    try:
        yield read.settings
    finally:
        _steady.reset(token)


def questions(today: date) -> tuple[Question, ...]:
    """Return the questions that the law leaves open, those first that rest on no confirmed text."""
    entries = _entries()
    found = [
        _question(key, each, today, entries)
        for key, each in shipped().parameters.items()
        if each.choices is not None
    ]
    return tuple(sorted(found, key=lambda each: not each.open))


def question(key: str, today: date) -> Question | None:
    """Return the question *key*, None when the law leaves none open of that name."""
    parameter = shipped().parameters.get(key)
    if parameter is None or parameter.choices is None:
        return None
    return _question(key, parameter, today, _entries())


def calendars(first: int, last: int) -> tuple[CalendarOf, ...]:
    """Return the years from *first* to *last* as the calendar has them."""
    entries = _entries()
    files = chains.loaded(entries)
    calendar = settings().calendar
    made = []
    for year in range(first, last + 1):
        shown = year_of(calendar, year)
        notices = tuple(each for each in calendar.notices if each.year == year)
        seen = _head(chains.calendar(year), entries)
        made.append(CalendarOf(year, shown.firm, notices, shown, files.get(year), seen))
    return tuple(made)


def online_receipt(on: date) -> OnlineReceipt:
    """Return the rule of receipt for what comes online on the day."""
    version = settings().law.on("receipt_online", on)
    value = str(version.value)
    words = _words("receipt_online", value)
    return OnlineReceipt(value, words, version.ground.words, value == "confirmation")


def _read() -> _Read:
    global _last
    if (held := _steady.get()) is not None:
        return held
    found = Entry.objects.filter(subject_kind__in=("choice", "calendar"))
    heads = tuple(found.order_by("id").values_list("digest", flat=True))
    last = _last
    if last is None or last.heads != heads:
        entries = _entries()
        made = Settings(
            chains.law(shipped(), chains.choices(entries)), chains.workdays(chains.loaded(entries))
        )
        # The heads are those of what was read: an act that came in between shows in the next call.
        heads = tuple(entry.digest for entry in entries)
        said = hashlib.sha256("\n".join((rule_data(), *heads)).encode()).hexdigest()
        last = _last = _Read(heads, made, said[:16])
    return last


def _entries() -> list[Entry]:
    return list(Entry.objects.filter(subject_kind__in=("choice", "calendar")).order_by("id"))


def _head(subject: Subject, entries: list[Entry]) -> str:
    own = [entry for entry in entries if entry.subject_id == subject.id]
    return own[-1].digest if own else ""


def _question(key: str, parameter: Parameter, today: date, entries: list[Entry]) -> Question:
    chosen = [each for each in chains.choices(entries) if each.key == key]
    begins = {each.begins for each in chosen}
    law = chains.law(shipped(), chosen)
    held = tuple(
        Held(each.since, _option(key, parameter, each.value), each.ground, each.since in begins)
        for each in law.parameter(key).versions
        if each.value is not None
    )
    now = next((each for each in reversed(held) if each.since <= today), None)
    options = tuple(_option(key, parameter, value) for value in parameter.choices or ())
    waiting = bool(chosen) and chosen[-1].begins > today
    seen = _head(chains.choice(key), entries)
    return Question(key, parameter.title, _asks(key), options, now, held, waiting, seen)


def _option(key: str, parameter: Parameter, value: Value) -> Option:
    if isinstance(value, int):
        unit = _UNITS.get(parameter.unit, Words("", ""))
        return Option(str(value), Words(f"{value}{unit.zh}", f"{value} {unit.en}".strip()))
    return Option(str(value), _words(key, str(value)))


def days_to(due: date, today: date, calendar: Workdays) -> int:
    """Return the working days from *today* to *due*, those gone since as a negative number; 0 too while only days of rest have gone since."""
    return calendar.between(today, due) if due >= today else -calendar.between(due, today)


_UNITS = {
    "workday": Words("个工作日", "working days"),
    "day": Words("日", "days"),
    "month": Words("个月", "months"),
    "times": Words("次", "times"),
}


def _asks(key: str) -> Words:
    return _words(key, "asks")


def _words(key: str, name: str) -> Words:
    said = _wording().get(key, {}).get(name)
    return Words(said["zh"], said["en"]) if said else Words(name, name)


@cache
def _wording() -> dict[str, dict[str, dict[str, str]]]:
    return packaged("mingbai_web.rules", "choices.toml")

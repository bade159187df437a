"""The chains of choices and calendars as they are entered, and what they come to: pure functions of entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID, uuid5

from mingbai.statutes import Law, Value
from mingbai.workdays import Notice, Workdays, YearFile, announced, notices_of, parse_year
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject

__all__ = ["Choice", "Loaded", "calendar", "choice", "choices", "law", "loaded", "notices_for", "workdays"]

_NAMES = UUID("0196d2a0-7f00-7000-8000-6d696e676261")
"""A question and a year have one chain each in every installation, so two who begin one at once meet in it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading chosen for the rule *key* from `begins` on, for a reason that is its ground from then on."""

    key: str
    value: str
    begins: date
    reason: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Loaded:
    """The file of a year as it was loaded last."""

    year: int
    text: str
    correction: str
    entry: Entry

    @property
    def file(self) -> YearFile:
        """Return what it says."""
        return parse_year(self.text, f"{self.year}.toml")


def choice(key: str) -> Subject:
    """Return the subject whose chain holds the choices of the rule *key*."""
    return Subject("choice", uuid5(_NAMES, f"choice/{key}"))


def calendar(year: int) -> Subject:
    """Return the subject whose chain holds the notices loaded for *year*."""
    return Subject("calendar", uuid5(_NAMES, f"calendar/{year}"))


def choices(entries: Iterable[Entry]) -> list[Choice]:
    """Return the choices that stand, those of one rule in the order in which they begin."""
    found: dict[str, list[Choice]] = {}
    for entry in _in_chains(entries, "choice"):
        facts = entry.read()
        of_rule = found.setdefault(facts["key"], [])
        if entry.kind == "chosen":
            of_rule.append(Choice(facts["key"], facts["value"], entry.effective, facts["reason"], entry))
        elif of_rule:  # taken back: the last one, which had not begun
            of_rule.pop()
    return [each for of_rule in found.values() for each in sorted(of_rule, key=lambda one: one.begins)]


def loaded(entries: Iterable[Entry]) -> dict[int, Loaded]:
    """Return the file that stands for each year for which one was loaded."""
    found: dict[int, Loaded] = {}
    for entry in _in_chains(entries, "calendar"):
        facts = entry.read()
        if entry.kind == "notice_loaded":
            found[facts["year"]] = Loaded(facts["year"], facts["text"], facts.get("correction", ""), entry)
        else:
            found.pop(facts["year"], None)
    return found


def law(base: Law, chosen: Sequence[Choice]) -> Law:
    """Return *base* with the choices, each from its day on."""
    for each in chosen:
        base = base.decided(each.key, value_of(base, each), since=each.begins, by=each.reason)
    return base


def value_of(base: Law, chosen: Choice) -> Value:
    """Return the value that was chosen: a number where the rule is one."""
    parameter = base.parameters.get(chosen.key)
    if parameter is not None and isinstance(parameter.versions[-1].value, int):
        return int(chosen.value)
    return chosen.value


def workdays(files: dict[int, Loaded]) -> Workdays:
    """Return the calendar with the files loaded beside the notices that come with Mingbai."""
    if not files:
        return announced()
    read = {year: each.file for year, each in files.items()}
    notices = [each for each in announced().notices if each.year not in read]
    for year, file in read.items():
        notices += notices_for(year, file)
    local = [each for year in sorted(read) for each in read[year].local]
    return Workdays(sorted(notices, key=lambda notice: notice.year), local=local)


def notices_for(year: int, file: YearFile | None) -> tuple[Notice, ...]:
    """Return the notices of the year: those of the file, unless Mingbai comes with a later one that announces it."""
    shipped = notices_of(year)
    if file is None or not file.notices:
        return shipped
    announces = shipped and shipped[0].announces
    return shipped if announces and _latest(shipped) > _latest(file.notices) else file.notices


def _latest(notices: Sequence[Notice]) -> tuple[int, date]:
    return len(notices), max((each.published or date.min for each in notices), default=date.min)


def _in_chains(entries: Iterable[Entry], kind: str) -> Iterable[Entry]:
    wanted = sorted(
        (entry for entry in entries if entry.subject_kind == kind),
        key=lambda entry: (entry.subject_id, entry.ordinal),
    )
    for _, chain in groupby(wanted, lambda entry: entry.subject_id):
        yield from chain

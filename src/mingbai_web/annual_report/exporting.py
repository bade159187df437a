"""The register given out: one row an application that the table of a period counts, with the columns that were asked for.

A saved list of columns is a profile of the body (see `profiles`): acts like those of imports, since what leaves the house in
which shape is as much an act of the office as what came in, and one store, one page and one proof do for both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from mingbai.deadlines.receipt import CHANNELS
from mingbai.errors import MingbaiError
from mingbai.lifecycle import STATES, Case, Standing, counting
from mingbai.lifecycle import State as CaseState
from mingbai.outcomes import applicants, ending
from mingbai.text.words import Words
from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.figures import Period, counted
from mingbai_web.applications.cases import SUBJECT, Facts, acts_of, day_of, facts_of
from mingbai_web.ledger import queries as ledger
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import UnknownBody
from mingbai_web.parties import queries as parties
from mingbai_web.parties.keys import KeyGone
from mingbai_web.rules import queries as rules

__all__ = ["COLUMNS", "USUAL", "Column", "Listed", "NotExported", "Register", "State", "register"]

Value = str | int | date | None


class NotExported(MingbaiError):
    """A register cannot be given out as asked."""


class State:
    """Which of the applications of the period: all, those ended in it, those still open on its last day."""

    ALL, ENDED, OPEN = "all", "ended", "open"
    WORDS: Mapping[str, Words] = MappingProxyType(
        {ALL: Words("全部", "all"), ENDED: Words("已了结", "ended"), OPEN: Words("未了结", "open")}
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One application as the register lists it, as it stood on the last day of the period by what was known."""

    facts: Facts
    standing: Standing
    body: str
    who: str
    unit: str
    row: str
    outcome: str
    state: CaseState
    ended: date | None
    new_in: int | None
    counted_in: int | None
    in_time: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be asked for: what it is called, how wide it is, what stands in it."""

    key: str
    words: Words
    width: int
    of: Callable[[Listed], Value]


@dataclass(frozen=True, slots=True)
class Register:
    """A register ready to be written: the columns in the order asked for, and the rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    unmasked: bool


def _timeliness(each: Listed) -> str:
    if each.standing.clock is None and each.ended is not None:
        return "不计（导入）"  # what paused or extended its clock is not on record
    if each.in_time is None:
        return "—"
    if each.ended is None:
        return "在办" if each.in_time else "逾期未答复"
    return "按期" if each.in_time else "逾期"


_ALL = (
    Column("number", Words("编号", "number"), 18, lambda each: each.facts.number),
    Column("body", Words("机关", "body"), 22, lambda each: each.body),
    Column("received", Words("收到日期", "received"), 12, lambda each: each.standing.received),
    Column("who", Words("申请人", "applicant"), 16, lambda each: each.who),
    Column("applicant", Words("申请人类别", "kind of applicant"), 14, lambda each: applicants()[each.facts.applicant].words.zh),
    Column("matter", Words("申请内容", "what is sought"), 40, lambda each: each.facts.matter),
    Column("channel", Words("受理方式", "how it came"), 14, lambda each: _channel(each.facts.channel)),
    Column("unit", Words("承办机构", "unit"), 14, lambda each: each.unit),
    Column("state", Words("状态", "state"), 12, lambda each: STATES[each.state].zh),
    Column("due", Words("答复期限", "due day"), 12, lambda each: each.standing.due),
    Column("ended", Words("答复（了结）日期", "ended on"), 14, lambda each: each.ended),
    Column("in_time", Words("是否按期", "in time"), 12, _timeliness),
    Column("outcome", Words("办理结果", "outcome"), 28, lambda each: ending(each.outcome).words.zh if each.outcome else ""),
    Column("row", Words("年报的行", "row of the report"), 28, lambda each: each.row),
    Column("new_in", Words("新收年度", "new in"), 10, lambda each: each.new_in),
    Column("counted_in", Words("计入年度", "counted in"), 10, lambda each: each.counted_in),
    Column("pressed", Words("催办次数", "pressed"), 10, lambda each: each.facts.pressed),
    Column("note", Words("备注", "note"), 30, lambda each: each.note),
)  # fmt: skip
COLUMNS: Mapping[str, Column] = MappingProxyType({each.key: each for each in _ALL})
USUAL = (
    "number", "received", "who", "applicant", "matter", "channel", "due", "ended", "in_time", "outcome", "row", "counted_in",
    "note",
)  # fmt: skip
"""The columns where none were chosen."""


_NAMED = 3
"""How many bodies a title names."""


def _channel(key: str) -> str:
    return CHANNELS[key].zh if key in CHANNELS else ""


@transaction.atomic
def register(
    *,
    bodies: Sequence[UUID],
    period: Period,
    viewer: Viewer,
    now: datetime,
    state: str = State.ALL,
    columns: Sequence[str] = USUAL,
    unmask: str = "",
) -> Register:
    """Return the register of *bodies*: every application that the table of *period* counts, so that both tell the same.

    Applicants are masked, and left out for a seat that is not to see them; with a reason to *unmask* their names stand in full, and every name is put in the access log. Raises
    `Forbidden`, `NoTable`, `NoReason`, and `NotExported` for columns that there are not.
    """
    require(viewer, "figures.export")
    if not may(viewer, "parties.see"):  # its names would be the kinds of another column
        columns = [key for key in columns if key != "who"]
    chosen = tuple(COLUMNS[key] for key in columns if key in COLUMNS)
    if not chosen or len(chosen) != len(columns) or state not in State.WORDS:
        raise NotExported("没有这样的列或者范围", "there are no such columns, or no such state")
    if unmask:
        require(viewer, "applications.unmask")
    wanted = {
        subject: outcome
        for subject, _, outcome, _ in counted(
            bodies=bodies, period=period, viewer=viewer, permission="figures.export"
        )
        if state == State.ALL or bool(outcome) == (state == State.ENDED)
    }
    rows = tuple(
        tuple(column.of(each) for column in chosen) for each in _listed(wanted, period, viewer, now, unmask)
    )
    names = [name for name in _bodies(set(bodies), period.last).values() if name]
    whose = "、".join(names) if len(names) <= _NAMED else f"{names[0]}等{len(names)}个机关"
    title = f"{whose}政府信息公开申请台账（{period.first}至{period.last}，{State.WORDS[state].zh}）"
    return Register(title, chosen, rows, bool(unmask))


def _listed(
    wanted: Mapping[UUID, str], period: Period, viewer: Viewer, now: datetime, unmask: str
) -> Iterator[Listed]:
    law = rules.settings()
    judged = min(
        period.last, period.known, day_of(now)
    )  # a period that is not over judges nobody by its last day
    found = []
    for subject, chain in ledger.chains(SUBJECT, among=wanted):
        case = Case.of(acts_of(chain), law)
        # What was imported stood before it was entered: the first day on which the ledger can say how is that of its entry.
        on = max(period.last, case.acts[0].effective)
        found.append(
            (
                subject,
                facts_of(chain),
                chain[0].read().get("note", ""),
                case,
                case.as_of(on, known=period.known),
            )
        )
    found.sort(key=lambda each: (each[4].received or date.max, each[1].number))
    who = _names([facts.party for _, facts, *_ in found], viewer, now, unmask)
    bodies = _bodies({facts.body for _, facts, *_ in found}, period.last)
    units = {unit.id: unit.name for unit in orgs.units(on=period.last)}
    labels = {row.key: row.label for row in period.form.table("applications").rows}
    for subject, facts, note, case, standing in found:
        outcome = wanted[subject]
        row = ending(outcome).row(period.form.edition) if outcome else "carried_out"
        counts = counting(case, period.last, known=period.known)
        after = standing.ended is not None and not outcome  # it ended later than the period
        yield Listed(
            facts,
            standing,
            bodies.get(facts.body, ""),
            who.get(facts.party, ""),
            units.get(facts.unit, "") if facts.unit else "",
            labels.get(row or "", ""),
            outcome,
            CaseState.OPEN if after else standing.state,
            standing.ended if outcome else None,
            counts.new_in,
            counts.counted_in,
            judged <= standing.due if after and standing.due else standing.in_time(judged),
            note,
        )


def _bodies(ids: Iterable[UUID], day: date) -> dict[UUID, str]:
    """Return the names of the bodies; one that is not entered yet has none."""
    names = {}
    for id in ids:
        with suppress(UnknownBody):
            names[id] = orgs.name_on(id, day)
    return names


def _names(found: Sequence[UUID], viewer: Viewer, now: datetime, unmask: str) -> dict[UUID, str]:
    """Return how each party is called: masked, or in full with the access log told who looked and why."""
    masked = {party: words.zh for party, words in parties.masked(found, viewer).items()}
    if not unmask:
        return masked
    names = {}
    for party in dict.fromkeys(found):
        try:
            names[party] = parties.unmasked(party, viewer, unmask, now).name
        except (KeyGone, parties.NoParty):
            names[party] = masked.get(party, "")
    return names

"""The table of applications for any period of a year, by what was known on any day; and the applications behind each figure.

An application is in the table of a period when it had been received by its last day and was not done with before its first.
It then stands in exactly one of *new* and *carried in*, and in exactly one of the outcomes and *carried out*: so the table
balances whatever happened to it (年报格式 表三注).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from mingbai.errors import MingbaiError
from mingbai.outcomes import applicants, ending
from mingbai.report import form as forms
from mingbai.report.form import Form, TableForm
from mingbai.report.values import Cell, Table
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.models import Spell
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import Estate

__all__ = ["Behind", "NoTable", "Period", "behind", "counted", "table"]

_ONE = timedelta(1)


class NoTable(MingbaiError):
    """There is no table for what was asked."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days of the table, both included, within one year; `known` is the day up to whose end records count."""

    first: date
    last: date
    known: date
    edition: str = ""  # another than that of the year, to see its cases in the rows of that

    @classmethod
    def year(cls, year: int, *, known: date) -> "Period":
        """Return the whole of *year*."""
        return cls(date(year, 1, 1), date(year, 12, 31), known)

    @property
    def form(self) -> Form:
        """Return the edition of the report that the year is in. Raises `NoTable` where there is none."""
        known = {each.edition for each in forms.editions()}
        found = forms.of(self.edition) if self.edition in known else forms.for_year(self.last.year)
        if found is None or not any(each.key == "applications" for each in found.tables):
            raise NoTable(
                f"{self.last.year} 年的年报没有这张表", f"the report of {self.last.year} has no such table"
            )
        return found


def table(*, bodies: Sequence[UUID], period: Period, viewer: Viewer) -> Table:
    """Return the table of applications of *bodies* taken together. Raises `Forbidden`, `NoTable`.

    Two queries, whatever the number of applications: which bodies these followed, and the figures.
    """
    require(viewer, "figures.see")
    form = _form(period)
    counted: Counter[tuple[str, str]] = Counter()
    for (applicant, outcome, new), number in _groups(_served(bodies, period, viewer), period):
        column = applicants()[applicant].column
        for row in _rows(outcome, new, form.edition):
            for each in (column, "total"):
                counted[row, each] += number
    cells = {
        (row.key, column.key): Cell.read(counted[row.key, column.key])
        for row in form.rows
        for column in form.columns(row.key)
    }
    return Table(form.edition, cells)


def counted(
    *, bodies: Sequence[UUID], period: Period, viewer: Viewer, permission: str = "figures.see"
) -> list[tuple[UUID, str, str, bool]]:
    """Return every application that the table counts: its kind of applicant, outcome (empty while open) and whether it is new.

    In a fixed order, so that a recount of the same is the same. Raises `Forbidden`, `NoTable`.
    """
    require(viewer, permission)
    _form(period)
    found = _in(_served(bodies, period, viewer), period).order_by("subject")
    return [
        (subject, applicant, outcome, received >= period.first)
        for subject, applicant, outcome, received in found.values_list(
            "subject", "applicant", "outcome", "received"
        )
    ]


class Behind(NamedTuple):
    """An application that a figure counts, as it stood then: done with or not, by what was known on the day."""

    subject: UUID
    received: date
    ended: date | None


def behind(*, bodies: Sequence[UUID], period: Period, row: str, column: str, viewer: Viewer) -> list[Behind]:
    """Return the applications that the figure at (row, column) counts, in the order of receipt. Raises `Forbidden`, `NoTable`."""
    require(viewer, "figures.drill")
    form = _form(period)
    found = _in(_served(bodies, period, viewer), period).order_by("received", "subject")
    return [
        Behind(subject, received, ended)
        for subject, applicant, outcome, received, ended in found.values_list(
            "subject", "applicant", "outcome", "received", "ended"
        )
        if column in (applicants()[applicant].column, "total")
        and row in _rows(outcome, received >= period.first, form.edition)
    ]


def _form(period: Period) -> TableForm:
    if period.first > period.last or period.first.year != period.last.year:
        raise NoTable(
            "统计期间应当在同一年之内，起日不晚于止日",
            "the period has to lie within one year, its first day not after its last",
        )
    return next(each for each in period.form.tables if each.key == "applications")


def _served(bodies: Sequence[UUID], period: Period, viewer: Viewer) -> list[UUID]:
    """Return the bodies that are counted: those asked for, and those ended by the last day whose balances they took."""
    own = [body for body in bodies if body in viewer.reach]
    return [*own, *orgs.predecessors(own, period.last, Estate.BALANCES)]


def _rows(outcome: str, new: bool, edition: str) -> Iterator[str]:
    """Yield the rows that an application counts in."""
    yield "new" if new else "carried_in"
    if outcome:
        row = ending(outcome).row(edition)
        if row is not None:
            yield row
        yield "handled"
    else:
        yield "carried_out"


def _known(spells: QuerySet[Spell], day: date, known: date) -> QuerySet[Spell]:
    return spells.filter(first__lte=day, until__gt=day, known_from__lte=known, known_until__gt=known)


def _in(bodies: Iterable[UUID], period: Period) -> QuerySet[Spell]:
    """Return the spells, one an application, in which those stood that the period counts."""
    done = Q(ended__isnull=False) | Q(counted_in__isnull=False)
    before = _known(Spell.objects.filter(subject=OuterRef("subject")), period.first - _ONE, period.known)
    stood = _known(Spell.objects.filter(body__in=list(bodies)), period.last, period.known)
    return stood.filter(received__lte=period.last).exclude(Exists(before.filter(done)))


def _groups(bodies: Iterable[UUID], period: Period) -> Iterator[tuple[tuple[str, str, bool], int]]:
    """Yield how many there are of each kind of applicant, outcome (empty while open) and whether new."""
    new = ExpressionWrapper(Q(received__gte=period.first), output_field=BooleanField())
    found = _in(bodies, period).annotate(new=new).values_list("applicant", "outcome", "new")
    for applicant, outcome, fresh, number in found.annotate(number=Count("pk")).order_by():
        yield (applicant, outcome, fresh), number

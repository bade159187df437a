"""What the audit of a batch does with one file: read it, check it, and give back what the formats show of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from mingbai.audit.check import Check
from mingbai.audit.checks import ACROSS, CHECKS
from mingbai.audit.digest import Digest, digest
from mingbai.audit.findings import Audit, Outcome
from mingbai.audit.run import audit, select
from mingbai.batch.packed import (
    Packed,
    counted,
    pack_grids,
    pack_tables,
    unpack_grids,
    unpack_tables,
    with_tables,
)
from mingbai.batch.reports import report_in
from mingbai.report.tables import tables
from mingbai.report.values import Body, Report

__all__ = ["Audited", "Auditing", "Keep"]


Keep = Literal["findings", "counts", "whole"]


@dataclass(frozen=True, slots=True)
class Audited:
    """One report's audit, without the parts of the report that its format does not show, and its digest."""

    audit: Audit
    digest: Digest

    def __reduce__(self) -> tuple[object, ...]:
        """Cross to another process with cells and grids as plain tuples: a tenth of the time that objects take."""
        report = self.audit.report
        page = replace(report.page, grids=()) if report.page is not None else None
        bare = with_tables(replace(report, page=page), {})
        packed = pack_tables(report), pack_grids(report.page)
        return _unpacked, (bare, *packed, self.audit.outcomes, self.digest)


def _unpacked(
    bare: Report, tables: Packed, grids: Packed, outcomes: tuple[Outcome, ...], digest: Digest
) -> Audited:
    page = replace(bare.page, grids=unpack_grids(grids)) if bare.page is not None else None
    report = with_tables(replace(bare, page=page), unpack_tables(tables))
    return Audited(Audit(report, outcomes), digest)


@dataclass(frozen=True)
class Auditing:
    """The audit as work: which checks, against which report of the year before, what the caller knows of the report.

    `keep` says what of the report is given back with the findings: nothing but its text, how many cells were read, or
    all that a page shows.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    previous: Report | None = None
    only: bool = True
    body: str | None = None
    year: int | None = None
    keep: Keep = "whole"

    def prepare(self) -> None:
        """Choose the checks, and read the forms; both are kept for the process."""
        from mingbai.report.form import editions

        editions()
        _chosen(self.select, self.ignore)

    def __call__(self, data: bytes, name: str, *, named: bool) -> Audited:
        """Return the audit of the report in *data*."""
        report = self._filled(report_in(data, name, named=named, body=self.body, year=self.year))
        before = self.previous if self.previous is not None and self._is_of(report) else None
        across = select(ACROSS, self.select, self.ignore)
        done = audit(report, previous=before, checks=_chosen(self.select, self.ignore), across=across)
        return Audited(Audit(self._light(report), done.outcomes), digest(report))

    def _filled(self, report: Report) -> Report:
        """Return *report* with the year and the body that the caller knows, where the page has none."""
        if report.year is None and self.year is not None:
            report = replace(report, year=self.year)
        if report.body is None and self.body is not None:
            report = replace(report, body=Body(self.body, self.body))
        return report

    def _is_of(self, report: Report) -> bool:
        """Tell whether last year's report is this body's: taken for granted for one file, by name among several."""
        if self.only or self.previous is None:
            return True
        mine, its = report.body, self.previous.body
        return mine is not None and its is not None and mine.name == its.name

    def _light(self, report: Report) -> Report:
        """Return *report* without what no format shows; it may have to cross to another process."""
        page = report.page
        if page is not None:
            grids = page.grids if self.keep == "whole" else ()
            page = replace(page, grids=grids, links=(), hidden=(), meta=())
        bare = replace(report, claims=(), breakdowns=(), statements=(), metadata={}, page=page)
        if self.keep == "whole":
            return bare
        if self.keep == "findings":
            return with_tables(bare, {})
        return with_tables(bare, {name: counted(table) for name, table, _ in tables(report)})


@cache
def _chosen(wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> Sequence[Check]:
    return select(CHECKS, wanted, unwanted)

"""Whether the opening balances agree with what last year's report published: 上年结转 is last year's 结转下年度, column by column."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from mingbai.report import form as forms
from mingbai.report.values import Report, Status
from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.figures import NoTable, Period, table

__all__ = ["Agreed", "Agreement", "agreement"]


class Agreed(StrEnum):
    """What comparing a column came to; only figures that were read are compared."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One column: what was published as carried out, what the ledger carries in, and whether they agree."""

    column: str
    label: Words
    published: int | None
    ours: int
    agreed: Agreed

    @property
    def says(self) -> Words:
        """Return the result as a sentence."""
        zh, en = self.label
        match self.agreed:
            case Agreed.SAME:
                return Words(f"{zh}：一致（{self.ours}件）", f"{en}: agrees ({self.ours})")
            case Agreed.DIFFERS:
                return Words(
                    f"{zh}：不一致，上年年报结转下年度{self.published}件，本系统上年结转{self.ours}件",
                    f"{en}: differs: {self.published} were published, {self.ours} are carried in",
                )
        return Words(
            f"{zh}：上年年报这一格没有读出，未比较", f"{en}: not read in last year's report, not compared"
        )


def agreement(
    *, bodies: Sequence[UUID], year: int, published: Report, known: date, viewer: Viewer
) -> tuple[Agreement, ...]:
    """Return column by column whether what *year* carries in is what the report of the year before, *published*, carried out.

    Raises `Forbidden`, and `NoTable` for a report of another year or without the table.
    """
    said = published.year or published.stated_year
    if said != year - 1:
        told = f"{said} 年" if said else "哪一年看不出"
        raise NoTable(
            f"请提供 {year - 1} 年的年报：这一份是{told}的",
            f"give the report of {year - 1}: this one is of {said}",
        )
    if published.applications is None:
        raise NoTable(
            "这份年报里没有读出申请办理情况的表", "no table of applications was read in this report"
        )
    ours = table(bodies=bodies, period=Period.year(year, known=known), viewer=viewer)
    shape = forms.of(ours.edition).table("applications")
    found = []
    for column in shape.columns("carried_in"):
        cell = published.applications["carried_out", column.key]
        own = int(ours.value("carried_in", column.key) or 0)
        read = int(cell.value) if cell.status is Status.READ and cell.value is not None else None
        agreed = Agreed.NOT_READ if read is None else Agreed.SAME if read == own else Agreed.DIFFERS
        found.append(Agreement(column.key, Words(column.label, column.en), read, own, agreed))
    return tuple(found)

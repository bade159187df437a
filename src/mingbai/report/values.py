"""The annual report as a value: what was read of it, cell by cell and claim by claim, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mingbai.text.page import Page, Span

__all__ = [
    "ABSENT",
    "Amount",
    "Body",
    "Breakdown",
    "Cell",
    "Chapter",
    "Claim",
    "Datum",
    "Editions",
    "Joint",
    "Kind",
    "Report",
    "Source",
    "Statement",
    "Status",
    "Table",
    "Unread",
]

Amount = int | Decimal


class Status(StrEnum):
    """What is known of a cell; only `READ` promises a figure."""

    READ = "read"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a statutory table.

    `value` is exact and set only when `status` is `READ`; `raw` is what the page prints, `span` where.
    """

    value: Amount | None
    raw: str | None
    status: Status
    span: Span | None = None

    @classmethod
    def read(cls, value: Amount, raw: str | None = None, span: Span | None = None) -> "Cell":
        """Return a cell in which *value* was read; printed as its own digits unless *raw* says otherwise."""
        return cls(value, str(value) if raw is None else raw, Status.READ, span)


ABSENT = Cell(None, None, Status.ABSENT)
"""A row or column of the edition that this page does not print."""

BLANK = Cell(None, "", Status.BLANK)


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table: its cells by (row, column), in the order of the form.

    For the remedies table a row is a block (`reconsideration` …); the 2014 indicators have the one column `value`.
    """

    edition: str
    cells: Mapping[tuple[str, str], Cell]

    def __getitem__(self, at: tuple[str, str]) -> Cell:
        """Return the cell at (row, column); `ABSENT` where this page does not print it."""
        return self.cells.get(at, ABSENT)

    def value(self, row: str, column: str) -> Amount | None:
        """Return the figure read there, None where none was read."""
        return self[row, column].value

    def rows(self) -> Iterator[str]:
        """Yield the row keys in the order of the form."""
        yield from dict.fromkeys(row for row, _ in self.cells)

    def __reduce__(self) -> tuple[object, ...]:
        """Let a table cross to another process (a mapping proxy cannot)."""
        return Table, (self.edition, dict(self.cells))


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that the report was read from."""

    name: str
    sha256: str
    media_type: str
    charset: str | None = None
    script: str = "hans"


@dataclass(frozen=True, slots=True)
class Body:
    """The public body that reports: its name in simplified script, and as the page writes it."""

    name: str
    as_written: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the first level; `key` is the form's chapter that it stands for, `span` where the heading stands."""

    number: str
    title: str
    as_written: str
    span: Span
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Datum:
    """One field of the metadata header: what it says, and where."""

    value: str
    span: Span | None = None


class Kind(StrEnum):
    """What sort of quantity a claim states."""

    COUNT = "count"
    AMOUNT = "amount"
    RATE = "rate"
    AVERAGE = "average"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity that the prose states.

    `about` is a dotted key: a table cell (``applications.new.total``, ``remedies.reconsideration.total``) or a
    subject of the claims vocabulary (``published.total`` …), None when the quantity is seen and its subject is not known.
    `period` is the year meant, None when it is another or an unknown period (“2008年以来”). `scope` is ``"report"`` unless
    the sentence narrows it; then it is the narrowing word as written (本级, 办公室, 备案 …). `approximate` is set for
    余 / 约 / 近. `span` is the figure's, `quote` the sentence part that carries it. A rate's value is in percent.
    """

    about: str | None
    value: Amount
    unit: str
    kind: Kind
    period: int | None
    scope: str
    quote: str
    span: Span
    approximate: bool = False
    what: str = ""
    """The words that the figure counts, as written (“政府网站发布信息”)."""
    sense: str | None = None
    """The finer subject where the words leave more than one reading open: 受理 and 办理 may count what came in, what was
    carried in as well, or what was closed."""

    @property
    def subject(self) -> str | None:
        """Return the finest subject known."""
        return self.sense or self.about


class Joint(StrEnum):
    """How a list of parts is joined to its total, which decides what it claims."""

    AMONG = "其中"
    RESPECTIVELY = "分别"
    INCLUDING = "包括"
    DASH = "list"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts that the prose gives of it; both are positions in `Report.claims`.

    `complete` is set when the list claims to be the whole: joined by 分别, closed by 等N类, or ended by a residual item
    (其他… / 其余…). `channels` is set when the parts are channels of publication, where one item may stand on several.
    """

    total: int
    parts: tuple[int, ...]
    joint: Joint
    complete: bool
    channels: bool
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in words about a countable thing.

    `says` is one of ``none`` (未收到, 没有发生, 未收取), ``all_upheld`` (均获维持), ``all_answered_in_time`` (全部按时答复),
    ``all_closed``, ``none_corrected`` …; `about` is the subject as in `Claim`.
    """

    about: str
    says: str
    period: int | None
    scope: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, and why, in Chinese and English; `at` is a path such as ``applications/new/business``."""

    at: str
    why: str
    why_en: str = ""


@dataclass(frozen=True, slots=True)
class Editions:
    """The edition of the form that each table actually uses; None where the table is not in the document."""

    proactive: str | None = None
    applications: str | None = None
    remedies: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An annual report on government information disclosure, as read from one document or as compiled.

    `page` is the document it was read from; None for a report that came from data.
    """

    source: Source
    body: Body | None = None
    year: int | None = None
    edition: str = "narrative"
    editions: Editions = Editions()
    metadata: Mapping[str, Datum] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    proactive: Table | None = None
    applications: Table | None = None
    remedies: Table | None = None
    indicators: Table | None = None
    claims: tuple[Claim, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Unread, ...] = ()
    page: Page | None = None
    stated_body: str | None = None
    """The body that the caller named (`--body`); a disagreement with the page is a finding, never an override."""
    stated_year: int | None = None

    def cell(self, path: str) -> Cell:
        """Return the cell at a path such as ``applications/new/total``; `ABSENT` where there is none."""
        name, _, rest = path.partition("/")
        row, _, column = rest.partition("/")
        table = {
            "proactive": self.proactive,
            "applications": self.applications,
            "remedies": self.remedies,
            "indicators": self.indicators,
        }.get(name)
        return ABSENT if table is None else table[row, column or "value"]

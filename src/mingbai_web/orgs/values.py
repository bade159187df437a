"""Bodies and units as values: what a page, a paper or another app is given of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from mingbai.audit.levels import Level
from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.ledger.subjects import Hand

__all__ = [
    "LEVELS",
    "Actor",
    "BadBody",
    "BodyOn",
    "Branch",
    "Estate",
    "GuideOn",
    "Letterhead",
    "Named",
    "SuccessionOn",
    "UnitOn",
    "UnknownBody",
]

LEVELS = {
    Level.STATE: Words("国家", "state"),
    Level.PROVINCE: Words("省级政府", "provincial government"),
    Level.CITY: Words("市级政府", "city government"),
    Level.COUNTY: Words("县级政府", "county government"),
    Level.TOWNSHIP: Words("乡镇、街道", "township or sub-district"),
    Level.DEPARTMENT: Words("部门", "department"),
}


class UnknownBody(MingbaiError):
    """There is no such body or unit, or not on that day."""


class BadBody(MingbaiError):
    """What was to be entered of a body or a unit cannot be."""


class Actor(Protocol):
    """Who acts on bodies: `accounts.viewer.Viewer`, which stands above this app."""

    def require(self, key: str) -> None:
        """Raise when the seat may not do *key*."""

    def hand(self, body: UUID, *, source: str = "screen", on_behalf_of: str = "") -> Hand:
        """Return who enters an act for *body*."""


class Estate(StrEnum):
    """What a body leaves behind that somebody has to take."""

    CASES = "cases"
    SERIES = "series"
    BALANCES = "balances"


@dataclass(frozen=True, slots=True)
class BodyOn:
    """A body as it was on a day; `ended` names the act that had ended it, empty while it lived."""

    id: UUID
    name: str
    short: str
    code: str
    mark: str
    letterhead: str
    level: Level
    makes_rules: bool
    order: int
    reports_to: UUID | None
    since: date
    until: date | None
    ended: str

    @property
    def lives(self) -> bool:
        """Return whether it had not ended."""
        return not self.ended

    @property
    def is_government(self) -> bool:
        """Return whether it is a government, whose report covers the bodies under it."""
        return self.level not in (Level.DEPARTMENT, Level.STATE)


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the tree of a day, with the bodies that report to it."""

    body: BodyOn
    depth: int
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the days on which it was borne; `until` is not one of them."""

    name: str
    short: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class SuccessionOn:
    """That a body ended or gave powers away on a day, into which bodies, and who takes what."""

    body: UUID
    since: date
    kind: str
    into: tuple[UUID, ...]
    matter: str
    cases: UUID | None
    series: UUID | None
    balances: UUID | None


@dataclass(frozen=True, slots=True)
class GuideOn:
    """What a body's guide said on a day (条例第十二条)."""

    body: UUID
    name: str
    since: date
    working_body: str
    address: str
    hours: str
    telephone: str
    fax: str
    post_address: str
    post_code: str
    online: str
    email: str
    classification: str
    arrangement: str
    obtaining: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head and the foot of a body's papers on a day."""

    body: UUID
    head: str
    name: str
    mark: str
    working_body: str
    address: str
    post_code: str
    telephone: str


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit as it was on a day; one without accounts is given printed slips, and others enter what it returns."""

    id: UUID
    name: str
    serves: tuple[UUID, ...]
    has_accounts: bool
    telephone: str
    address: str
    since: date
    until: date | None
    ended: bool

"""Numbers of papers: per body, kind and year without a gap; a number voided stays on record and is never given again."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from mingbai.errors import MingbaiError
from mingbai_web.accounts.permissions import Forbidden, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import failpoints, locks
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject, new_id
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import Estate
from mingbai_web.papers.models import PaperRow, Series

__all__ = ["NoSeries", "NumberTaken", "next_number", "open_series", "take", "void_number"]

_LOCK = 0x77656E68  # "wenh"


class NumberTaken(MingbaiError):
    """A number that another paper of the body has."""


class NoSeries(MingbaiError):
    """There is no series of numbers to take from."""


@transaction.atomic
def open_series(
    *,
    body: UUID,
    series: str,
    year: int,
    mark: str,
    by: Viewer,
    now: datetime,
    counted: bool = True,
    first: int = 1,
    key: str | None = None,
) -> UUID:
    """Open the series of *body* for a year, with its 机关代字 as *mark*; return its id.

    A series that is not *counted* takes numbers that another system gives: they are typed, and only held to be single. Raises
    `NumberTaken` when the year has one already.
    """
    require(by, "papers.series")
    if by.bodies and body not in by.bodies:
        raise Forbidden("本岗位不管理这个机关", "this seat does not serve that body")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return before.subject_id
    _alone(body, series)
    if Series.objects.filter(body=body, series=series, year=year).exists():
        raise NumberTaken(f"{year}年已经有这个系列", f"there is a series of {year} already")
    return _open(body, series, year, mark, counted, first, by.hand(body), now)


def take(
    *, body: UUID, series: str, on: date, paper: UUID, by: Hand, now: datetime, typed: str = ""
) -> tuple[str, UUID, int | None]:
    """Take the next number for *paper* within the transaction of its signature; return it, its series and its ordinal.

    A typed number has to be the next of a counted series, or any that no paper of the body has. A new year goes on with
    the mark of the year before; the series of a body that has ended go on with who took them. Raises `NoSeries`, `NumberTaken`.
    """
    owner = orgs.successor(body, on, Estate.SERIES) or body
    _alone(owner, series)
    # What was left goes on to the end of its year, unless who took it has a series of its own.
    row = _of_year(owner, series, on) or _of_year(body, series, on)
    if row is None:
        before = Series.objects.filter(body__in=(owner, body), series=series).order_by("-year").first()
        if before is None:
            raise NoSeries(
                "还没有设立文号系列：请系统管理员在“设置”的“文号系列”中设立",
                "there is no series of numbers: the system administrator opens one in the settings",
            )
        _open(owner, series, on.year, before.mark, before.counted, 1, by, now)
        row = Series.objects.get(body=owner, series=series, year=on.year)
    number, ordinal = _held(row, {body, owner, row.body}, typed)
    facts: dict[str, object] = {"number": number, "paper": paper}
    if ordinal is not None:
        facts["ordinal"] = ordinal
    failpoints.reach("series.before_taken")
    _enter(row.subject, "taken", facts, by, now)
    return number, row.subject, ordinal


def next_number(*, body: UUID, series: str, on: date, typed: str = "") -> str:
    """Return the number that a paper signed on *on* would take now, empty where the series of the year is still to be opened.

    Raises what `take` would raise for a typed number, so that who signs is told before.
    """
    owner = orgs.successor(body, on, Estate.SERIES) or body
    row = _of_year(owner, series, on) or _of_year(body, series, on)
    return _held(row, {body, owner, row.body}, typed)[0] if row is not None else typed.strip()


def _held(row: Series, bodies: set[UUID], typed: str) -> tuple[str, int | None]:
    """Return the next number of a series and its ordinal, *typed* held against what was given before."""
    typed = typed.strip()
    ordinal = row.last + 1 if row.counted else None
    number = f"{row.mark}〔{row.year}〕{ordinal}号" if row.counted else typed
    if not number:
        raise NoSeries("请填写文号", "type the number")
    if PaperRow.objects.filter(body__in=bodies, number=typed or number).exists():
        zh, en = (f"；下一个是{number}", f"; the next is {number}") if row.counted else ("", "")
        raise NumberTaken(f"{typed or number} 已经用过{zh}", f"{typed or number} has been used{en}")
    if typed and typed != number:
        raise NumberTaken(
            f"文号应当连续：下一个是{number}", f"numbers follow each other: the next is {number}"
        )
    return number, ordinal


def _of_year(body: UUID, series: str, on: date) -> Series | None:
    return Series.objects.filter(body=body, series=series, year=on.year).first()


def void_number(*, series: UUID, number: str, paper: UUID, reason: str, by: Hand, now: datetime) -> None:
    """Put on record that a number was voided with its paper; it is not given again."""
    locks.entering()
    _enter(series, "number_voided", {"number": number, "paper": paper, "reason": reason}, by, now)


def _open(
    body: UUID, series: str, year: int, mark: str, counted: bool, first: int, by: Hand, now: datetime
) -> UUID:
    subject = new_id()
    facts = {"body": body, "series": series, "year": year, "mark": mark, "counted": counted, "first": first}
    _enter(subject, "opened", facts, by, now)
    return subject


def _enter(subject: UUID, kind: str, facts: dict[str, object], by: Hand, now: datetime) -> None:
    head = ledger.head("series", subject)
    day = timezone.localdate(now)
    enter(
        subject=Subject("series", subject),
        kind=kind,
        facts=facts,
        happened=day,
        effective=day,
        by=by,
        seen=head.digest if head is not None else "",
        now=now,
    )


def _alone(body: UUID, series: str) -> None:
    """Let one at a time take from the series until the transaction ends. SQLite has one writer and needs nothing.

    The ledger's own lock comes first, so that a seal that waits for writers never stands between two of them.
    """
    locks.entering()
    if connection.vendor == "postgresql":
        name = int.from_bytes(hashlib.sha256(f"{body} {series}".encode()).digest()[:4], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, name])

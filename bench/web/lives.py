"""Applications as an office handles them, act after act, up to a day: made up, lawful, the same each time for the same day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from mingbai.workdays import Workdays

__all__ = ["Done", "Life", "fifty", "lives"]

YEARS = 3
OFFICE = ZoneInfo("Asia/Shanghai")
_KINDS = ("natural_person",) * 12 + (
    "company",
    "company",
    "law_firm",
    "research_institution",
    "other_organisation",
)
_MATTERS = (
    "老旧小区改造名单",
    "征收补偿方案",
    "公租房分配结果",
    "学区划分方案",
    "停车收费依据",
    "路灯工程结算报告",
)
_OUTCOMES = (
    ("granted",) * 5
    + ("already_public",) * 4
    + ("partly_granted", "not_existing", "not_existing", "other_organ")
)


@dataclass(frozen=True, slots=True)
class Done:
    """One act: what it says, the day it takes effect, the instant at which it was recorded."""

    kind: str
    facts: dict[str, Any]
    effective: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Life:
    """An application: its id, its party, and what was done on it, in the order of recording."""

    id: UUID
    body: UUID
    party: UUID
    applicant: str
    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where applications come in: a body, the unit that handles them and its seats."""

    body: UUID
    unit: UUID
    seats: Sequence[UUID]


def lives(count: int, places: Sequence[Place], today: date, calendar: Workdays) -> Iterator[Life]:
    """Yield *count* applications: most over three years, one in six within the last weeks, so that it may be open."""
    for number in range(count):
        dice = Random(number)
        back = dice.randint(0, 32) if number % 6 == 0 else dice.randint(33, 365 * YEARS)
        yield _life(number, dice, dice.choice(places), today - timedelta(back), today, calendar)


def fifty(number: int, place: Place, today: date, calendar: Workdays) -> Life:
    """Return an open application with fifty acts, an amendment, a consultation and an extension among them."""
    dice = Random(number)
    book = _Book(dice, calendar, today - timedelta(45))
    _registered(book, number, dice, place, "online")
    book.add("confirmed", 1)
    book.add("assigned", 0, unit=place.unit, seat=place.seats[0])
    book.add("amendment_asked", 2)
    book.add("amended", 3)
    book.add("third_party_consulted", 2, party="清河青禾建筑工程有限公司")
    for _ in range(19):
        book.add("noted", 0, note="与业务科室核对档案目录，逐卷检索并作记录。")
        book.add(
            "telephoned",
            0,
            at=book.at,
            said="申请人询问办理进度，已告知期限。",
            direction="incoming",
            reached=True,
        )
    book.add("third_party_view", 6, party="清河青禾建筑工程有限公司", view="同意公开")
    book.add("extended", 3, days=20, approved_by="朱任")
    book.add("searched", 1, where="档案室、公文系统", how="按项目名称检索", found=True)
    book.add("noted", 0, note="材料齐备，可以起草。")
    book.add("noted", 0, note="已报科室负责人。")
    return _made(number, dice, place, book, today)


class _Book:
    """Acts one after another: each some working days after the one before, now and then recorded some days late."""

    def __init__(self, dice: Random, calendar: Workdays, day: date) -> None:
        self.dice, self.calendar = dice, calendar
        self.day = day if calendar.works(day) else calendar.after(day, 1).day
        self.at = self._instant(self.day)
        self.done: list[Done] = []

    def add(self, kind: str, after: int, **facts: Any) -> None:
        if after:
            self.day = self.calendar.after(self.day, after).day
        late = self.dice.choice((1, 2, 4)) if self.dice.random() < 0.08 else 0
        self.at = max(self.at + timedelta(minutes=3), self._instant(self.day + timedelta(late)))
        self.done.append(Done(kind, facts, self.day, self.at))

    def _instant(self, day: date) -> datetime:
        return datetime.combine(day, time(9, self.dice.randint(0, 59)), OFFICE).astimezone(UTC)


def _life(number: int, dice: Random, place: Place, day: date, today: date, calendar: Workdays) -> Life:
    book = _Book(dice, calendar, day)
    channel = dice.choice(("in-person", "signed-post", "online", "online"))
    _registered(book, number, dice, place, channel)
    if channel == "online":
        book.add("confirmed", dice.choice((0, 0, 1)))
    book.add("assigned", dice.choice((0, 1)), unit=place.unit, seat=dice.choice(place.seats))
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        book.add("noted", dice.choice((0, 1)), note="已转业务科室核对。")
    draw = dice.random()
    if draw < 0.08:
        book.add("amendment_asked", 1)
        book.add("amended", dice.randint(1, 8))
    elif draw < 0.15:
        book.add("third_party_consulted", 2, party="某公司")
        book.add("third_party_view", dice.randint(2, 12), party="某公司", view="同意公开")
    elif draw < 0.20:
        book.add("extended", 8, days=20, approved_by="朱任")
    elif draw < 0.23:
        book.add("withdrawn", 2)
        return _made(number, dice, place, book, today)
    book.add("searched", dice.randint(0, 2), where="档案室、公文系统", how="按标题检索", found=True)
    book.add("letter_drafted", 1, paper=_id(number, 9, book.at), letter="reply")
    book.add("decided", dice.randint(1, 4), outcome=dice.choice(_OUTCOMES))
    book.add("dispatched", dice.choice((0, 1)), route=dice.choice(("post", "electronic")))
    book.add("served", dice.randint(1, 4))
    return _made(number, dice, place, book, today)


def _registered(book: _Book, number: int, dice: Random, place: Place, channel: str) -> None:
    book.add(
        "registered",
        0,
        body=place.body,
        number=f"申〔{book.day.year}〕{number + 1}号",
        party=_id(number, 2, book.at),
        applicant=dice.choice(_KINDS),
        matter=f"清河区{book.day.year - 1}年{dice.choice(_MATTERS)}（{number}）",
        channel=channel,
        arrived_at=book.at,
        public_number=f"{book.day:%Y%m%d}-{number:08}",
        code=f"{number:064x}",
    )
    book.add("received", 0, channel=channel)


def _made(number: int, dice: Random, place: Place, book: _Book, today: date) -> Life:
    said = book.done[0].facts
    last = datetime.combine(today, time(23), OFFICE)
    done = tuple(each for each in book.done if each.at <= last)
    return Life(_id(number, 1, book.done[0].at), place.body, said["party"], said["applicant"], done)


def _id(number: int, what: int, at: datetime) -> UUID:
    """Return a UUID of version 7 of that instant, which the same number makes again."""
    stamp = int(at.timestamp() * 1000) & (1 << 48) - 1
    return UUID(int=stamp << 80 | 7 << 76 | (what & 0xFFF) << 64 | 2 << 62 | number)

"""A year of work in the district: letters and submissions come in, are handled and answered, day after day, by the real services.

What happens is drawn from one number, so that the same number makes the same year. Each thing done leads to the next at a
later time; a queue does them in the order of time, as an office does.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from mingbai.errors import Refused
from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.demo import fiction
from mingbai_web.demo.answers import answer, notice
from mingbai_web.demo.district import Office
from mingbai_web.intake import services as intake
from mingbai_web.ledger import queries as ledger
from mingbai_web.parties import services as parties
from mingbai_web.rules import queries as rules

__all__ = ["Year", "live"]

Deed = Callable[[datetime], object]
Way = Callable[["_Life", datetime], None]


def live(offices: list[Office], *, first: date, now: datetime, cases: int, seed: int = 1) -> "Year":
    """Let some *cases* come in from *first* up to *now*, and let the offices handle them as far as *now*."""
    year = Year(offices, Random(seed), now)
    days = [first + timedelta(n) for n in range((timezone.localdate(now) - first).days + 1)]
    calendar = rules.settings().calendar
    worked = [day for day in days if calendar.works(day)]
    for _ in range(cases):
        year.arrival(year.dice.choice(worked))
    for _ in range(max(3, cases // 40)):  # so that there is something to do today
        year.arrival(worked[-1])
    for nth, elapsed, way in _PRESSING:  # and something that presses
        there = [day for day in worked if calendar.between(day, worked[-1]) == elapsed]
        if there:
            year.later(there[-1], _Life(year, offices[nth], uuid4(), way).by_letter)
    year.later(worked[-1], _Life(year, offices[0], uuid4()).unread)
    year.run()
    return year


@dataclass
class Year:
    """What is still to be done, in the order of time, and how much was."""

    offices: list[Office]
    dice: Random
    now: datetime
    waiting: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    drawn: int = 0
    done: int = 0
    refused: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Do everything up to now."""
        while self.waiting and self.waiting[0][0] <= self.now:
            at, _, deed = heapq.heappop(self.waiting)
            try:
                with transaction.atomic():
                    deed(at)
                self.done += 1
            except Refused as error:  # an office tries, and the law says no: the case goes on as it is
                self.refused.append(error.zh)

    def later(self, day: date, deed: Deed, *, hour: int | None = None) -> None:
        """Do *deed* on *day*, at some time of the office's hours."""
        minute = self.dice.randint(0, 59)
        at = timezone.make_aware(datetime.combine(day, time(hour or self.dice.randint(9, 16), minute)))
        self.drawn += 1
        heapq.heappush(self.waiting, (at, self.drawn, deed))

    def after(self, at: datetime, workdays: int) -> date:
        """Return the day that many working days after *at*, that day itself for none."""
        if workdays == 0:
            return timezone.localdate(at)
        return rules.settings().calendar.after(timezone.localdate(at), workdays).day

    def arrival(self, day: date) -> None:
        """Let something come in on *day*."""
        office = self.offices[0 if self.dice.random() < 0.65 else 1]
        life = _Life(self, office, uuid4())
        draw = self.dice.random()
        if draw < 0.4:
            self.later(day, life.submitted)
        elif draw < 0.93:
            self.later(day, life.by_letter)
        else:
            self.later(day, life.no_application)


@dataclass
class _Life:
    """One application and what becomes of it."""

    year: Year
    office: Office
    key: UUID
    way: "Way | None" = None  # what becomes of it once somebody has it; drawn where none is given
    case: UUID = field(default_factory=uuid4)

    def unread(self, at: datetime) -> None:
        """The applicant sends it in online, and nobody has opened it yet."""
        told = fiction.submission(self.year.dice)
        intake.submit(details=told, files=(), body=self.office.body, key=self.key.hex, now=at)

    def submitted(self, at: datetime) -> None:
        """The applicant sends it in online; the registrar takes it in and confirms on the same or the next day."""
        dice = self.year.dice
        told = intake.submit(
            details=fiction.submission(dice), files=(), body=self.office.body, key=self.key.hex, now=at
        )

        def take(then: datetime) -> None:
            day = timezone.localdate(then)
            made = services.take_in(
                submission=told.id,
                matters=[fiction.matter(dice)],
                by=self.office.viewer(Role.REGISTRAR, day),
                now=then,
                key=self.key.hex,
                confirmed_on=day,
            )
            self.begun(made[0].id, then)

        self.year.later(self.year.after(at, dice.choice([0, 0, 0, 1])) if dice.random() < 0.3 else timezone.localdate(at), take, hour=17)  # fmt: skip

    def by_letter(self, at: datetime) -> None:
        """It comes by post or is handed in, and is registered on the same day."""
        dice, day = self.year.dice, timezone.localdate(at)
        carrier, channel = dice.choice([("mail", "signed-post"), ("counter", "in-person")])
        by = self.office.viewer(Role.REGISTRAR, day)
        item = services.log_item(
            body=self.office.body,
            carrier=carrier,
            arrived_at=at,
            about=fiction.matter(dice),
            tracking=f"XA{dice.randrange(10**9):09}00" if carrier == "mail" else "",
            signed_by="邮小禾" if carrier == "mail" else "",
            by=by,
            now=at,
        )
        kind, details = fiction.applicant(dice)
        party = parties.take(details=details, kind=kind, by=by, now=at, body=self.office.body)
        asked = [
            services.Request(party, kind, fiction.matter(dice), channel, at)
            for _ in range(dice.choice([1, 1, 1, 1, 2]) if self.way is None else 1)
        ]
        head = ledger.head("item", item.id)
        made = services.register(
            body=self.office.body,
            requests=asked,
            by=by,
            now=at + timedelta(minutes=8),
            item=item.id,
            seen=head.digest if head else "",
            key=self.key.hex,
        )
        for each in made:
            _Life(self.year, self.office, uuid4(), self.way).begun(each.id, at)

    def no_application(self, at: datetime) -> None:
        """It is something else, and its sender is told so."""
        dice, day = self.year.dice, timezone.localdate(at)
        about, matter, told = dice.choice(fiction.OTHER)
        by = self.office.viewer(Role.REGISTRAR, day)
        item = services.log_item(
            body=self.office.body, carrier="mail", arrived_at=at, about=about, by=by, now=at
        )
        head = ledger.head("item", item.id)
        services.close_item(
            item=item.id, matter=matter, told=told, told_on=day, by=by, seen=head.digest if head else "", now=at + timedelta(minutes=20),
        )  # fmt: skip

    def begun(self, case: UUID, at: datetime) -> None:
        """It is registered: somebody gets it, and its way is drawn."""
        self.case = case
        dice, year = self.year.dice, self.year
        nth = dice.randint(0, 1)
        year.later(
            year.after(at, 0) if dice.random() < 0.7 else year.after(at, 1),
            lambda then: self.assigned(then, nth),
            hour=17,
        )
        if self.way is not None:
            self.way(self, at)
            return
        draw = dice.random()
        if draw < 0.08:
            year.later(year.after(at, dice.randint(2, 6)), self.amendment_asked)
        elif draw < 0.15:
            year.later(year.after(at, dice.randint(2, 6)), self.consulted)
        elif draw < 0.22:
            year.later(year.after(at, dice.randint(15, 19)), self.extended)
        elif draw < 0.25:
            year.later(year.after(at, dice.randint(1, 9)), lambda then: self.step(Kind.WITHDRAWN, then))
        else:
            # Some days late now and then, as in life: the supervisor's queue shows them.
            slow = dice.random() < 0.04
            year.later(year.after(at, dice.randint(21, 24) if slow else dice.randint(5, 18)), self.answered)

    def assigned(self, at: datetime, nth: int) -> None:
        """The head of department hands it to an officer."""
        day = timezone.localdate(at)
        officer = self.office.viewer(Role.CASE_OFFICER, day, nth=nth)
        services.assign(
            application=self.case, unit=self.office.unit, seat=officer.seat, by=self.office.viewer(Role.REGISTRAR, day), seen=self.seen, now=at,
        )  # fmt: skip

    def asked_to_amend(self, at: datetime) -> None:
        """The notice goes to the applicant."""
        said = {"defects": "没有写明所申请信息的年份和文号", "guidance": "可以写明文件名称、发布时间"}
        notice(self.office, self.case, Kind.AMENDMENT_ASKED, at, {}, said)

    def amendment_asked(self, at: datetime) -> None:
        """The applicant is asked to amend, and does, or does not."""
        self.asked_to_amend(at)
        dice, year = self.year.dice, self.year
        if dice.random() < 0.7:
            day = year.after(at, dice.randint(2, 9))

            def amended(then: datetime) -> None:
                self.step(Kind.AMENDED, then)
                year.later(year.after(then, dice.randint(5, 15)), self.answered)

            year.later(day, amended)
        else:
            year.later(year.after(at, 17), lambda then: self.step(Kind.AMENDMENT_LAPSED, then))

    def asked_for_view(self, at: datetime) -> str:
        """The letter goes to a third party; return which."""
        party = self.year.dice.choice(fiction.COMPANIES)
        said = {"interests": "商业秘密（报价明细）"}
        notice(self.office, self.case, Kind.THIRD_PARTY_CONSULTED, at, {"party": party}, said)
        return party

    def consulted(self, at: datetime) -> None:
        """A third party is asked for its view."""
        party = self.asked_for_view(at)
        year, dice = self.year, self.year.dice

        def heard(then: datetime) -> None:
            self.step(
                Kind.THIRD_PARTY_VIEW,
                then,
                party=party,
                view=dice.choice(["同意公开", "涉及商业秘密，不同意公开"]),
            )
            year.later(year.after(then, dice.randint(3, 9)), self.answered)

        year.later(year.after(at, dice.randint(4, 12)), heard)

    def extended(self, at: datetime) -> None:
        """The head of the working body agrees to an extension."""
        days = {"days": self.year.dice.choice([10, 15, 20])}
        notice(self.office, self.case, Kind.EXTENDED, at, days, {"reasons": "所申请信息分散在多个项目档案中"})
        self.year.later(self.year.after(at, self.year.dice.randint(3, 10)), self.answered)

    def answered(self, at: datetime) -> None:
        """The answer is drafted, approved, signed, and sent out."""
        answer(self.year, self.office, self.case, at)

    def lies(self, at: datetime) -> None:
        """Nobody does anything more."""

    def waits_for_signature(self, at: datetime) -> None:
        """The answer is drafted and submitted, and lies with who is to approve it."""
        day = self.year.after(at, 15)
        self.year.later(day, lambda then: answer(self.year, self.office, self.case, then, goes_on=False))

    def waits_for_applicant(self, at: datetime) -> None:
        """The applicant is asked to amend and has not answered yet."""
        self.year.later(self.year.after(at, 2), self.asked_to_amend)

    def waits_for_others(self, at: datetime) -> None:
        """A third party is asked for its view and has not answered yet."""
        self.year.later(self.year.after(at, 4), self.asked_for_view)

    def step(self, kind: Kind, at: datetime, **facts: object) -> None:
        """Enter a step as the seat whose step it is."""
        day = timezone.localdate(at)
        services.take_step(
            application=self.case, kind=kind, effective=day, by=self.office.viewer(Role.CASE_OFFICER, day), seen=self.seen, now=at, facts=facts,
        )  # fmt: skip

    @property
    def seen(self) -> str:
        """The head that the next act is decided on."""
        head = ledger.head("application", self.case)
        return head.digest if head is not None else ""


_PRESSING: tuple[tuple[int, int, Way], ...] = (
    (0, 23, _Life.lies),
    (0, 20, _Life.lies),
    (0, 19, _Life.waits_for_signature),
    (0, 18, _Life.lies),
    (0, 8, _Life.waits_for_applicant),
    (0, 10, _Life.waits_for_others),
    (1, 21, _Life.lies),
    (1, 18, _Life.lies),
    (1, 6, _Life.lies),
)
"""What lies on the desks today: whose, how many working days after its receipt, how it stands."""

"""Where a case stands on a day: state, clock, what is waited for, how it ended; a value that explains itself."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mingbai.deadlines import Clock, Reply, Step, Waited, fallen_away
from mingbai.deadlines import Kind as StepKind
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.table import Kind, State, acts
from mingbai.statutes import Law, Version
from mingbai.text.words import Words
from mingbai.workdays import Workdays

__all__ = ["Consultation", "Refusal", "Standing"]

_WAITING = {
    State.UNCONFIRMED: "confirmation",
    State.AWAITING_AMENDMENT: "amendment",
    State.AWAITING_PAYMENT: "payment",
}
_TOLD = {
    Kind.RECEIVED: StepKind.RECEIVED,
    Kind.CONFIRMED: StepKind.RECEIVED,
    Kind.OPENING_BALANCE: StepKind.RECEIVED,
    Kind.AMENDED: StepKind.RESET,
    Kind.FEE_PAID: StepKind.RESET,
    Kind.REDO_ORDERED: StepKind.RESET,
    Kind.EXTENDED: StepKind.EXTENDED,
}
_SILENT = {Kind.FEE_NOTICED, Kind.DECIDED, Kind.DISPATCHED, Kind.SERVED, Kind.IMPORTED}
"""Acts that the steps show otherwise (as waiting) or that come after the clock."""


class Consultation(NamedTuple):
    """A consultation: the letter went out on `sent`, reached the party on `delivered`, the view came in on `answered`.

    `until` is the last day of the party's period; `answered` is None while the view is out. `ground` is why it is not
    counted, `from_delivery` whether that begins only when the letter has reached the party.
    """

    party: str
    kind: Kind
    sent: date
    until: date
    ground: Words
    from_delivery: bool = False
    delivered: date | None = None
    answered: date | None = None


class Refusal(NamedTuple):
    """An act that the law gives no effect, and why: it stays on record and moves nothing."""

    act: Act
    why: Words


class Standing(NamedTuple):
    """What holds of a case on a day as known on a day.

    `received` is the legal day of receipt, None until confirmed; `arrived` that of arrival. `outcome` is an ending's key,
    `answered` the day of service (for post, of posting), `closed` that on which it ended without a reply. `asked_late`
    says that an amendment was asked for too late to stop the clock. `counts` is False for what no table counts: passed on
    or withdrawn before confirmation, or split into others.
    """

    state: State
    arrived: date | None
    received: date | None
    clock: Clock | None
    fixed: date | None
    before: tuple[Waited, ...]
    stopped: Waited | None
    period: Version | None
    extension: Version | None
    consultations: tuple[Consultation, ...]
    asked_late: bool
    amend_by: date | None
    pay_by: date | None
    outcome: str | None
    decided: date | None
    answered: date | None
    served: date | None
    closed: date | None
    counts: bool
    applied: tuple[Act, ...]
    refusals: tuple[Refusal, ...]
    law: Law
    calendar: Workdays

    @property
    def waiting_for(self) -> str | None:
        """Return ``confirmation``, ``amendment`` or ``payment`` while no clock runs for one of them."""
        return _WAITING.get(self.state)

    @property
    def ended(self) -> date | None:
        """Return the day on which it ended: served, posted or closed; None while it is open."""
        return self.answered or self.closed

    @property
    def _runs(self) -> bool:
        """Return whether a clock runs or, once answered, ran."""
        runs = self.state in (State.OPEN, State.AWAITING_REASONS, State.DECIDED) or self.answered is not None
        return runs and self.counts and self.stopped is None

    @property
    def reply(self) -> Reply | None:
        """Return when the reply falls due and how that came about; None while it waits or when nothing was received."""
        if not self._runs or self.clock is None or self.period is None:
            return None
        allowed = self.period.ground.words
        extended = self.extension.ground.words if self.extension else allowed
        return Reply(
            self.clock,
            self.calendar,
            grounds=(allowed, extended),
            marks=tuple(self._marks()),
            before=self.before,
            fixed=self.fixed,
        )

    def steps(self) -> tuple[Step, ...]:
        """Return how the due day was counted to; while the clock waits, what led to the waiting."""
        reply = self.reply
        if reply is not None:
            return reply.steps()
        steps = list(self._marks())
        if self.stopped is not None:
            steps += fallen_away(self.stopped, self.calendar)
        return tuple(sorted(steps, key=lambda step: step.first))

    @property
    def due(self) -> date | None:
        """Return the last day on which a reply is in time, None where none runs."""
        if not self._runs or self.clock is None:
            return None
        return self.fixed or self.clock.due(self.calendar).day

    @property
    def safe_due(self) -> date | None:
        """Return the due day counted from arrival where receipt is confirmed later: in time on any reading.

        Known before it is confirmed too. None where receipt needs no confirmation, and once the clock started anew.
        """
        if self.state is State.UNCONFIRMED and self.arrived is not None:
            days = self.law.on("reply_days", self.arrived).number
            return Clock(self.arrived, days).due(self.calendar).day
        if self.clock is None or self.arrived is None or self.fixed or self.waiting_for or self.before:
            return None
        if not any(act.kind is Kind.CONFIRMED for act in self.applied):
            return None
        return self.clock._replace(base=self.arrived).due(self.calendar).day

    def in_time(self, today: date) -> bool | None:
        """Return whether the reply was in time, or can still be on *today*; None where no clock runs.

        A reply given while the clock stood still, waiting for an amendment or a payment, is in time.
        """
        if self.stopped is not None and self.answered is not None:
            return True
        due = self.due
        return None if due is None else (self.answered or today) <= due

    def _marks(self) -> Iterator[Step]:
        table = acts()
        for act in self.applied:
            if act.kind in _SILENT:
                continue
            kind = _TOLD.get(act.kind, StepKind.NOTE)
            if act.kind is Kind.AMENDMENT_ASKED:
                if not self.asked_late:  # shown as what is waited for
                    continue
            elif act.kind is Kind.AMENDED and self.asked_late:
                kind = StepKind.NOTE
            day = act.day("received") or act.effective
            ground = self._ground(act) or table[act.kind].ground_on(act.effective).words
            yield Step(day, day, 0, kind, self._told(act), ground)

    def _told(self, act: Act) -> Words:
        zh, en = acts()[act.kind].words
        if act.kind in (Kind.RECEIVED, Kind.CONFIRMED, Kind.OPENING_BALANCE):
            if self._day_of_receipt(act):
                return Words("收到申请之日，当日不计", "the day of receipt, itself not counted")
            return Words("到达，待与申请人确认", "arrived, to be confirmed with the applicant")
        if act.kind in (Kind.AMENDED, Kind.FEE_PAID, Kind.REDO_ORDERED):
            if self.asked_late and act.kind is Kind.AMENDED:
                return Words(
                    "收到补正；补正通知逾期，原期限继续计算",
                    "amended; asked for too late, so the first clock runs on",
                )
            return Words(f"{zh}，自次日起重新计算", f"{en}: the clock starts anew on the next day")
        if act.kind is Kind.AMENDMENT_ASKED:
            return Words(
                "通知补正，已超过法定的通知期限：原期限继续计算，不重新计算",
                "amendment asked later than its period allows: the clock runs on and does not start anew",
            )
        if act.kind is Kind.EXTENDED:
            days = act.number("days")
            return Words(f"延长{days}个工作日", f"extended by {days} working days")
        if (party := act.text("party")) and len(self.consultations) > 1:
            return Words(f"{zh}（{party}）", f"{en} ({party})")
        return Words(zh, en)

    def _day_of_receipt(self, act: Act) -> bool:
        """Return whether *act* brought the day of receipt about; where receipt is confirmed, on the same day too, arriving did not."""
        if act.kind is Kind.RECEIVED and any(each.kind is Kind.CONFIRMED for each in self.applied):
            return False
        return self.received == (act.day("received") or act.effective)

    def _ground(self, act: Act) -> Words | None:
        if act.kind in (Kind.RECEIVED, Kind.CONFIRMED):
            channel = next((each.text("channel") for each in self.applied if each.kind is Kind.RECEIVED), "")
            rule = self.law.on(f"receipt_{channel}", act.effective).ground.words
            if not self._day_of_receipt(act):
                return rule
            day_zero = self.law.on("start_day", act.effective).ground.words
            return Words(f"{rule.zh}；{day_zero.zh}", f"{rule.en}; {day_zero.en}")
        if act.kind is Kind.FEE_PAID:
            return self.law.on("fee_effect", act.effective).ground.words
        if act.kind in (Kind.AMENDMENT_ASKED, Kind.AMENDED) and self.asked_late:
            return self.law.on("late_amendment_notice", self.received or act.effective).ground.words
        if act.kind is Kind.EXTENDED and self.extension is not None:
            return self.extension.ground.words
        return None

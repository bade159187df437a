"""What the acts applied so far have made of a case, as it changes from one to the next; what each does is in `effects`."""

from datetime import date

from mingbai.deadlines import Clock, Pause, Waited
from mingbai.errors import Refused
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.settings import Settings
from mingbai.lifecycle.standing import Consultation, Refusal, Standing
from mingbai.lifecycle.table import Entry, Kind, State
from mingbai.statutes import Version
from mingbai.text.words import Words
from mingbai.workdays import Workdays

__all__ = ["Fold", "refusal", "within_period"]

_CONSULTED = {
    Kind.THIRD_PARTY_CONSULTED: Words("征求第三方意见，不计入", "consulting the third party, not counted"),
    Kind.JOINT_MAKER_CONSULTED: Words(
        "征求共同制作机关意见，不计入", "consulting the joint maker, not counted"
    ),
    Kind.ORGAN_CONSULTED: Words("征求其他机关意见，不计入", "consulting another organ, not counted"),
}


class Fold:
    """The acts applied so far, as they change one after another; `standing` gives the value."""

    __slots__ = (
        "amend_by", "amended", "answered", "applied", "arrived", "asked", "asked_late", "base", "before", "calendar",
        "channel", "closed", "consultations", "counts", "days", "decided", "extended", "extension", "fixed", "law", "outcome",
        "pay_by", "period", "reasons_asked", "reasons_given", "received", "refusals", "served", "state", "stopped", "times",
    )  # fmt: skip

    def __init__(self, settings: Settings, calendar: Workdays) -> None:
        self.law = settings.law
        self.calendar = calendar
        self.state = State.NONE
        self.arrived: date | None = None
        self.received: date | None = None
        self.channel = ""
        self.base: date | None = None
        self.period: Version | None = None
        self.days = 0
        self.extension = 0
        self.extended: Version | None = None
        self.times = 0
        self.fixed: date | None = None
        self.before: tuple[Waited, ...] = ()
        self.stopped: Waited | None = None
        self.consultations: list[Consultation] = []
        self.asked: date | None = None
        self.asked_late = False
        self.amended = False
        self.amend_by: date | None = None
        self.reasons_asked = False
        self.reasons_given = False
        self.pay_by: date | None = None
        self.outcome: str | None = None
        self.decided: date | None = None
        self.answered: date | None = None
        self.served: date | None = None
        self.closed: date | None = None
        self.counts = True
        self.applied: list[Act] = []
        self.refusals: list[Refusal] = []

    def standing(self, cut: date | None) -> Standing:
        """Return what holds now; consultations that are still open are left out up to *cut*, None: as long as they may."""
        clock = None
        if self.answered is not None:  # what is still out when the reply has gone pauses nothing any more
            cut = self.answered if cut is None else min(cut, self.answered)
        if self.base is not None and self.period is not None:
            clock = Clock(self.base, self.days, self.extension, self.pauses(cut))
        return Standing(
            self.state,
            self.arrived,
            self.received,
            clock,
            self.fixed,
            self.before,
            self.stopped,
            self.period,
            self.extended,
            tuple(self.consultations),
            self.asked_late,
            self.amend_by,
            self.pay_by,
            self.outcome,
            self.decided,
            self.answered,
            self.served,
            self.closed,
            self.counts,
            tuple(self.applied),
            tuple(self.refusals),
            self.law,
            self.calendar,
        )

    def pauses(self, cut: date | None) -> tuple[Pause, ...]:
        """Return what the consultations leave out of the count, an open one up to *cut*."""
        if not self.consultations:
            return ()
        found = []
        for each in self.consultations:
            last = each.answered or cut
            if last is None or last > each.until:
                last = each.until
            first = (each.delivered or each.until) if each.from_delivery else each.sent
            found.append(
                Pause(first, last, _CONSULTED[each.kind], each.ground, each.until, each.answered is None)
            )
        return tuple(found)

    def due(self, cut: date) -> date | None:
        """Return the last day on which a reply is in time as it stands on *cut*; None where no clock runs."""
        if self.fixed is not None:
            return self.fixed
        if self.base is None or self.period is None:
            return None
        return Clock(self.base, self.days, self.extension, self.pauses(cut)).due(self.calendar).day

    def start(self, day: date) -> None:
        """Start the first clock: received on *day*, by the period in force on it."""
        self.period = self.law.on("reply_days", day)
        self.days = self.period.number
        self.received = self.base = day

    def stop(self, day: date, why: Words, ground: Words, falls: Words) -> None:
        """Stop the clock on *day*, by *ground*, to wait for what starts a new one; it does not go on, by *falls*."""
        if self.base is not None:
            rule = self.law.on("extension_after_reset", self.received or day)
            self.stopped = Waited(self.base, day, why, ground, falls, self.extension, rule.ground.words)

    def restart(self, day: date) -> None:
        """Start a new clock on *day*; the one that was stopped falls away, with what had extended it."""
        if self.stopped is not None:
            self.before = (*self.before, self.stopped)
        self.stopped = None
        self.base = day
        self.days = self.period.number if self.period is not None else 0
        self.fixed = None
        self.extension = 0
        self.extended = None
        if self.law.on("extension_after_reset", self.received or day).value == "anew":
            self.times = 0

    def again(self) -> None:
        """Forget what belongs to the reply that is set aside; the application is handled as if it had just come in."""
        self.times = 0
        self.consultations.clear()
        self.asked = self.amend_by = self.pay_by = None
        self.asked_late = self.amended = self.reasons_asked = self.reasons_given = False
        self.outcome = self.decided = self.answered = self.served = self.closed = None

    def close(self, day: date, outcome: str) -> None:
        """End without a reply on *day*; what was never received is in no table and has no outcome."""
        self.closed = day
        if self.received is None:
            self.counts = False
        else:
            self.outcome = outcome


def refusal(entry: Entry, act: Act, zh: str, en: str) -> Refused:
    """Return the refusal of *act*: why not, with the article it is refused under."""
    by = entry.ground_on(act.effective).words
    return Refused(f"不能“{entry.words.zh}”：{zh}（{by.zh}）", f"refused: {entry.words.en}: {en} ({by.en})")


def within_period(fold: Fold, act: Act, entry: Entry, then: Words) -> date | None:
    """Return the day on which the reply is due; refuse *act* where that is past, and say what *then*."""
    due = fold.due(act.effective)
    if due is not None and act.effective > due:
        raise refusal(
            entry,
            act,
            f"答复期限已于 {due} 届满，{then.zh}",
            f"the period to reply ended on {due}: {then.en}",
        )
    return due

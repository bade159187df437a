"""What a step will change, said before it is entered: the due day, the state, the letter that goes out, what cannot be undone."""

from dataclasses import dataclass
from datetime import date

from mingbai.errors import MingbaiError
from mingbai.lifecycle import STATES, Act, Case, Entry, Kind, Settings, Standing, State, act, acts
from mingbai.outcomes import ending
from mingbai.statutes import Ground
from mingbai.text.words import Words
from mingbai_web.look import wording

__all__ = ["Consequence", "beginning", "consequence"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What entering a step comes to: one sentence, the article, the letter; or why the law refuses it."""

    step: Words
    says: Words
    ground: Ground
    letter: str
    before: Standing
    after: Standing | None
    refused: Words | None = None

    @property
    def allowed(self) -> bool:
        """Return whether the law allows the step."""
        return self.refused is None


def consequence(case: Case, act: Act, letter: str = "") -> Consequence:
    """Return what entering *act* in *case* would change; never raises for what the law refuses.

    *letter* says what becomes of its letter: `signed` when the step takes effect with the signature of who agrees, `after`
    when the letter is still to be written once the step was entered.
    """
    entry = acts()[act.kind]
    before = case.as_of()
    ground = entry.ground_on(act.effective)
    try:
        after = case.enter(act).as_of()
    except MingbaiError as error:
        refused = Words(error.zh, error.en)
        return Consequence(entry.words, refused, ground, "", before, None, refused)
    return Consequence(
        entry.words, _said(entry, before, after, letter), ground, entry.letter or "", before, after
    )


def beginning(
    channel: str, arrived: date, today: date, settings: Settings, *, confirmed: date | None = None
) -> Words:
    """Return when an application that is about to be registered counts as received, and by when it is to be answered.

    Raises `Refused` for days that the law does not allow.
    """
    case = Case.of((), settings).enter(act(Kind.RECEIVED, arrived, recorded=today, channel=channel))
    if confirmed is not None:
        case = case.enter(act(Kind.CONFIRMED, confirmed, recorded=today))
    found = case.as_of()
    if found.received is not None and found.due is not None:
        return Words(
            f"收到申请之日为{day_zh(found.received)}，答复期限为{day_zh(found.due)}",
            f"received on {day_en(found.received)}, the period to reply ends on {day_en(found.due)}",
        )
    zh = "等待与申请人确认，答复期限尚未起算"
    en = "to be confirmed with the applicant, no period runs before that"
    if found.safe_due is not None:
        zh += f"；从到达之日算起的保险期限为{day_zh(found.safe_due)}"
        en += f"; the safe one, counted from arrival, ends on {day_en(found.safe_due)}"
    return Words(zh, en)


def day_zh(day: date) -> str:
    """Return *day* as it is written where it binds: 2025年10月16日（周四）."""
    return wording.day(day, "zh")


def day_en(day: date) -> str:
    """Return *day* as English pages write it."""
    return wording.day(day, "en")


def _said(entry: Entry, before: Standing, after: Standing, letter: str) -> Words:
    zh: list[str] = []
    en: list[str] = []
    _of_the_due_day(before, after, zh, en)
    if before.state is not after.state:
        old, new = STATES[before.state], STATES[after.state]
        if before.state is State.NONE:
            zh.append(f"登记为“{new.zh}”")
            en.append(f"the application is registered as “{new.en}”")
        else:
            zh.append(f"申请由“{old.zh}”变为“{new.zh}”")
            en.append(f"the application goes from “{old.en}” to “{new.en}”")
    if after.ended is not None and before.ended is None and after.outcome:
        zh.append(f"计入年报“{ending(after.outcome).words.zh}”")
        en.append(f"it is counted in the annual report as {ending(after.outcome).words.en}")
    voided = [each for each in after.refusals if each not in before.refusals]
    for each in voided:
        zh.append(f"此前的“{acts()[each.act.kind].words.zh}”将不再有效")
        en.append(f"the earlier act “{acts()[each.act.kind].words.en}” no longer takes effect")
    if entry.letter and letter == "signed":
        return _once_signed(entry, zh, en)
    if entry.letter and letter == "after":
        zh.append(f"由经办人起草《{entry.letter}》，签发后寄送申请人")
        en.append(
            f"the case officer drafts 《{entry.letter}》, which goes to the applicant once it is signed"
        )
    elif entry.letter:
        zh.append(f"将用到《{entry.letter}》")
        en.append(f"the letter used is 《{entry.letter}》")
    if not zh:
        return Words(
            "记入办理过程，答复期限不变。", "it goes on record; the period to reply does not change."
        )
    return Words(f"确认后，{'；'.join(zh)}。", f"once confirmed: {'; '.join(en)}.")


def _once_signed(entry: Entry, zh: list[str], en: list[str]) -> Words:
    """Return what a letter will change that another seat signs: nothing before, and with an extension who signs agrees."""
    who_zh, who_en = "待有权签发的岗位签发", "it waits for who signs it"
    if entry.kind is Kind.EXTENDED:
        who_zh = "由政府信息公开工作机构负责人签发，签发即同意延长"
        who_en = "the head of the working body signs it and so agrees to the extension"
    return Words(
        f"确认后，《{entry.letter}》存为草稿，{who_zh}；签发后，{'；'.join(zh)}。",
        f"once confirmed: 《{entry.letter}》 is kept as a draft; {who_en}; then {'; '.join(en)}.",
    )


def _of_the_due_day(before: Standing, after: Standing, zh: list[str], en: list[str]) -> None:
    old, new = before.due, after.due
    if after.ended is not None or after.state is State.DECIDED or old == new:
        return
    if old is None and new is not None:
        zh.append(f"答复期限为{day_zh(new)}")
        en.append(f"the period to reply ends on {day_en(new)}")
    elif new is None and old is not None:
        zh.append(f"答复期限（原为{day_zh(old)}）停止计算")
        en.append(f"the period to reply stops (it was to end on {day_en(old)})")
        if after.amend_by is not None and after.waiting_for == "amendment":
            zh.append(f"申请人应当在{day_zh(after.amend_by)}前补正")
            en.append(f"the applicant has until {day_en(after.amend_by)} to amend")
        if after.pay_by is not None and after.waiting_for == "payment":
            zh.append(f"申请人应当在{day_zh(after.pay_by)}前缴费")
            en.append(f"the applicant has until {day_en(after.pay_by)} to pay")
    elif old is not None and new is not None:
        zh.append(f"答复期限由{day_zh(old)}变为{day_zh(new)}")
        en.append(f"the period to reply ends on {day_en(new)} instead of {day_en(old)}")

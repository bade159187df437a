"""The fee notice, which stops the clock, and payment, which starts it anew (收费办法第六、七条)."""

from mingbai.fees import payment_due
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal, within_period
from mingbai.lifecycle.table import Entry
from mingbai.text.words import Words

__all__ = ["fee_lapsed", "fee_noticed", "fee_paid"]


def fee_noticed(fold: Fold, act: Act, entry: Entry) -> None:
    told = Words("应当在答复期限内通知", "a fee is noticed within it")
    within_period(fold, act, entry, told)
    if fold.pay_by is not None:
        raise refusal(entry, act, "已经通知过收费", "the fee was noticed already")
    fold.pay_by = payment_due(act.effective, law=fold.law, calendar=fold.calendar).day
    ground = fold.law.on("fee_effect", act.effective).ground.words
    why = Words("通知缴费，等待缴费", "fee noticed: waiting for payment")
    fold.stop(act.effective, why, entry.ground_on(act.effective).words, ground)


def fee_paid(fold: Fold, act: Act, entry: Entry) -> None:
    if fold.pay_by is not None and act.effective > fold.pay_by:
        raise refusal(
            entry,
            act,
            f"缴费期限已于 {fold.pay_by} 届满，视为放弃申请",
            f"the period to pay ended on {fold.pay_by}: the application counts as abandoned",
        )
    fold.restart(act.effective)


def fee_lapsed(fold: Fold, act: Act, entry: Entry) -> None:
    if fold.pay_by is not None and act.effective <= fold.pay_by:
        raise refusal(
            entry, act, f"缴费期限到 {fold.pay_by} 才届满", f"the period to pay ends on {fold.pay_by} only"
        )
    fold.close(act.effective, "fee_unpaid")

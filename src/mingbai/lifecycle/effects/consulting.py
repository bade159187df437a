"""Consulting third parties, joint makers and other organs: time that is not counted (条例第三十二至三十四条)."""

from datetime import date

from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal
from mingbai.lifecycle.standing import Consultation
from mingbai.lifecycle.table import Entry, Kind

__all__ = ["consulted", "delivered", "view"]

_VIEWS = {
    Kind.THIRD_PARTY_VIEW: Kind.THIRD_PARTY_CONSULTED,
    Kind.THIRD_PARTY_LAPSED: Kind.THIRD_PARTY_CONSULTED,
    Kind.JOINT_MAKER_VIEW: Kind.JOINT_MAKER_CONSULTED,
    Kind.JOINT_MAKER_SILENT: Kind.JOINT_MAKER_CONSULTED,
    Kind.ORGAN_ANSWERED: Kind.ORGAN_CONSULTED,
}
_SILENCE = {Kind.THIRD_PARTY_LAPSED, Kind.JOINT_MAKER_SILENT}
_WINDOWS = {Kind.THIRD_PARTY_CONSULTED: "third_party", Kind.JOINT_MAKER_CONSULTED: "joint_maker"}


def consulted(fold: Fold, act: Act, entry: Entry) -> None:
    party = act.text("party")
    if fold.consultations and any(
        each.party == party and each.answered is None for each in fold.consultations
    ):
        raise refusal(entry, act, f"已经征求“{party}”的意见，尚未了结", f"{party} is being consulted already")
    until = _window(fold, act.kind, act.effective)
    ground = fold.law.on("consultation_effect", act.effective).ground.words
    from_delivery = fold.law.on("consultation_pause_from", act.effective).value == "received"
    fold.consultations.append(Consultation(party, act.kind, act.effective, until, ground, from_delivery))


def _window(fold: Fold, kind: Kind, begins: date) -> date:
    law = fold.law
    period = law.find(_WINDOWS.get(kind, "consultation_window"), begins) or law.on(
        "consultation_window", begins
    )
    return fold.calendar.after(begins, period.number).day


def delivered(fold: Fold, act: Act, entry: Entry) -> None:
    at, found = _consultation(fold, act, entry)
    until = _window(fold, found.kind, act.effective)
    party, kind, sent, _, ground, from_delivery, _, answered = found
    fold.consultations[at] = Consultation(
        party, kind, sent, until, ground, from_delivery, act.effective, answered
    )


def view(fold: Fold, act: Act, entry: Entry) -> None:
    at, found = _consultation(fold, act, entry)
    if act.kind in _SILENCE and act.effective <= found.until:
        raise refusal(
            entry,
            act,
            f"“{found.party}”的期限到 {found.until} 才届满",
            f"the period of {found.party} ends on {found.until} only",
        )
    fold.consultations[at] = Consultation(*found[:-1], act.effective)


def _consultation(fold: Fold, act: Act, entry: Entry) -> tuple[int, Consultation]:
    party, wanted = act.text("party"), _VIEWS.get(act.kind)
    for at, each in enumerate(fold.consultations):
        if each.party == party and each.answered is None and wanted in (None, each.kind):
            return at, each
    raise refusal(
        entry, act, f"没有征求过“{party}”的意见，或者已经了结", f"{party} was not consulted, or has answered"
    )

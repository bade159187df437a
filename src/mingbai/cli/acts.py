"""The options of `mingbai deadline` as acts on a case: what each stands for, and what cannot be."""

import argparse
import re
from collections.abc import Iterator

from mingbai.cli.days import day_of, whole
from mingbai.cli.terminal import Wrong
from mingbai.deadlines import Receipt, receipt
from mingbai.errors import Refused
from mingbai.lifecycle import Act, Kind, act, acts
from mingbai.statutes import shipped

__all__ = ["REPLY_OPTIONS", "acts_of"]

REPLY_OPTIONS = (
    "received",
    "channel",
    "confirmed",
    "amendment_asked",
    "amended",
    "consulted",
    "extended",
    "extended_on",
    "fee_noticed",
    "fee_paid",
    "as_of",
)
"""What tells of the reply's clock, as options and, in the cases, as keys; with ``--`` and hyphens on the command line."""

_CONSULTED = re.compile(
    r"(?:(?P<who>[a-z-]+):)?(?P<sent>[^.@]+)\.\.(?P<answered>[^.@]*)(?:@(?P<delivered>[^.@]+))?"
)
_PARTIES = {
    "third-party": (Kind.THIRD_PARTY_CONSULTED, Kind.THIRD_PARTY_VIEW),
    "joint-maker": (Kind.JOINT_MAKER_CONSULTED, Kind.JOINT_MAKER_VIEW),
    "organ": (Kind.ORGAN_CONSULTED, Kind.ORGAN_ANSWERED),
}
"""Who may be consulted, and the acts of asking and of answering."""
_NAMED = {
    Kind.AMENDMENT_ASKED: "--amendment-asked",
    Kind.AMENDED: "--amended",
    **{asked: "--consulted" for asked, _ in _PARTIES.values()},
    Kind.EXTENDED: "--extended-on",
    Kind.FEE_NOTICED: "--fee-noticed",
    Kind.FEE_PAID: "--fee-paid",
}


def acts_of(options: argparse.Namespace) -> list[Act]:
    """Return the acts that the options stand for. Raises `Refused` for one that comes before receipt."""
    received = day_of(options.received, "--received")
    confirmed = day_of(options.confirmed, "--confirmed") if options.confirmed else None
    found = receipt(options.channel, received, confirmed, shipped())
    made = [act("received", received, channel=options.channel)]
    if confirmed is not None:
        made.append(act("confirmed", confirmed))
    for text in options.amendment_asked:
        made.append(act("amendment_asked", day_of(text, "--amendment-asked")))
    for text in options.amended:
        made.append(act("amended", day_of(text, "--amended")))
    for number, text in enumerate(options.consulted, 1):
        made += _consultation(str(number), text, options)
    made += _extensions(options)
    for text in options.fee_noticed:
        made.append(act("fee_noticed", day_of(text, "--fee-noticed")))
    for text in options.fee_paid:
        made.append(act("fee_paid", day_of(text, "--fee-paid")))
    for each in made:
        if each.kind in _NAMED:
            _after_receipt(each, found)
    _in_order(made, Kind.AMENDMENT_ASKED, Kind.AMENDED)
    _in_order(made, Kind.FEE_NOTICED, Kind.FEE_PAID)
    return made


def _in_order(made: list[Act], first: Kind, second: Kind) -> None:
    """Refuse an answer to something that was asked for later."""
    asked = min((each.effective for each in made if each.kind is first), default=None)
    answered = min((each.effective for each in made if each.kind is second), default=None)
    if asked is not None and answered is not None and answered < asked:
        by = acts()[second].ground_on(answered).words
        raise Refused(
            f"{_NAMED[second]} {answered} 早于 {_NAMED[first]} {asked}：请核对日期（{by.zh}）",
            f"{_NAMED[second]} {answered} is before {_NAMED[first]} {asked}: check the dates ({by.en})",
        )


def _after_receipt(each: Act, found: Receipt) -> None:
    """Refuse an act that comes before the application counts as received."""
    option, by = _NAMED[each.kind], acts()[each.kind].ground_on(each.effective).words
    if found.day is None:
        raise Refused(
            f"{option} {each.effective}：申请还没有确认收到，请先给出 --confirmed（{found.ground.words.zh}；{by.zh}）",
            f"{option} {each.effective}: receipt is not confirmed yet: give --confirmed ({found.ground.words.en}; {by.en})",
        )
    if each.effective < found.day:
        raise Refused(
            f"{option} {each.effective} 早于收到之日 {found.day}：请核对日期（{by.zh}）",
            f"{option} {each.effective} is before the day of receipt {found.day}: check the dates ({by.en})",
        )


def _consultation(party: str, text: str, options: argparse.Namespace) -> Iterator[Act]:
    found = _CONSULTED.fullmatch(text)
    who = (found and found["who"]) or "third-party"
    if found is None or who not in _PARTIES:
        raise Wrong(
            "--consulted 应写成 [第三方 third-party、共同制作机关 joint-maker 或其他机关 organ:]发函日..回复日[@对方收函日]，"
            f"如 2025-03-10..2025-03-27，得到 {text}",
            "--consulted: write [third-party:|joint-maker:|organ:]SENT..ANSWERED[@RECEIVED], as 2025-03-10..2025-03-27, "
            f"not {text}",
        )
    sent = day_of(found["sent"], "--consulted")
    answered = day_of(found["answered"], "--consulted") if found["answered"] else None
    delivered = day_of(found["delivered"], "--consulted") if found["delivered"] else None
    if answered is None and not options.as_of:
        raise Refused(
            f"--consulted {text} 没有回复日：请写明回复日，或用 --as-of 说明站在哪一日看（《政府信息公开条例》第三十三条第三款）",
            f"--consulted {text} has no end: give the day of the answer, or say with --as-of on which day to look "
            "(Regulation, art. 33(3))",
        )
    if (answered is not None and answered < sent) or (delivered is not None and delivered < sent):
        raise Refused(
            f"--consulted {text}：收函、回复不能早于发函（《政府信息公开条例》第三十二条、第三十三条第三款）",
            f"--consulted {text}: it is received and answered after it was sent (Regulation, arts. 32, 33(3))",
        )
    if delivered is not None and answered is not None and delivered > answered:
        raise Refused(
            f"--consulted {text}：意见不能早于对方收函（《政府信息公开条例》第三十二条、第三十三条第三款）",
            f"--consulted {text}: the view cannot come before the letter was received (Regulation, arts. 32, 33(3))",
        )
    asked, heard = _PARTIES[who]
    yield act(asked, sent, party=party)
    if delivered is not None:
        yield act("consultation_delivered", delivered, party=party)
    if answered is not None:
        yield act(heard, answered, party=party)


def _extensions(options: argparse.Namespace) -> Iterator[Act]:
    if len(options.extended) != len(options.extended_on):
        raise Refused(
            "延期要同时给出 --extended 天数和 --extended-on 告知之日（《政府信息公开条例》第三十三条第二款）",
            "an extension needs both --extended DAYS and --extended-on DAY (Regulation, art. 33(2))",
        )
    for days, day in zip(options.extended, options.extended_on, strict=True):
        yield act(
            "extended",
            day_of(day, "--extended-on"),
            days=whole(days, "--extended"),
            approved_by="政府信息公开工作机构负责人",
        )

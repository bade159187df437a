"""Signing a paper step by step, on screen or on paper, reviewing it for secrecy, and signing it for good with its number."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.permissions import Forbidden, permissions
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import failpoints
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import enclosing, filed
from mingbai_web.papers.entering import Opened, agrees, lives, opened, plain, retried, seated, takes
from mingbai_web.papers.keeping import kept
from mingbai_web.papers.letters import Letter, remedies_on
from mingbai_web.papers.owners import Event, tell
from mingbai_web.papers.paper import PERMITS, OutOfTurn
from mingbai_web.papers.services.drafting import Lacking, whole
from mingbai_web.papers.services.series import NumberTaken, take
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.rules.queries import settings

__all__ = ["issue", "number", "record_on_paper", "return_paper", "review_secrecy", "sign", "sign_step"]


@transaction.atomic
def sign_step(
    *, paper: UUID, step: int, by: Viewer, seen: str, now: datetime, remark: str = "", key: str | None = None
) -> str:
    """Agree at a step of the chain. Return the new head. Raises `Forbidden`, `OutOfTurn`, `NotApart`, `Overtaken`."""
    made = _at_step(paper, step, "papers.approve", by, seen, now, key)
    if not retried(key):
        made.add("step_signed", {"step": step, "remark": plain(remark)})
    return made.head


@transaction.atomic
def review_secrecy(
    *,
    paper: UUID,
    step: int,
    result: str,
    ground: str,
    by: Viewer,
    seen: str,
    now: datetime,
    opinion: str = "",
    key: str | None = None,
) -> str:
    """Enter the review for secrecy and disclosure (条例第十七条): may_disclose, partly or may_not, with its ground.

    A result that does not allow what the letter gives returns it to its drafter.
    """
    made = _at_step(paper, step, "papers.secrecy", by, seen, now, key)
    if not retried(key):
        facts = {"step": step, "result": result, "ground": plain(ground), "opinion": plain(opinion)}
        made.add("secrecy_reviewed", facts)
    return made.head


@transaction.atomic
def return_paper(
    *, paper: UUID, step: int, remark: str, by: Viewer, seen: str, now: datetime, key: str | None = None
) -> str:
    """Return the paper to its drafter from the step whose turn it is, and say why; what was signed of this version falls."""
    permission = next(
        (each for each in ("papers.approve", "papers.secrecy", "papers.sign") if by.may(each)),
        "papers.approve",
    )
    made = _at_step(paper, step, permission, by, seen, now, key)
    if not retried(key):
        made.add("returned", {"step": step, "remark": plain(remark)})
    return made.head


@transaction.atomic
def sign(
    *,
    paper: UUID,
    step: int,
    by: Viewer,
    seen: str,
    now: datetime,
    number: str = "",
    remark: str = "",
    key: str | None = None,
) -> str:
    """Sign the paper for good, today: it takes its number, and the owner of what it is about is told, all or nothing.

    *number* is typed where another system gives it. Raises as `sign_step`, and `Lacking`, `NoSeries`, `NumberTaken`.
    """
    made = _at_step(paper, step, "papers.sign", by, seen, now, key)
    if not retried(key):
        agrees(by, kind(made.paper.kind))
        facts = {"step": step, "day": made.today, "remark": plain(remark)}
        _finish(made, "signed", facts, made.today, number, signer=by.person)
    return made.head


@transaction.atomic
def issue(
    *, paper: UUID, by: Viewer, seen: str, now: datetime, number: str = "", key: str | None = None
) -> str:
    """Issue a paper that decides nothing (a receipt, a notice) from one seat, without a chain; it takes its number."""
    made = opened(paper, by=by, permission="papers.see", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    wording = kind(made.paper.kind)
    if not wording.issued:
        raise OutOfTurn("这种文书须经审批流程签发", "a paper of this kind is signed through its chain")
    by.require(wording.issued)
    agrees(by, wording)
    whole(made)
    _finish(made, "issued", {"day": made.today}, made.today, number, signer=by.person)
    return made.head


@transaction.atomic
def record_on_paper(
    *,
    paper: UUID,
    step: int,
    act: str,
    signer: str,
    signer_seat: UUID,
    signed_on: date,
    scan: UUID,
    by: Viewer,
    seen: str,
    now: datetime,
    result: str = "",
    ground: str = "",
    remark: str = "",
    number: str = "",
    key: str | None = None,
) -> str:
    """Record what was signed on the printed slip: *act* is step_signed, secrecy_reviewed, returned or signed.

    *signer* is the username of the person who signed, *signer_seat* the seat, in which that person sat on the day; the
    recorder has no other hand in the paper. The day of the letter is that of the signature.
    """
    made = opened(paper, by=by, permission="papers.record_paper", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    if signed_on > made.today:
        raise OutOfTurn(f"签批日期 {signed_on} 还没有到", f"{signed_on} has not come yet")
    signer = signer.strip()
    _sat(made, step, signer, signer_seat, signed_on)
    facts: dict[str, object] = {
        "step": step,
        "signer": signer,
        "signer_seat": str(signer_seat),
        "signed_on": signed_on,
        "scan": scan,
    }
    more: dict[str, dict[str, object]] = {
        "step_signed": {"remark": plain(remark)},
        "secrecy_reviewed": {"result": result, "ground": plain(ground), "opinion": plain(remark)},
        "returned": {"remark": plain(remark)},
        "signed": {"remark": plain(remark), "day": signed_on},
    }
    if act not in more or not signer:
        raise OutOfTurn("请写明签批人和所签的步骤", "say who signed and what")
    facts |= more[act]
    if act == "signed":
        _finish(made, act, facts, signed_on, number, signer=signer, on_paper=True)
    else:
        made.add(act, facts, happened=signed_on, source="paper", behalf=signer)
    return made.head


@transaction.atomic
def number(*, paper: UUID, number: str, by: Viewer, seen: str, now: datetime, key: str | None = None) -> str:
    """Give a number to a signed paper that has none yet, typed as another system gave it."""
    made = opened(paper, by=by, permission="papers.dispatch", seen=seen, now=now, key=key)
    if not retried(key):
        _number(made, made.paper.signed or made.today, number)
        filed.ask(made.id, made.now)
    return made.head


def _finish(
    made: Opened,
    act: str,
    facts: Mapping[str, object],
    day: date,
    typed: str,
    *,
    signer: str,
    on_paper: bool = False,
) -> None:
    """Enter the last act of a paper, number it, and tell the owner of what it is about."""
    lives(made, day)
    letter = _as_of(made, day)
    enclosing.there(letter)
    source, behalf = ("paper", signer) if on_paper else ("screen", "")
    made.add(act, facts, happened=day, source=source, behalf=behalf)
    failpoints.reach("paper.signed")
    if kind(made.paper.kind).series:
        _number(made, day, typed)
    if made.paper.number or not kind(made.paper.kind).series:
        filed.ask(made.id, made.now)
    about_kind, about = made.paper.about_kind, made.paper.about
    if about is None:
        return
    final = letter.on(day, settings=settings(), number=made.paper.number)
    tell(
        Event(
            "signed",
            made.id,
            made.paper.kind,
            Subject(about_kind, about),
            made.body,
            day,
            made.paper.number,
            final,
            made.by,
            made.now,
            signer,
            on_paper,
        )
    )


def _sat(made: Opened, step: int, signer: str, signer_seat: UUID, day: date) -> None:
    """Hold a signature on paper against the seats: the seat is one of the step's, and the signer sat in it on the day."""
    steps = made.paper.steps
    if not 0 <= step < len(steps):
        raise OutOfTurn("没有这一步", "there is no such step")
    seat = accounts.seat(signer_seat)
    if (
        not seated(steps[step], seat, made.paper)
        or seat.role not in permissions()[PERMITS[steps[step].what]].roles
    ):
        raise OutOfTurn(
            f"“{seat.name}”不是“{steps[step].name}”这一步的岗位",
            f"the step {steps[step].name} is not for the seat {seat.name}",
        )
    if signer not in {officer.username for officer in accounts.sat(signer_seat, day)}:
        name = accounts.names([signer]).get(signer, signer)
        raise OutOfTurn(
            f"{name}在 {day} 不在“{seat.name}”岗位上，也不是它的 B 角：请核对签批人和签批日期",
            f"{name} neither held the seat {seat.name} on {day} nor stood in for it: see who signed, and when",
        )


def _number(made: Opened, day: date, typed: str) -> None:
    hand = made.by.hand(made.body)
    try:
        with transaction.atomic():
            given, series, ordinal = take(
                body=made.body,
                series=kind(made.paper.kind).series,
                on=day,
                paper=made.id,
                by=hand,
                now=made.now,
                typed=typed,
            )
            failpoints.reach("paper.number_taken")
            made.add("numbered", {"number": given, "series": series, "ordinal": ordinal})
    except IntegrityError:  # two typed the same number at once
        raise NumberTaken(f"{typed} 已经用过", f"{typed} has been used") from None


def _as_of(made: Opened, day: date) -> Letter:
    """Return the letter, which has to tell the remedies of the day it is signed. Raises `Lacking`."""
    if made.paper.content is None:
        raise Lacking("文书没有正文", "the paper has no text")
    letter = kept(made.paper.content, made.paper.commitment)
    if letter.remedies and remedies_on(day, letter, settings()) != letter.remedies:
        raise Lacking(
            "救济途径的规定在起草之后变了：请退回重新生成",
            "the rules on remedies have changed since it was drafted: return it to be made anew",
        )
    return letter


def _at_step(
    paper: UUID, step: int, permission: str, by: Viewer, seen: str, now: datetime, key: str | None
) -> Opened:
    """Return the paper at a step that is for this seat. Raises `Forbidden` for another's."""
    made = opened(paper, by=by, permission=permission, seen=seen, now=now, key=key)
    steps = made.paper.steps
    if not 0 <= step < len(steps):
        raise OutOfTurn("没有这一步", "there is no such step")
    if not retried(key) and not takes(steps[step], by, made.paper):
        raise Forbidden(
            f"“{steps[step].name}”不是本岗位的步骤", f"the step {steps[step].name} is for another seat"
        )
    return made

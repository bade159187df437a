"""Choosing where the law is silent, and loading holiday notices: each an act, which moves no day that was counted before."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from mingbai.errors import BadCalendar, BadStatute, MingbaiError
from mingbai.lifecycle import Settings
from mingbai.statutes import Law
from mingbai.workdays import Notice, YearFile, parse_year
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.jobs import services as jobs
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger import services
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.rules import chains, queries

__all__ = [
    "NoticeDiffers",
    "TooLate",
    "choose",
    "load_notice",
    "take_back",
    "with_choice",
    "with_notice",
    "withdraw_notice",
]


class TooLate(MingbaiError):
    """A choice that would begin on a day that is over, or that is taken back after it began."""


class NoticeDiffers(BadCalendar):
    """A file that says otherwise what a notice known here said, without saying that it corrects it."""


@transaction.atomic
def choose(
    *,
    key: str,
    value: str,
    begins: date,
    reason: str,
    by: Viewer,
    now: datetime,
    seen: str | None = None,
    intake: str | None = None,
) -> Entry:
    """Choose *value* for the rule *key* from *begins* on; *reason* names the decision and becomes the ground.

    *begins* is later than today, so no day that was counted can move. Raises `BadStatute` for what the law does not
    offer, `TooLate` for a day that is not to come. *intake* is the key by which a retry is one.
    """
    by.require("settings.rules")
    if intake is None or ledger.by_key(intake) is None:
        with_choice(key, value, begins, reason, localdate(now))
    facts = {"key": key, "value": value, "reason": reason.strip()}
    return _enter(chains.choice(key), "chosen", facts, begins, by, now, seen, intake)


@transaction.atomic
def take_back(*, key: str, reason: str, by: Viewer, now: datetime, seen: str | None = None) -> Entry:
    """Take back the last choice for the rule *key*, which has not begun. Raises `TooLate` when it has, or there is none."""
    by.require("settings.rules")
    subject = chains.choice(key)
    standing = chains.choices(ledger.entries(subject.kind, subject.id))
    if not standing or standing[-1].begins <= localdate(now):
        raise TooLate(
            "没有尚未施行的选择可以收回：已经施行的，请另作选择",
            "there is no choice that has not begun: make another instead",
        )
    begins = standing[-1].begins
    return _enter(subject, "taken_back", {"key": key, "reason": reason}, begins, by, now, seen, None)


@transaction.atomic
def load_notice(
    *,
    text: str,
    by: Viewer,
    now: datetime,
    correction: str = "",
    seen: str | None = None,
    intake: str | None = None,
) -> Entry:
    """Load a year's file of holiday notices, which takes the place of the one loaded before.

    It holds every notice known of the year as it was, and may add one that amends it. One that says otherwise what was said
    is loaded only with the reason of the *correction*. Raises `BadCalendar`, in one line.
    """
    by.require("settings.calendars")
    file = _held(text, localdate(now))
    if not correction.strip() and (intake is None or ledger.by_key(intake) is None):
        _goes_on(file)
    facts: dict[str, object] = {"year": file.year, "text": text}
    if correction.strip():
        facts["correction"] = correction.strip()
    return _enter(chains.calendar(file.year), "notice_loaded", facts, localdate(now), by, now, seen, intake)


@transaction.atomic
def withdraw_notice(*, year: int, reason: str, by: Viewer, now: datetime, seen: str | None = None) -> Entry:
    """Withdraw the file loaded for the year: what comes with Mingbai stands again. Raises `BadCalendar` when there is none."""
    by.require("settings.calendars")
    subject = chains.calendar(year)
    if year not in chains.loaded(ledger.entries(subject.kind, subject.id)):
        raise BadCalendar(f"没有载入过{year}年的通知", f"no notice of {year} was loaded")
    facts = {"year": year, "reason": reason}
    return _enter(subject, "notice_withdrawn", facts, localdate(now), by, now, seen, None)


def with_choice(key: str, value: str, begins: date, reason: str, today: date) -> Settings:
    """Return the rules as they would be with the choice, for who looks before choosing. Raises as `choose` does."""
    settings = queries.settings()
    if begins <= today:
        raise TooLate(
            f"选择自{begins}起施行，会移动已经起算的期限：请选{today}以后的日子",
            f"from {begins} it would move days that are counted already: take a day after {today}",
        )
    if not reason.strip():
        raise BadStatute(
            "请写明决定的名称或者文号，它是以后每个期限的依据",
            "name the decision: it is the ground of each day counted by it",
        )
    law: Law = settings.law
    parameter = law.parameter(key)
    typed = next((each for each in parameter.choices or () if str(each) == value), value)
    return Settings(law.chosen(key, typed, since=begins, by=reason.strip()), settings.calendar)


def with_notice(text: str, today: date, *, correction: str = "") -> Settings:
    """Return the rules as they would be with the file, for who looks before loading it. Raises `BadCalendar`."""
    file = _held(text, today)
    if not correction.strip():
        _goes_on(file)
    found = Entry.objects.filter(subject_kind="calendar").order_by("id")
    files = chains.loaded(found)
    files[file.year] = chains.Loaded(file.year, text, "", Entry())
    return Settings(queries.settings().law, chains.workdays(files))


def _held(text: str, today: date) -> YearFile:
    """Return what the file says; raise `BadCalendar` unless all of it is published."""
    file = parse_year(text, "（所载入的文件）")
    if not all(notice.announces for notice in file.notices):
        raise BadCalendar(
            f"{file.year}年的文件只是预告（provisional）：请载入已经公布的通知",
            f"the file of {file.year} only foretells (provisional): load a notice that was published",
        )
    said = [*(each.published for each in file.notices), *(each.published for each in file.local)]
    for published in said:
        if published is None:
            raise BadCalendar(
                f"{file.year}年的文件没有公布日期：请写 published",
                f"the file of {file.year} gives no day of publication",
            )
        if published > today:
            raise BadCalendar(
                f"公布日期 {published} 还没有到：请核对",
                f"it is published on {published}, which is to come",
            )
    return file


def _goes_on(file: YearFile) -> None:
    """Raise `NoticeDiffers` unless the file holds what is known of the year, and adds to it."""
    if not file.notices:
        return
    known = [
        each for each in queries.settings().calendar.notices if each.year == file.year and each.announces
    ]
    if [_said(each) for each in file.notices[: len(known)]] != [_said(each) for each in known]:
        raise NoticeDiffers(
            f"{file.year}年已有的通知与文件中的不同：修改安排请在原通知之后另加一个 [[notice]]；确属更正的，请写明更正的理由",
            f"the file says otherwise what a notice of {file.year} said: add a [[notice]] that amends it, or give the reason of a correction",
        )


def _said(notice: Notice) -> tuple[object, ...]:
    return notice.published, notice.amends, set(notice.off), set(notice.work)


def _enter(
    subject: Subject,
    kind: str,
    facts: Mapping[str, object],
    effective: date,
    by: Viewer,
    now: datetime,
    seen: str | None,
    key: str | None,
) -> Entry:
    if seen is None:
        head = ledger.head(subject.kind, subject.id)
        seen = head.digest if head is not None else ""
    made = services.enter(
        subject=subject,
        kind=kind,
        facts=facts,
        happened=localdate(now),
        effective=effective,
        by=by.hand(by.bodies[0]) if by.bodies else Hand(by.person, str(by.seat), ""),
        seen=seen,
        now=now,
        key=key,
    )
    # Rows of cases were computed by the rules of before; lists are brought up to the new ones one by one.
    jobs.ask(work="rules.apply", facts={}, now=now, key=f"rules.apply:{made.digest}")
    return made

"""How often one visitor, and all of them, may do what costs: no captcha, no outside service, no address kept.

A visitor is told by a keyed digest of the network address (of the /64 for IPv6) that changes daily; behind an office's one
address there may be many people, so the limits are wide. What is done is a row each, so that nobody waits for another's lock.
"""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from mingbai.errors import MingbaiError
from mingbai_web.intake.keys import key
from mingbai_web.intake.models import DraftFile, Submission, Visit

__all__ = [
    "LIMITS",
    "Busy",
    "Limit",
    "TooOften",
    "admit",
    "admit_submission",
    "forget",
    "mark",
    "room_for",
    "since",
    "visitor",
]

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` within `within`."""

    most: int
    within: timedelta


LIMITS = {
    "submit": Limit(30, HOUR),
    "submit-all": Limit(1_200, MINUTE),
    "draft": Limit(60, HOUR),
    "draft-all": Limit(3_000, HOUR),
}
"""What an installation allows; the setting MINGBAI_LIMITS gives other numbers for the same names."""

MOST_IN_DRAFTS = 2 * 1024**3
"""Bytes of files that all drafts together may keep."""


_MET = (
    "SELECT EXISTS (SELECT 1 FROM intake_submission WHERE visitor = %s AND submitted_at > %s LIMIT 1 OFFSET %s), "
    "EXISTS (SELECT 1 FROM intake_submission WHERE submitted_at > %s LIMIT 1 OFFSET %s)"
)
"""Whether so many were submitted since an instant, by one visitor and by all. Composed by Django it would cost ten times as much."""


class TooOften(MingbaiError):
    """One visitor did something too often."""


class Busy(MingbaiError):
    """All visitors together do more than the installation takes."""


def visitor(address: str, on: date) -> str:
    """Return what tells the visitor at *address* from others on the day *on*, and from whom no address can be read back."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.version == 6:
        found = found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False).network_address
    return hmac.digest(key("visitor"), f"{on.isoformat()} {found}".encode(), "sha256").hex()[:32]


def admit_submission(who: str, now: datetime) -> None:
    """Raise `TooOften` or `Busy` where a submission by *who* is one too many. The rows are the submissions.

    Both limits are looked at in one statement, by index; which is met, and until when, is asked where one is.
    """
    mine, all_of_them = _limit("submit"), _limit("submit-all")
    instant = connection.ops.adapt_datetimefield_value
    given = [
        who,
        instant(now - mine.within),
        mine.most - 1,
        instant(now - all_of_them.within),
        all_of_them.most - 1,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MET, given)
        if not any(cursor.fetchone()):
            return
    _within(Submission.objects.filter(visitor=who) if who else None, "submitted_at", "submit", now)
    _within(Submission.objects.all(), "submitted_at", "submit-all", now, all_of_them=True)


def admit(what: str, who: str, now: datetime) -> None:
    """Mark that *who* does *what*; raise `TooOften` or `Busy` where that is one too many."""
    _within(Visit.objects.filter(bucket=f"{what}:{who}"), "at", what, now)
    _within(Visit.objects.filter(bucket=f"{what}:"), "at", f"{what}-all", now, all_of_them=True)
    mark(now, f"{what}:{who}", f"{what}:")


def mark(now: datetime, *buckets: str) -> None:
    """Note that something was done, once in each of *buckets*."""
    Visit.objects.bulk_create(Visit(bucket=bucket, at=now) for bucket in dict.fromkeys(buckets))


def since(bucket: str, after: datetime) -> list[datetime]:
    """Return when something was done in *bucket* after *after*, the latest first; a hundred at most."""
    found = Visit.objects.filter(bucket=bucket, at__gt=after).order_by("-at")
    return list(found.values_list("at", flat=True)[:100])


def room_for(size: int) -> None:
    """Raise `Busy` where a file of *size* bytes would not fit with what all drafts keep."""
    from django.db.models import Sum

    kept = DraftFile.objects.aggregate(all=Sum("size"))["all"] or 0
    if kept + size > MOST_IN_DRAFTS:
        raise _busy()


def forget(now: datetime) -> int:
    """Remove what is older than a day; return how many were."""
    return Visit.objects.filter(at__lt=now - timedelta(days=1)).delete()[0]


def _limit(name: str) -> Limit:
    most = settings.INTAKE_LIMITS.get(name)
    return LIMITS[name] if most is None else Limit(most, LIMITS[name].within)


def _within(
    found: "QuerySet[Submission] | QuerySet[Visit] | None",
    field: str,
    name: str,
    now: datetime,
    *,
    all_of_them: bool = False,
) -> None:
    """Look whether the n-th latest falls within the limit's time: so many steps in an index, whatever the table holds."""
    if found is None:
        return
    limit = _limit(name)
    nth = list(found.order_by(f"-{field}").values_list(field, flat=True)[limit.most - 1 : limit.most])
    if nth and nth[0] > now - limit.within:
        raise _busy() if all_of_them else _too_often(nth[0] + limit.within, now)


def _too_often(until: datetime, now: datetime) -> TooOften:
    minutes = max(1, -(-int((until - now).total_seconds()) // 60))
    return TooOften(
        f"从您所在的网络提交得太频繁：已填写的内容都还在，请{minutes}分钟后再试，或者当面、邮寄提交",
        f"too many attempts from your network: what you typed is kept; try again in {minutes} minutes, or apply in person "
        "or by post",
    )


def _busy() -> Busy:
    return Busy(
        "现在使用的人太多：已填写的内容都还在，请过几分钟再试，或者当面、邮寄提交",
        "too many people are using this now: what you typed is kept; try again in a few minutes, or apply in person or by post",
    )

"""The daily seal as work: yesterday and every missing day is sealed, and each seal leaves the machine by print and mail."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage

from mingbai.text.words import Words
from mingbai_web.jobs import services, works
from mingbai_web.jobs.durable import write_whole
from mingbai_web.ledger import queries
from mingbai_web.ledger.models import Seal
from mingbai_web.ledger.services import seal

__all__ = ["declare", "missing", "printed"]


def declare() -> None:
    """Declare sealing, sending and tidying, and when they are done every day."""
    works.declare(
        works.Work("ledger.seal", Words("每日封存", "the daily seal"), _seal, lease=timedelta(minutes=30))
    )
    works.declare(
        works.Work("ledger.print", Words("写出封存", "writing a seal out"), _print, whole=False, turns=20)
    )
    works.declare(
        works.Work("ledger.mail", Words("寄出封存", "mailing a seal"), _mail, whole=False, turns=40)
    )
    works.declare(
        works.Work("jobs.forget", Words("清理办结的任务", "forgetting jobs that are done"), _forget)
    )
    # Where no worker ran since the last time, it is the first thing that one does: in the minutes after midnight too.
    works.schedule(works.Schedule("ledger.seal", "ledger.seal", time(0, 10), at_once=True))
    works.schedule(works.Schedule("jobs.forget", "jobs.forget", time(3, 40)))


def missing(*, today: date) -> list[date]:
    """Return the days before *today* that have no seal: those after the last one, or yesterday where there is none."""
    yesterday = today - timedelta(days=1)
    last = Seal.objects.order_by("-sealed_on").values_list("sealed_on", flat=True).first()
    first = yesterday if last is None else last + timedelta(days=1)
    return [first + timedelta(days=at) for at in range((yesterday - first).days + 1)]


def printed(made: Seal) -> str:
    """Return what is kept on paper of a seal, in both languages."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return (
        f"明白 台账封存 {made.sealed_on}\n\n"
        f"封存时间 {made.sealed_at.astimezone(zone):%Y-%m-%d %H:%M:%S}\n"
        f"记录总数 {made.entries}（最后一条编号 {made.last_entry}）\n"
        f"前一封存 {made.previous or '无'}\n"
        f"本次封存 {made.digest}\n"
        f"摘要算法 {made.algorithm}\n\n"
        "请打印归档或者存放在本机之外。以后用 mingbai verify 核对全部记录，用 mingbai verify --seal\n"
        "或者这一天的封存与本页对照：数字不同，说明此前的记录被改动过。\n\n"
        f"Mingbai: seal of the ledger for {made.sealed_on}. {made.entries} acts; digest as above. Keep this page away from\n"
        "the machine: when `mingbai verify` holds and the digest of this day is another, acts of before were replaced.\n"
    )


def _seal(facts: Mapping[str, Any], now: datetime) -> None:
    """Seal what is missing; printing and mailing are asked for in the same transaction."""
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    for day in missing(today=today):
        seal(on=day, now=now)
        for work in ("ledger.print", "ledger.mail") if settings.SEAL_TO else ("ledger.print",):
            services.ask(work=work, facts={"on": day}, now=now, key=f"{work}:{day}")


def _print(facts: Mapping[str, Any], now: datetime) -> None:
    made = _of(facts)
    settings.SEALS.mkdir(mode=0o750, parents=True, exist_ok=True)
    write_whole(settings.SEALS / f"{made.sealed_on}.txt", printed(made))


def _mail(facts: Mapping[str, Any], now: datetime) -> None:
    made = _of(facts)
    title = f"台账封存 {made.sealed_on} {made.digest[:16]}"
    EmailMessage(title, printed(made), to=list(settings.SEAL_TO)).send()


def _forget(facts: Mapping[str, Any], now: datetime) -> None:
    services.forget(now=now)


def _of(facts: Mapping[str, Any]) -> Seal:
    return queries.seal_on(date.fromisoformat(facts["on"]))

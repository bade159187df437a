"""Telling as work: every morning who is to be told is noted, then each seat's digest goes out by a job of its own."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from mingbai.text.words import Words
from mingbai_web.duties import notices, sms
from mingbai_web.duties.models import Mailbox, Notice
from mingbai_web.jobs import services, works

__all__ = ["declare"]


def declare() -> None:
    """Declare the work and its hour."""
    works.declare(works.Work("duties.tell", Words("待办提醒", "reminders of what falls due"), _tell))
    works.declare(
        works.Work("duties.mail", Words("寄出待办提醒", "mailing reminders"), _mail, whole=False, turns=20)
    )
    works.declare(works.Work("duties.text", Words("发出提醒短信", "texting reminders"), _text, whole=False))
    works.schedule(works.Schedule("duties.tell", "duties.tell", time(8, 0)))


def _tell(facts: Mapping[str, Any], now: datetime) -> None:
    """Note who is told; mail and messages are asked for in the same transaction, once a day and seat."""
    today = localdate(now)
    told = notices.tell(today=today, now=now)
    boxes = {box.seat: box for box in Mailbox.objects.filter(seat__in=told)}
    for seat in told:
        box = boxes.get(seat)
        if box is None:
            continue
        asked: dict[str, object] = {"seat": str(seat), "on": today}
        if box.address:
            services.ask(work="duties.mail", facts=asked, now=now, key=f"duties.mail:{seat}:{today}")
        if box.phone and sms.messenger() is not None and _urgent(seat, today):
            key = f"duties.text:{seat}:{today}"
            services.ask(work="duties.text", facts=asked, now=now, after=sms.QUIET.wait(now), key=key)


def _mail(facts: Mapping[str, Any], now: datetime) -> None:
    notices.send(UUID(facts["seat"]), now=now)


def _text(facts: Mapping[str, Any], now: datetime) -> None:
    gateway, seat = sms.messenger(), UUID(facts["seat"])
    box = Mailbox.objects.filter(seat=seat).exclude(phone="").first()
    count = _urgent(seat, date.fromisoformat(facts["on"]))
    if gateway is not None and box is not None and count:
        text = f"明白：有{count}件待办今天到期或者已经超期，请登录办理。"
        gateway.send(box.phone, text, reference=f"{seat}:{facts['on']}")


def _urgent(seat: UUID, on: date) -> int:
    """Return of how many things due or overdue the seat was told on the day."""
    return Notice.objects.filter(seat=seat, told_on=on, level__in=("today", "overdue")).count()

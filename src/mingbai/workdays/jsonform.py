"""A year of the calendar as ``mingbai.calendar/1``; ``calendar.schema.json`` is its JSON Schema."""

from datetime import date
from typing import Any

from mingbai.workdays.calendar import Day
from mingbai.workdays.notice import Local, Notice
from mingbai.workdays.year import Break, Year

__all__ = ["SCHEMA", "to_json"]

SCHEMA = "mingbai.calendar/1"

Object = dict[str, Any]


def to_json(year: Year) -> Object:
    """Return *year* as the object that is written."""
    return {
        "schema": SCHEMA,
        "year": year.year,
        "firm": year.firm,
        "working_days": year.working_days,
        "notices": [_notice(notice) for notice in year.notices],
        "local": [_local(local) for local in year.local],
        "off": [_break(each) for each in year.breaks],
        "days": [_day(day) for day in year.days],
    }


def _notice(notice: Notice) -> Object:
    return {
        "title": notice.title,
        "year": notice.year,
        "published": _written(notice.published),
        "source": notice.source,
        "status": notice.status.value,
        "amends": list(notice.amends),
    }


def _local(local: Local) -> Object:
    return {
        "region": local.region,
        "published": _written(local.published),
        "source": local.source,
        "status": local.status.value,
    }


def _break(off: Break) -> Object:
    return {
        "holiday": off.holiday,
        "from": off.first.isoformat(),
        "to": off.last.isoformat(),
        "notice": off.notice and off.notice.title,
        "region": off.local and off.local.region,
        "firm": off.firm,
    }


def _day(day: Day) -> Object:
    return {
        "day": day.day.isoformat(),
        "weekday": day.day.isoweekday(),
        "kind": day.kind.value,
        "works": day.works,
        "holiday": day.holiday,
        "notice": day.notice and day.notice.title,
        "region": day.local and day.local.region,
        "firm": day.firm,
    }


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

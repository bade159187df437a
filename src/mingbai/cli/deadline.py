"""`mingbai deadline`: when a reply falls due, or another statutory limit ends, and how that day was counted to."""

import argparse
from collections.abc import Iterator
from datetime import date

from mingbai.cli.acts import REPLY_OPTIONS, acts_of
from mingbai.cli.arguments import DEADLINE_FORMATS, PLAIN_FORMATS
from mingbai.cli.batches import format_of
from mingbai.cli.calendar import with_notices
from mingbai.cli.days import day_of, instant_of, told, whole
from mingbai.cli.explained import calendar_lines, grounds_json, step_lines, steps_json
from mingbai.cli.terminal import Wrong, hung, results
from mingbai.deadlines import Kind as StepKind
from mingbai.deadlines import Limit, Step, falls_due, falls_due_at, limits, report_due
from mingbai.errors import Refused
from mingbai.lifecycle import Case, Settings, Standing
from mingbai.report.jsonform import dumps
from mingbai.statutes import shipped
from mingbai.text.words import Words

__all__ = ["SCHEMA", "limit", "reply", "report"]

SCHEMA = "mingbai.deadline/1"
_MOVES = (
    StepKind.NOTE,
    StepKind.WAITING,
    StepKind.RESET,
    StepKind.EXTENDED,
    StepKind.PAUSED,
    StepKind.ROLLED,
)
"""Steps that move the day, told even without --explain."""
_WAITING = {
    "confirmation": Words(
        "等待与申请人确认；确认之日为收到之日", "waiting for confirmation, whose day is that of receipt"
    ),
    "amendment": Words(
        "等待申请人补正；期限自收到补正之日起重新计算",
        "waiting for the amendment, on whose day the clock starts anew",
    ),
    "payment": Words(
        "等待申请人缴费；期限自缴清之日起重新计算", "waiting for payment, on whose day the clock starts anew"
    ),
}


def reply(options: argparse.Namespace) -> int:
    """Say when the reply falls due to an application with the acts that *options* name; return the exit code."""
    if options.received is None:
        raise Wrong(
            "请给出 --received 收到之日（mingbai deadline --help 有其他期限）",
            "--received is needed (`mingbai deadline --help` lists other limits)",
        )
    calendar = with_notices(options.notices)
    as_of = day_of(options.as_of, "--as-of") if options.as_of else None
    case = Case.of(acts_of(options), Settings(shipped(), calendar))
    if as_of is not None and as_of < case.acts[0].effective:
        raise Refused(
            f"--as-of {as_of} 早于收到之日 {case.acts[0].effective}：那时还没有这件申请（《政府信息公开条例》第三十一条）",
            f"--as-of {as_of} is before the application arrived on {case.acts[0].effective} (Regulation, art. 31)",
        )
    for (
        refusal
    ) in case.as_of().refusals:  # those after --as-of as well: what the law does not allow is no answer
        raise Refused(*refusal.why)
    standing = case.as_of(as_of)
    format = format_of(options, DEADLINE_FORMATS)
    if format == "json":
        _write(options, dumps(_reply_json(standing, as_of)) + "\n")
    elif format == "svg":
        title = "答复期限" if options.lang == "zh" else "The clock of the reply"
        period = standing.clock.days if standing.clock is not None else None
        _draw(options, standing.steps(), title, period=period, today=as_of)
    else:
        _write(options, "".join(f"{line}\n" for line in _reply_lines(standing, as_of, options)))
    return 0


def limit(options: argparse.Namespace) -> int:
    """Say when the limit that *options* name ends; return the exit code."""
    _alone(options)
    law, known = shipped(), limits(shipped())
    if options.key not in known:
        raise Wrong(
            f"没有 {options.key} 这个期限（可选：{'、'.join(known)}）",
            f"there is no limit {options.key} (known: {', '.join(known)})",
        )
    if law.parameter(options.key).unit == "hour":
        return _moment(options)
    start = day_of(options.start, options.start_option)
    return _limit(options, falls_due(options.key, start, law=law, calendar=with_notices(options.notices)))


def _moment(options: argparse.Namespace) -> int:
    """Say by which instant a limit of clock hours ends; return the exit code."""
    found = falls_due_at(options.key, instant_of(options.start, "--from"), law=shipped())
    ground = found.version.ground.words
    if format_of(options, PLAIN_FORMATS) == "json":
        said = {
            "schema": SCHEMA,
            "limit": found.parameter.key,
            "from": _instant(found.start),
            "due": _instant(found.due),
            "waiting_for": None,
            "firm": True,
            "missing_year": None,
            "steps": [
                {
                    "from": _instant(found.start),
                    "to": _instant(found.due),
                    "days": 0,
                    "kind": "counted",
                    "what": f"{found.version.value}小时，节假日照计",
                    "what_en": f"{found.version.value} clock hours, days of rest included",
                    "ground": ground.zh,
                    "ground_en": ground.en,
                }
            ],
            **grounds_json([ground]),
        }
        _write(options, dumps(said) + "\n")
        return 0
    title = found.parameter.title.in_(options.lang)
    hours = Words(
        f"{found.version.value}小时，节假日照计", f"{found.version.value} clock hours, days of rest included"
    )
    lines = [f"{title}：{_instant(found.due)}" if options.lang == "zh" else f"{title}: {_instant(found.due)}"]
    lines += [f"  {hours.in_(options.lang)}", *hung("  ", ground.in_(options.lang))]
    _write(options, "".join(f"{line}\n" for line in lines))
    return 0


def report(options: argparse.Namespace) -> int:
    """Say by when a body publishes its annual report; return the exit code."""
    _alone(options)
    year = whole(options.year, "--year")
    if not 1990 <= year <= 2100:
        raise Wrong(f"--year 没有 {year} 年度的报告", f"--year: there is no report on {year}")
    return _limit(
        options, report_due(year, options.level, law=shipped(), calendar=with_notices(options.notices))
    )


def _alone(options: argparse.Namespace) -> None:
    """Refuse the options of a reply before the name of another limit: they would be left out without a word."""
    for name in REPLY_OPTIONS:
        if name == "channel":  # has a value whether it was given or not
            continue
        if getattr(options, name, None):
            option = f"--{name.replace('_', '-')}"
            raise Wrong(
                f"{option} 只用于答复期限，不能和其他期限一起用",
                f"{option} is of the reply's period and does not go with another limit",
            )


def _reply_json(standing: Standing, as_of: date | None) -> dict[str, object]:
    reply = standing.reply
    steps = standing.steps()
    said: dict[str, object] = {
        "schema": SCHEMA,
        "due": _iso(standing.due),
        "waiting_for": standing.waiting_for,
        "firm": reply is None or reply.missing is None,
        "missing_year": None if reply is None else reply.missing,
        "received": _iso(standing.received),
        "safe_due": _iso(standing.safe_due),
        "latest_due": _iso(reply.latest if reply is not None else None),
        "amend_by": _iso(standing.amend_by if standing.waiting_for == "amendment" else None),
        "pay_by": _iso(standing.pay_by if standing.waiting_for == "payment" else None),
    }
    if as_of is not None:
        said["as_of"] = as_of.isoformat()
        said["working_days_left"] = _left(standing, as_of)
    grounds = tuple(dict.fromkeys(step.ground for step in steps))
    return {**said, "steps": steps_json(steps), **grounds_json(grounds)}


def _left(standing: Standing, as_of: date) -> int | None:
    """Return the working days from the day after *as_of* to the due day, negative when that is past."""
    due = standing.due
    if due is None:
        return None
    calendar = standing.calendar
    return calendar.between(as_of, due) if as_of <= due else -calendar.between(due, as_of)


def _reply_lines(standing: Standing, as_of: date | None, options: argparse.Namespace) -> Iterator[str]:
    zh = options.lang == "zh"
    due, waiting = standing.due, standing.waiting_for
    if due is None:
        yield (
            _WAITING[waiting].in_(options.lang)
            if waiting
            else ("没有期限在计算" if zh else "no clock is running")
        )
    else:
        yield f"答复期限届满：{told(due, 'zh')}" if zh else f"Reply due: {told(due, 'en')}"
    if (reply := standing.reply) is not None and reply.missing is not None:
        year = reply.missing
        yield (
            f"  暂定：{year}年的节假日安排尚未公布，公布后可能变动"
            if zh
            else f"  provisional: the holidays of {year} are not announced yet, and the day may move"
        )
    facts = (
        (standing.received, "收到之日", "received"),
        (standing.safe_due, "稳妥日期（自到达之日起算）", "safe day (counted from arrival)"),
        (
            reply.latest if reply is not None else None,
            "意见尚未收到，最迟顺延至",
            "the view is still out; moves on to at the latest",
        ),
        (
            standing.amend_by if waiting == "amendment" else None,
            "补正期限届满（通知未写明期限时，依据待核）",
            "amendment due (where the notice sets no period; unconfirmed)",
        ),
        (standing.pay_by if waiting == "payment" else None, "缴费期限届满", "payment due"),
    )
    for day, name, name_en in facts:
        if day is not None:
            yield f"  {name}：{told(day, 'zh')}" if zh else f"  {name_en}: {told(day, 'en')}"
    if as_of is not None and (left := _left(standing, as_of)) is not None:
        ago = f"已逾期{-left}个工作日" if left < 0 or as_of > (due or as_of) else f"还有{left}个工作日"
        ago_en = (
            f"{-left} working days late"
            if left < 0 or as_of > (due or as_of)
            else f"{left} working days left"
        )
        yield f"  {as_of}：{ago}" if zh else f"  on {as_of}: {ago_en}"
    yield from _why(standing.steps(), options)


def _limit(options: argparse.Namespace, found: Limit) -> int:
    format = format_of(options, DEADLINE_FORMATS)
    if format == "svg":
        _draw(options, found.steps(), found.parameter.title.in_(options.lang))
        return 0
    if format == "json":
        said: dict[str, object] = {
            "schema": SCHEMA,
            "limit": found.parameter.key,
            "from": found.start.isoformat(),
            "received": found.start.isoformat()
            if getattr(options, "start_option", "") == "--received"
            else None,
            "due": found.due.isoformat(),
            "waiting_for": None,
            "firm": found.missing is None,
            "missing_year": found.missing,
            "steps": steps_json(found.steps()),
            **grounds_json(found.grounds()),
        }
        _write(options, dumps(said) + "\n")
        return 0
    zh = options.lang == "zh"
    title = found.parameter.title.in_(options.lang)
    lines = [f"{title}：{told(found.due, 'zh')}" if zh else f"{title}: {told(found.due, 'en')}"]
    if found.missing is not None:
        lines.append(
            f"  暂定：{found.missing}年的节假日安排尚未公布，公布后可能变动"
            if zh
            else f"  provisional: the holidays of {found.missing} are not announced yet, and the day may move"
        )
    lines += _why(found.steps(), options)
    _write(options, "".join(f"{line}\n" for line in lines))
    return 0


def _why(steps: tuple[Step, ...], options: argparse.Namespace) -> Iterator[str]:
    if options.explain:
        yield ""
        yield "怎样计算" if options.lang == "zh" else "How it was counted"
        yield from step_lines(steps, options.lang)
        yield from calendar_lines(steps, options.lang)
        return
    moved = [step for step in steps if step.kind in _MOVES]
    if moved:
        yield "经过" if options.lang == "zh" else "On the way"
        for step in moved:
            yield from hung(f"  {step.first}  ", step.what.in_(options.lang))
    yield "依据" if options.lang == "zh" else "Grounds"
    for ground in dict.fromkeys(step.ground.in_(options.lang) for step in steps):
        yield from hung("  ", ground)


def _draw(
    options: argparse.Namespace,
    steps: tuple[Step, ...],
    title: str,
    *,
    period: int | None = None,
    today: date | None = None,
) -> None:
    from mingbai.deadlines.ribbon import ribbon

    drawing = ribbon(steps, title=title, language=options.lang, period=period, today=today)
    if not drawing:
        raise Wrong("没有期限在计算，无图可画", "no clock is running: there is nothing to draw")
    _write(options, drawing)


def _write(options: argparse.Namespace, text: str) -> None:
    with results(options.output) as sink:
        sink.write(text)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _instant(instant: object) -> str:
    return str(instant).replace(" ", "T")[:16]

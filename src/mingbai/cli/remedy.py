"""`mingbai remedy`: what may be done against a reply or against silence, and until when."""

import argparse
from collections.abc import Iterator

from mingbai.cli.arguments import PLAIN_FORMATS
from mingbai.cli.batches import format_of
from mingbai.cli.calendar import with_notices
from mingbai.cli.days import day_of, told
from mingbai.cli.explained import grounds_json, step_lines, steps_json
from mingbai.cli.terminal import hung, results
from mingbai.remedies import Remedy
from mingbai.remedies import remedy as remedy_of
from mingbai.report.jsonform import dumps
from mingbai.statutes import shipped
from mingbai.text.words import Words

__all__ = ["remedy"]

_FIRST = {
    True: Words("应当先申请行政复议", "reconsideration comes first"),
    False: Words("可以申请行政复议，也可以直接提起行政诉讼", "reconsideration or a suit, at choice"),
    None: Words("是否应当先申请行政复议尚无定论", "whether reconsideration comes first is not settled"),
}


def remedy(options: argparse.Namespace) -> int:
    """Say what may be done against the reply that *options* describe; return the exit code."""
    served = day_of(options.served, "--served")
    found = remedy_of(
        served,
        options.outcome,
        withheld=options.withheld,
        law=shipped(),
        calendar=with_notices(options.notices),
    )
    if format_of(options, PLAIN_FORMATS) == "json":
        text = dumps(_json(found)) + "\n"
    else:
        text = "".join(f"{line}\n" for line in _lines(found, options))
    with results(options.output) as sink:
        sink.write(text)
    return 0


def _json(found: Remedy) -> dict[str, object]:
    missing = [
        limit.missing for limit in (found.reconsider, found.sue) if limit is not None and limit.missing
    ]
    return {
        "schema": "mingbai.remedy/1",
        "review_first": "unsettled" if found.review_first is None else found.review_first,
        "reconsider_until": found.reconsider.due.isoformat(),
        "sue_until": None if found.sue is None else found.sue.due.isoformat(),
        "firm": not missing,
        "missing_year": min(missing, default=None),
        "notice": found.notice.zh,
        "notice_en": found.notice.en,
        "steps": {
            "reconsider_until": steps_json(found.reconsider.steps()),
            "sue_until": [] if found.sue is None else steps_json(found.sue.steps()),
        },
        **grounds_json([ground.words for ground in found.grounds]),
    }


def _lines(found: Remedy, options: argparse.Namespace) -> Iterator[str]:
    zh = options.lang == "zh"
    yield _FIRST[found.review_first].in_(options.lang)
    for limit, name, name_en in (
        (found.reconsider, "申请行政复议，最后一日", "apply for reconsideration by"),
        (found.sue, "提起行政诉讼，最后一日", "bring a suit by"),
    ):
        if limit is None:
            continue
        mark = "" if limit.missing is None else ("（暂定）" if zh else " (provisional)")
        yield (
            f"  {name}：{told(limit.due, 'zh')}{mark}"
            if zh
            else f"  {name_en}: {told(limit.due, 'en')}{mark}"
        )
        if options.explain:
            yield from step_lines(limit.steps(), options.lang, indent="    ")
    if options.outcome == "no_reply":
        yield "申请人可以" if zh else "The applicant may"
    else:
        yield "答复书应当告知" if zh else "The reply has to say"
    yield from hung("  ", found.notice.in_(options.lang))
    yield "依据" if zh else "Grounds"
    for ground in found.grounds:
        yield from hung("  ", ground.words.in_(options.lang))

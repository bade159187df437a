"""`mingbai fee items` and `mingbai fee pages`: what may be charged for processing an application."""

import argparse
from collections.abc import Iterator
from datetime import date

from mingbai.cli.arguments import PLAIN_FORMATS
from mingbai.cli.batches import format_of
from mingbai.cli.days import day_of, whole
from mingbai.cli.explained import grounds_json
from mingbai.cli.terminal import hung, results
from mingbai.fees import Bracket, Fee, by_item, by_page
from mingbai.report.jsonform import dumps
from mingbai.statutes import shipped
from mingbai.text.words import Words

__all__ = ["items", "pages"]


def items(options: argparse.Namespace) -> int:
    """Say what so many items of one applicant in a month cost; return the exit code."""
    number, already = whole(options.number, "ITEMS"), whole(options.already, "--already")
    return _tell(options, by_item(number, already=already, on=_on(options), law=shipped()))


def pages(options: argparse.Namespace) -> int:
    """Say what so many pages of one application cost; return the exit code."""
    return _tell(options, by_page(whole(options.number, "PAGES"), on=_on(options), law=shipped()))


def _on(options: argparse.Namespace) -> date:
    """Return the day asked for; without one, that of the scale in force last."""
    if options.on:
        return day_of(options.on, "--on")
    return shipped().parameter("fee_items").versions[-1].since


def _tell(options: argparse.Namespace, fee: Fee) -> int:
    grounds = [ground.words for ground in fee.grounds]
    if format_of(options, PLAIN_FORMATS) == "json":
        steps = [
            {
                "from": bracket.first,
                "to": bracket.last,
                "price": f"{bracket.price}.00",
                "amount": f"{bracket.amount:.2f}",
                "what": _said(bracket, fee).zh,
                "what_en": _said(bracket, fee).en,
            }
            for bracket in fee.brackets
        ]
        said = {"schema": "mingbai.fee/1", "amount": fee.told, "steps": steps, **grounds_json(grounds)}
        text = dumps(said) + "\n"
    else:
        text = "".join(f"{line}\n" for line in _lines(options, fee, grounds))
    with results(options.output) as sink:
        sink.write(text)
    return 0


def _lines(options: argparse.Namespace, fee: Fee, grounds: list[Words]) -> Iterator[str]:
    zh = options.lang == "zh"
    yield f"信息处理费：{fee.told} 元" if zh else f"Processing fee: {fee.told} yuan"
    if options.explain:
        for bracket in fee.brackets:
            yield f"  {_said(bracket, fee).in_(options.lang)}"
    yield "依据" if zh else "Grounds"
    for ground in grounds:
        yield from hung("  ", ground.in_(options.lang))


def _said(bracket: Bracket, fee: Fee) -> Words:
    count = bracket.last - bracket.first + 1
    span = f"{bracket.first}" if count == 1 else f"{bracket.first}–{bracket.last}"
    unit, more = fee.unit, "" if count == 1 else "s"
    if bracket.price == 0:
        return Words(f"第{span}{unit.zh}不收费", f"{unit.en}{more} {span}: free")
    return Words(
        f"第{span}{unit.zh}：{count} × {bracket.price} = {bracket.amount} 元",
        f"{unit.en}{more} {span}: {count} × {bracket.price} = {bracket.amount} yuan",
    )

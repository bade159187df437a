"""What an act on a body changes, said in a sentence before it is entered."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.look import wording
from mingbai_web.look.parts import Confirmation
from mingbai_web.orgs import checks, queries

__all__ = ["consequence"]

_STAYS = Words("以前的记录和文书不变", "earlier records and papers stay as they are")


def consequence(act: str, body: UUID | None, given: Mapping[str, Any]) -> Confirmation:
    """Return what *act* on *body* will change. Raises what the act itself would refuse, as far as it can be seen now."""
    effective: date = given["effective"]
    zh, en = wording.day(effective, "zh"), wording.day(effective, "en")
    if act == "make":
        return _said(f"自{zh}起登记“{given['name']}”", f"“{given['name']}” exists from {en}")
    if body is None:
        return _said(
            f"自{zh}起设立“{given['name']}”" + ("" if given["has_accounts"] else "，用打印的转办单办理"),
            f"“{given['name']}” exists from {en}"
            + ("" if given["has_accounts"] else "; it works with printed transfer slips"),
        )
    name = queries.name_on(body, effective)
    if act == "rename":
        return _said(
            f"自{zh}起“{name}”称“{given['name']}”，仍是同一个机关：在办申请、文号、结转数照旧；{_STAYS.zh}",
            f"from {en} “{name}” is called “{given['name']}” and stays the same body, with its open applications, document numbers and balances; {_STAYS.en}",
        )
    if act == "place":
        above = given["reports_to"]
        to = queries.name_on(above, effective) if above else ""
        return _said(
            f"自{zh}起“{name}”" + (f"隶属于“{to}”" if to else "不隶属于其他机关") + f"；{_STAYS.zh}",
            f"from {en} “{name}” reports to " + (f"“{to}”" if to else "nobody") + f"; {_STAYS.en}",
        )
    if act == "move-powers":
        to = queries.name_on(given["to"], effective)
        return _said(
            f"自{zh}起“{given['matter']}”由“{to}”行使，涉及的在办申请由它承接；有关政府信息应当及时移交，不得以未移交为由不受理（国办公开办函〔2019〕14号）",
            f"from {en} “{to}” has the powers in “{given['matter']}” and takes the open applications on them; files are handed over without delay",
        )
    if act in ("merge", "split", "abolish"):
        return _ending(act, body, name, given)
    return _said(f"自{zh}起按所填的办；{_STAYS.zh}", f"what is filled in holds from {en}; {_STAYS.en}")


def _ending(act: str, body: UUID, name: str, given: Mapping[str, Any]) -> Confirmation:
    effective: date = given["effective"]
    into = (
        given["into"]
        if act == "split"
        else [each for each in (given.get("into") or given.get("takes"),) if each]
    )
    checks.may_end(body, into, effective)
    cases = given.get("cases") or (into[0] if into else None)
    balances = given.get("balances") or (into[0] if into else None)
    series = given.get("series")
    names = queries.names_on([*into, *(each for each in (cases, balances, series) if each)], effective)
    nobody = Words("无人承接", "nobody takes them")
    below = [
        each.name for each in queries.bodies(on=effective) if each.reports_to == body and each.id not in into
    ]
    zh, en = wording.day(effective, "zh"), wording.day(effective, "en")
    sentence = Words(
        f"自{zh}起“{name}”不再存在："
        + (f"在办申请由“{names[cases]}”承接，" if cases else f"在办申请{nobody.zh}，")
        + (f"结转数由“{names[balances]}”承接，" if balances else "")
        + (f"文号由“{names[series]}”沿用" if series else "文号不再沿用")
        + (f"；下属的{len(below)}个机关随之转隶" if below else "")
        + f"；{_STAYS.zh}",
        f"from {en} “{name}” ceases to exist: "
        + (
            f"“{names[cases]}” takes over its open applications, "
            if cases
            else "nobody takes over its open applications, "
        )
        + (f"“{names[balances]}” takes over its balances, " if balances else "")
        + (f"“{names[series]}” continues its document numbers" if series else "its document numbers end")
        + (f"; {len(below)} bodies that report to it move with it" if below else "")
        + f"; {_STAYS.en}",
    )
    return Confirmation(
        sentence,
        undo=Words(
            "机关终止后只能另行设立，不能恢复。",
            "A body that has ended cannot be restored; it can only be formed anew.",
        ),
    )


def _said(zh: str, en: str) -> Confirmation:
    return Confirmation(Words(f"确认后，{zh}。", f"Once confirmed: {en}."))

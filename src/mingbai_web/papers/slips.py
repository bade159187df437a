"""The slip on which a paper is reviewed and approved by hand: its chain as rows to sign, with a QR that finds it again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from mingbai.outcomes import ending
from mingbai.text.words import Words
from mingbai_web.files.types import TYPES
from mingbai_web.papers.letters import Letter, told, with_enclosures
from mingbai_web.papers.printed import qr
from mingbai_web.papers.queries import PaperSheet
from mingbai_web.papers.sheets import Cell, Sheet, sheet
from mingbai_web.papers.wording.pages import RESULTS, SIGNED

__all__ = ["approval_slip", "service_receipt"]


def approval_slip(
    found: PaperSheet,
    *,
    address: str,
    names: Mapping[str, str],
    facts: Mapping[str, str | date] | None = None,
) -> Sheet:
    """Return the slip of a paper: what is to be approved, each step of its chain, what was signed already.

    *address* is where the QR leads; *names* gives the name of a person by username; *facts* what its owner adds (a due day).
    """
    paper, letter = found.paper, found.letter
    outcome = letter.outcome
    given: dict[str, str | date] = {
        "paper": f"{letter.title}（第{paper.version}版）",
        "number": paper.number,
        "case": letter.facts.get("case", ""),
        "addressee": letter.addressee,
        "outcome": outcome.words.zh if outcome else "",
        "matter": letter.facts.get("matter", ""),
        "grounds": _proposed(letter),
        "due": _due(found) or "",
        "drafter": names.get(paper.drafters[-1], paper.drafters[-1]) if paper.drafters else "",
        "drafted": paper.drafted or "",
        **(facts or {}),
    }
    made = sheet("approval_slip", given, body=letter.sender.body)
    notes = list(made.notes)
    if paper.delegation:
        notes.insert(0, f"依据{paper.delegation}的授权，由授权的岗位签发。")
    rows = [*made.rows, *(_row(found, place, names) for place in range(len(paper.steps)))]
    return replace(
        made,
        rows=tuple(rows),
        notes=tuple(notes),
        qr=qr(address, says=f"{letter.title}，扫码打开"),
        qr_says=f"第{paper.version}版 {_short(found.id)}",
    )


def service_receipt(found: PaperSheet, *, addressed: bool) -> Sheet:
    """Return the 送达回证 of a paper, to be signed by who receives it; with the address where *addressed*."""
    paper, letter = found.paper, found.letter
    routes = {"in-person": "直接送达", "post": "邮政寄送", "electronic": "电子送达"}
    given: dict[str, str | date] = {
        "case": letter.facts.get("case", ""),
        "served_by": letter.sender.body,
        "paper": with_enclosures(letter),
        "number": paper.number,
        "recipient": letter.addressee,
        "address": letter.facts.get("address", "") if addressed else "",
        "received": paper.served or "",
        "route": routes.get(paper.route, ""),
        "tracking": paper.tracking,
    }
    return sheet("service_receipt", given, body=letter.sender.body)


def _due(found: PaperSheet) -> date | None:
    """Return the last day to reply that held for the paper; none is known any more of a reply that was made again."""
    about = found.about
    if about is None or (found.paper.kind == "reply" and found.paper.dispatched and about.reply != found.id):
        return None
    return about.held


def _proposed(letter: Letter) -> str:
    """Return in words what is proposed, part by part, and below it the articles."""
    if len(letter.parts) > 1:
        said = "；".join(f"{part.matter}：{ending(part.ending).words.zh}" for part in letter.parts)
    else:
        said = letter.outcome.words.zh if letter.outcome else ""
    proposed = f"拟答复：{said}。" if said else f"拟发出《{letter.title}》。"
    lines = [proposed, f"依据：{'、'.join(letter.articles)}" if letter.articles else "", _enclosed(letter)]
    return "\n".join(filter(None, lines))


def _enclosed(letter: Letter) -> str:
    """Return what goes out with the letter; of each file the begin of its digest, which says of which bytes the slip is signed."""
    files = [
        f"{each.title}（{TYPES[each.type].words.zh}，校验码 {each.sha256[:12]}）" for each in letter.files
    ]
    listed = [f"{number}. {each}" for number, each in enumerate((*files, *letter.enclosures), 1)]
    return "\n".join(("附件：", *listed)) if listed else ""


def _row(found: PaperSheet, place: int, names: Mapping[str, str]) -> tuple[Cell, ...]:
    step, signature = found.paper.steps[place], found.signed_at(place)
    if signature is None:
        blank = "□ 可以公开　□ 部分可以公开　□ 不得公开\n依据：\n" if step.what == "secrecy" else ""
        return (Cell(step.name, f"{blank}\n　　　　　　　　　签名：　　　　　　　　年　　月　　日", 4),)
    result = RESULTS.get(signature.result) or SIGNED.get(signature.kind, Words("", ""))
    lines = [result.zh, signature.ground and f"依据：{signature.ground}", signature.remark]
    who = names.get(signature.person, signature.person)
    by = (
        f"（纸质签批，{names.get(signature.recorder, signature.recorder)}登记）" if signature.recorder else ""
    )
    lines.append(f"{who}　{told(signature.day)}{by}")
    return (Cell(step.name, "\n".join(line for line in lines if line), 2),)


def _short(id: UUID) -> str:
    return id.hex[-8:].upper()
